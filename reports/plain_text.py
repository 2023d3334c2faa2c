"""The doctor's page as plain text, to paste into another system; nothing is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.layout.clean import strip_lines
from reports.summary import (
    Answer,
    DrugFlag,
    Drugs,
    ElsewhereDrug,
    Fact,
    Group,
    Sign,
    Signs,
    Summary,
    Terms,
)
from reports.wording import (
    CHANGED,
    UNSENT,
    booked,
    capital,
    elsewhere,
    for_reason,
    joined,
    no_longer_asked,
    nothing_named,
    on_file,
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
    return strip_lines("\n".join(map(_hanging, _lines(summary)))) + "\n"


def _hanging(line: str) -> str:
    """Own line breaks, with each line but the first set in: no words fake a heading."""
    return "\n  ".join(line.splitlines())


def _lines(summary: Summary) -> Iterator[str]:
    yield from _header(summary)
    yield from ("", f"In the patient’s words: {quoted(summary.words) or 'not answered'}")
    if summary.doubts:
        yield f"Check with the patient: {'; '.join(summary.doubts)}"
    if summary.since:
        yield summary.since
    yield from _signs(summary.signs)
    yield from _drugs(summary.drugs, summary.terms)
    yield from _alerts(summary)
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
    yield f"{footer.disclaimer} {capital(summary.terms.source)}: {footer.article}."


def _header(summary: Summary) -> Iterator[str]:
    header = summary.header
    if header.unsent:
        yield f"{UNSENT} (last saved {header.saved})"
    yield header.title
    born = f"born {header.born}" if header.born else "date of birth not given"
    yield joined(header.name or "Name not given", header.age, header.sex, born, by=" · ")
    if header.booked_as:
        yield booked(header.booked_as)
    if header.on_file:
        yield on_file(header)
    yield " · ".join(f"{fact.label}: {fact.value}" for fact in header.about)
    visit = f"visit {header.visit}" if header.visit else "no time set for the visit"
    sent = "" if header.unsent else f"sent {header.sent}"
    yield joined(header.clinic, visit, f"filled in by {header.filled_by}", sent, by=" · ")


def _signs(signs: Signs) -> Iterator[str]:
    yield ""
    yield f"DANGER SIGNS: {_counted(signs)}"
    if signs.changed:
        yield f"{CHANGED}: {signs.changed}"
    every = (("emergency signs", signs.emergency), ("danger signs", signs.danger))
    for answer, name in ANSWERS:
        for kind, group in every if answer != "no" else reversed(every):
            found = [_sign(sign) for sign in group if sign.answer == answer]
            yield from _items(f"{name} ({kind})", found)
            if found and answer == "yes" and kind == "emergency signs":
                yield f"What was done about them: {signs.emergency_action or 'not answered'}"
    if signs.taken_back:
        yield f"Emergency signs taken back: {'; '.join(signs.taken_back)}"


def _items(title: str, items: Sequence[str]) -> Iterator[str]:
    """A title and each item on a line of its own; nothing where there is none."""
    if items:
        yield f"{title}:"
        yield from (f"- {item}" for item in items)


def _counted(signs: Signs) -> str:
    """How many have each answer: "2 reported, 1 not sure, 0 not answered, of 26 signs asked"."""
    everything = (*signs.emergency, *signs.danger)
    names = (("yes", "reported"), ("unsure", "not sure"), ("unanswered", "not answered"))
    said = [f"{sum(s.answer == key for s in everything)} {name}" for key, name in names]
    total = len(everything)
    return f"{', '.join(said)}, of {total} {plural(total, 'sign')} asked"


def _sign(sign: Sign) -> str:
    return f"{sign.label} ({sign.detail})" if sign.detail else sign.label


def _drugs(drugs: Drugs, terms: Terms) -> Iterator[str]:
    listed = [flag for flag in drugs.flags if flag.listed]
    yield from ("", terms.drugs_title.upper())
    if drugs.changed:
        yield f"{CHANGED}: {drugs.changed}"
    if not listed:
        if drugs.treatments or any(other.listed for other in drugs.others):
            yield nothing_named(terms.source)
        yield f"Checked: {drugs.checked}"
    yield from (f"- {_flag(flag, terms)}" for flag in listed)
    treated = [_flag(flag, terms) for flag in drugs.treatments if flag.listed]
    yield from _items("Named as treatment, not as cause", treated)
    yield from _items("Mentioned, not listed: ask", list(_mentioned(drugs, terms)))
    asked = [
        joined(joined(quoted(one.typed), one.reason, by=" "), *map(whole_verdict, one.marks))
        for one in drugs.questions
    ]
    yield from _items("Ask", asked)
    if listed:
        yield f"Checked: {drugs.checked}"
    others = [
        joined(other.typed, joined(other.note, for_reason(other.reason), other.taken), by=": ")
        for other in drugs.others
        if other.listed
    ]
    yield from _items("Other medicines", others or ["no others listed"])
    yield from _items(elsewhere(terms.source), list(map(_elsewhere, drugs.elsewhere)))
    yield from map(_fact, drugs.said)


def _mentioned(drugs: Drugs, terms: Terms) -> Iterator[str]:
    for flag in (*drugs.flags, *drugs.treatments):
        if not flag.listed:
            yield joined(_flag(flag, terms), f"{flag.where}: {quoted(flag.words)}")
    for other in drugs.others:
        if not other.listed:
            note = f" ({other.note})" if other.note else ""
            yield f"{other.typed}{note}; {other.where}: {quoted(other.words)}"


def _alerts(summary: Summary) -> Iterator[str]:
    yield ""
    yield f"Allergies: {quoted(summary.drugs.allergies) or 'not answered'}"
    yield from map(_fact, summary.alerts)


def _elsewhere(one: ElsewhereDrug) -> str:
    conflict = f"but: {one.conflict}" if one.conflict else ""
    said = f"{read_as(one)}: {one.known_for} ({one.source})"
    return joined(said, one.timing, conflict, by=", ")


def _flag(flag: DrugFlag, terms: Terms) -> str:
    read = flag.ingredient + ("" if flag.certainty == "exact" else ", probable: confirm")
    return joined(
        f"{flag.typed} ({read}; {' + '.join(flag.classes)})",
        *map(whole_verdict, flag.marks),
        flag.timing,
        f"but: {flag.conflict}" if flag.conflict else "",
        flag.taken,
        for_reason(flag.reason),
        f"{terms.source}: {quoted(flag.article_words)}",
    )


def _group(group: Group) -> Sequence[str]:
    return ["", group.title.upper(), *map(_fact, group.facts)] if group.facts else []


def _fact(fact: Fact) -> str:
    return f"{fact.label}: {quoted(fact.value) if fact.own_words else fact.text}"
