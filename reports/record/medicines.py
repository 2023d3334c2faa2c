"""How each medicine was read: words, drug, class, and the rule that ranked it."""

from __future__ import annotations

from collections.abc import Iterable

from reports.record.parts import Item
from reports.summary import DrugFlag, Drugs, ElsewhereDrug
from reports.wording import ELSEWHERE, distinct, joined, whole_verdict

RANKS = {
    0: "not ranked",
    1: "started or raised in the 92 days before onset",
    2: "may overlap onset, which the answers do not settle",
    3: "started and last raised more than 92 days before onset",
    4: "date not known",
    5: "started after onset",
}


def readings(drugs: Drugs) -> Iterable[Item]:
    """How each medicine was read: flags, treatments, questions, and what is known elsewhere."""
    notes = notes_of(drugs)
    yield from (_reading(flag, notes) for flag in (*drugs.flags, *drugs.treatments))
    for question in drugs.questions:
        marked = joined(*map(whole_verdict, question.marks))
        yield Item(question.typed or "Not in the list", f"Ask: {question.reason}", marked)
    yield from map(_known, drugs.elsewhere)


def notes_of(drugs: Drugs) -> list[str]:
    """The article's words, once each."""
    return distinct(flag.article_words for flag in (*drugs.flags, *drugs.treatments))


def numbered(notes: Iterable[str]) -> Iterable[str]:
    """The notes under the numbers by which they are named."""
    return (f"({number}) “{note}”" for number, note in enumerate(notes, 1))


def _reading(flag: DrugFlag, notes: list[str]) -> Item:
    """Typed text, drug and class, the article's words by number, timing against onset."""
    sure = "" if flag.certainty == "exact" else " (probable: confirm)"
    role = (
        "named as treatment"
        if flag.role == "treatment"
        else f"order {flag.rank}: {RANKS.get(flag.rank, RANKS[0])}"
    )
    note = f" (article {notes.index(flag.article_words) + 1})" if flag.article_words else ""
    read = f"read as {flag.ingredient}{sure}; {' + '.join(flag.classes)}{note}"
    conflict = f"but: {flag.conflict}" if flag.conflict else ""
    text = joined(read, flag.timing, conflict, role, by=" · ")
    return Item(flag.typed, text, joined(*map(whole_verdict, flag.marks)))


def _known(one: ElsewhereDrug) -> Item:
    """Apart from the flags: another source's words, with no order."""
    sure = "" if one.certainty == "exact" else " (probable: confirm)"
    said = f"{ELSEWHERE[0].lower()}{ELSEWHERE[1:]} {one.known_for} ({one.source})"
    conflict = f"but: {one.conflict}" if one.conflict else ""
    read = f"read as {one.ingredient}{sure}; {said}"
    return Item(one.typed, joined(read, one.timing, conflict, "not ranked", by=" · "))
