"""Words that several reports share: plurals, quotation marks, lists, what clinicians said."""

from __future__ import annotations

from collections.abc import Iterable

from reports.summary import ElsewhereDrug, Header, Mark

CHANGED = "Changed"  # before what changed since the visit before
TOLD_ELSEWHERE = "Told elsewhere"  # before an allergy that the answer about allergies lacks
UNANSWERED = "Not answered"  # before what was asked and not answered
UNSENT = "NOT SENT: saved answers only"


def elsewhere(source: str) -> str:
    """What is said before drugs that another source than the form's names."""
    return f"Not named by {source}; known elsewhere for"


def nothing_named(source: str) -> str:
    """That what was read is not named as a cause: said first, and never alone."""
    return f"Nothing that was read in the list is named by {source} as a cause."


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def plural(number: int, noun: str) -> str:
    """The noun, with an s unless there is one of it."""
    return noun if number == 1 else f"{noun}s"


def no_longer_asked(number: int) -> str:
    """How many answers only the record prints, since the form no longer asks for them."""
    noun = plural(number, "answer")
    return f"{number} {noun} to questions that the form no longer asks: see the record."


def booked(name_and_birth: str) -> str:
    """Whom the clinic booked the visit for, where the patient said otherwise; "" if not."""
    return f"Booked by the clinic as {name_and_birth}" if name_and_birth else ""


def on_file(header: Header) -> str:
    """What the clinic has on file of the patient: "Record number 12345 · GP Dr Lee"."""
    return " · ".join(f"{fact.label} {fact.value}" for fact in header.on_file)


def quoted(text: str) -> str:
    """The patient's words between quotation marks."""
    return f"“{text}”" if text else ""


def unbroken(text: str, short: int) -> str:
    """A short name or fact on one line, as in a letter; a long one may break."""
    return text.replace(" ", "\u00a0") if len(text) <= short else text


def stop_after(said: str) -> str:
    """What parts it from the next sentence; a quotation that ends with a stop needs no other."""
    if not said:
        return ""
    return " " if said.endswith((".”", "!”", "?”", "…”")) else ". "


def joined(*parts: str, by: str = "; ") -> str:
    """The parts that say something."""
    return by.join(part for part in parts if part)


def distinct(texts: Iterable[str]) -> list[str]:
    """Each text once, in the order of its first appearance."""
    return list(dict.fromkeys(text for text in texts if text))


def read_as(one: ElsewhereDrug) -> str:
    """The typed words and the drug they were read as: "Ventolin = salbutamol"."""
    if one.certainty == "probable":
        return f"{one.typed} probably {one.ingredient}: confirm"
    if one.ingredient.casefold() in one.typed.casefold():
        return one.typed
    return f"{one.typed} = {one.ingredient}"


def for_reason(reason: str) -> str:
    """What a medicine is for: "for my heart", whether or not the patient wrote the "for"."""
    told = reason.casefold().startswith(("for ", "because ", "to ", "in case ", "para "))
    return f"for {reason}" if reason and not told else reason


def verdict(mark: Mark) -> str:
    """What a clinician decided: "wrong", "right on version 1"."""
    return f"{mark.verdict} on version {mark.on_version}" if mark.on_version else mark.verdict


def whole_verdict(mark: Mark) -> str:
    """With its time and note: "Marked wrong by Dr Osei, 22 November 2026, 14:05: “…”"."""
    note = f": {quoted(mark.note)}" if mark.note else ""
    return f"Marked {verdict(mark)} by {mark.by}, {mark.moment}{note}"
