"""The doctor's page as plain text, to paste into another system; nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.layout.clean import strip_lines
from reports.summary import (
    Answer,
    DrugFlag,
    Drugs,
    ElsewhereDrug,
    Group,
    Sign,
    Signs,
    Summary,
)
from reports.wording import (
    ELSEWHERE,
    UNSENT,
    booked,
    joined,
    no_longer_asked,
    plural,
    quoted,
    read_as,
    whole_verdict,
)

ANSWERS: tuple[tuple[Answer, str], ...] = (
    ("yes", "Reported"),
    ("unsure", "Not sure"),
    ("unanswered", "Not answered"),
    ("no", "Answered No"),
)


def render_text(summary: Summary) -> str:
    """The page's facts in its order, one a line."""
    return strip_lines("\n".join(_lines(summary))) + "\n"


def _lines(summary: Summary) -> Iterator[str]:
    yield from _header(summary)
    yield ""
    yield f"In the patient's words: {quoted(summary.words) or 'not answered'}"
    yield from _signs(summary.signs)
    yield from _drugs(summary.drugs)
    for group in (summary.history, summary.symptoms, summary.background, summary.life):
        yield from _group(group)
    yield from _group(summary.wants)
    if summary.no_longer_asked:
        yield from ("", no_longer_asked(summary.no_longer_asked))
    footer = summary.footer
    yield ""
    audit = f"audit {footer.audit}" if footer.audit else ""
    about = f"{footer.reference} version {footer.version}", f"form {footer.form}"
    yield joined(*about, f"drug list {footer.drug_list}", audit, by="; ")
    yield f"{footer.disclaimer} The article: {footer.article}."


def _header(summary: Summary) -> Iterator[str]:
    header = summary.header
    if header.unsent:
        yield f"{UNSENT} (last saved {header.saved})"
    yield header.title
    born = f"born {header.born}" if header.born else "date of birth not given"
    yield joined(header.name or "Name not given", header.age, header.sex, born, by=" · ")
    if header.booked_as:
        yield booked(header.booked_as)
    yield " · ".join(f"{fact.label}: {fact.value}" for fact in header.about)
    visit = f"visit {header.visit}" if header.visit else "no time set for the visit"
    sent = "" if header.unsent else f"sent {header.sent}"
    yield joined(header.clinic, visit, f"filled in by {header.filled_by}", sent, by=" · ")


def _signs(signs: Signs) -> Iterator[str]:
    yield ""
    yield f"DANGER SIGNS: {_counted(signs)}"
    for kind, group in (("emergency signs", signs.emergency), ("danger signs", signs.danger)):
        for answer, name in ANSWERS:
            found = [_sign(sign) for sign in group if sign.answer == answer]
            if found:
                yield f"{name} ({kind}): {'; '.join(found)}"
    if signs.emergency_action:
        yield f"What was done about the emergency signs: {signs.emergency_action}"
    if signs.taken_back:
        yield f"Emergency signs taken back: {'; '.join(signs.taken_back)}"


def _counted(signs: Signs) -> str:
    """How many have each answer: "2 reported, 1 not sure, 0 not answered, of 26 signs asked"."""
    everything = (*signs.emergency, *signs.danger)
    names = (("yes", "reported"), ("unsure", "not sure"), ("unanswered", "not answered"))
    said = [f"{sum(s.answer == key for s in everything)} {name}" for key, name in names]
    total = len(everything)
    return f"{', '.join(said)}, of {total} {plural(total, 'sign')} asked"


def _sign(sign: Sign) -> str:
    return f"{sign.label} ({sign.detail})" if sign.detail else sign.label


def _drugs(drugs: Drugs) -> Iterator[str]:
    yield from ("", "MEDICINES AND SUBSTANCES THE ARTICLE NAMES")
    yield from (_flag(flag) for flag in drugs.flags)
    yield from (f"Named as treatment, not as cause: {_flag(flag)}" for flag in drugs.treatments)
    for question in drugs.questions:
        asked = joined(quoted(question.typed), question.reason, by=" ")
        yield f"Ask: {joined(asked, *map(whole_verdict, question.marks))}"
    yield f"Checked: {drugs.checked}"
    others = [
        joined(other.typed, joined(other.note, other.reason, other.taken), by=": ")
        for other in drugs.others
    ]
    yield f"Other medicines: {'; '.join(others) or 'no others listed'}"
    if drugs.elsewhere:
        yield f"{ELSEWHERE}: {'; '.join(map(_elsewhere, drugs.elsewhere))}"
    yield f"Allergies: {quoted(drugs.allergies) or 'not answered'}"


def _elsewhere(one: ElsewhereDrug) -> str:
    conflict = f"but: {one.conflict}" if one.conflict else ""
    said = f"{read_as(one)}: {one.known_for} ({one.source})"
    return joined(said, one.timing, conflict, by=", ")


def _flag(flag: DrugFlag) -> str:
    read = flag.ingredient + ("" if flag.certainty == "exact" else ", probable: confirm")
    return joined(
        f"{flag.typed} ({read}; {' + '.join(flag.classes)})",
        *map(whole_verdict, flag.marks),
        flag.timing,
        f"but: {flag.conflict}" if flag.conflict else "",
        flag.taken,
        f"the article: {quoted(flag.article_words)}",
    )


def _group(group: Group) -> Sequence[str]:
    facts = [
        f"{fact.label}: {quoted(fact.value) if fact.own_words else fact.value}"
        for fact in group.facts
    ]
    return ["", group.title.upper(), *facts] if facts else []
