"""What the full record and the patient's copy say, before they are PDF or HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from reports.clean import strip_lines
from reports.marks import full
from reports.page import UNSENT
from reports.summary import DrugFlag, Drugs, Header, RecordEntry, RecordSection, Summary
from reports.templating import render
from reports.wording import joined

BLANK = {"unanswered": "Not answered", "not asked": "Not asked"}
RANKS = {
    0: "not ranked",
    1: "started or raised in the 92 days before onset",
    2: "may overlap onset, which the answers do not settle",
    3: "started and last raised more than 92 days before onset",
    4: "date not known",
    5: "started after onset",
}
COPY_BLANK = "You did not answer this"
Clean = Callable[[str], str]


class Row(NamedTuple):
    """A question and its answer."""

    question: str
    asked: str
    answer: str
    state: str


class Section(NamedTuple):
    """One page of the form."""

    title: str
    rows: list[Row]


def record_html(summary: Summary, clean: Clean = strip_lines) -> str:
    """The clinician's record: each question in both wordings, and how each flag came about."""
    header, footer = summary.header, summary.footer
    return render(
        "record.html",
        title=f"Full record: {clean(header.name)}",
        unsent=UNSENT if header.unsent else "",
        heading=f"Full record: {clean(header.title)}",
        name=clean(header.name) or "Name not given",
        about=[clean(line) for line in _about(header)],
        reference=clean(f"Reference {footer.reference} version {footer.version}"),
        advice="",
        sections=[
            Section(clean(section.title), [_row(entry, clean) for entry in section.entries])
            for section in summary.record
        ],
        checked=clean(summary.drugs.checked),
        working=[[clean(cell) for cell in row] for row in _all_working(summary.drugs)],
        foot=[
            clean(f"Form {footer.form} · drug list {footer.drug_list}"),
            clean(f"{footer.disclaimer} The article: {footer.article}."),
        ],
    )


def copy_html(summary: Summary, clean: Clean) -> str:
    """The patient's copy: their words and ours to them; nothing a clinician's eye added."""
    header = summary.header
    sections = [_own(section, clean) for section in summary.record]
    return render(
        "record.html",
        title="Your answers",
        unsent="Not sent yet: the answers saved so far" if header.unsent else "",
        heading="Your copy of your answers",
        name=clean(header.name),
        about=[clean(line) for line in _sending(header)],
        reference=clean(f"Reference {summary.footer.reference}"),
        advice=clean(summary.advice),
        sections=[section for section in sections if section.rows],
        checked="",
        working=[],
        foot=[],
    )


def _about(header: Header) -> Iterable[str]:
    born = f"born {header.born}" if header.born else "date of birth not given"
    yield joined(born, header.age, header.sex, by=" · ")
    yield " · ".join(f"{fact.label}: {fact.value}" for fact in header.about)
    visit = f"visit {header.visit}" if header.visit else "no time set for the visit"
    yield joined(header.clinic, visit, by=" · ")
    sent = f"last saved {header.saved}" if header.unsent else f"sent {header.sent}"
    yield f"Filled in by {header.filled_by} · {sent}"


def _sending(header: Header) -> Iterable[str]:
    yield joined(header.clinic, f"visit {header.visit}" if header.visit else "", by=" · ")
    yield f"Last saved {header.saved}" if header.unsent else f"Sent {header.sent}"


def _row(entry: RecordEntry, clean: Clean) -> Row:
    answer = clean(entry.answer) if entry.state == "answered" else BLANK[entry.state]
    return Row(clean(entry.question), clean(entry.asked), answer, entry.state)


def _own(section: RecordSection, clean: Clean) -> Section:
    rows = []
    for entry in section.entries:
        if entry.state == "not asked":
            continue
        answer = clean(entry.patient_answer) if entry.state == "answered" else COPY_BLANK
        rows.append(Row(clean(entry.asked), "", answer, entry.state))
    return Section(clean(section.patient_title), rows)


def _all_working(drugs: Drugs) -> Iterable[tuple[str, str, str, str]]:
    yield from (_working(flag) for flag in (*drugs.flags, *drugs.treatments))
    for question in drugs.questions:
        said = (full(mark) for mark in question.marks)
        yield (question.typed, joined(f"Ask: {question.reason}", *said), "", "")


def _working(flag: DrugFlag) -> tuple[str, str, str, str]:
    """Typed text, drug and class, the article's words, timing against onset."""
    sure = "" if flag.certainty == "exact" else " (probable: confirm)"
    role = (
        "named as treatment"
        if flag.role == "treatment"
        else f"order {flag.rank}: {RANKS.get(flag.rank, RANKS[0])}"
    )
    return (
        joined(flag.typed, flag.taken),
        joined(f"{flag.ingredient}{sure}", " + ".join(flag.classes), *map(full, flag.marks)),
        f"“{flag.article_words}”",
        joined(flag.timing, f"but: {flag.conflict}" if flag.conflict else "", role),
    )
