"""What the full record and the patient's copy say, before they are PDF or HTML."""

from __future__ import annotations

from collections.abc import Iterable

from reports.clean import strip_lines
from reports.page import UNSENT
from reports.recordparts import (
    Clean,
    Item,
    notes_of,
    numbered,
    own_sections_of,
    row_of,
    sections_of,
    working,
)
from reports.summary import Footer, Header, Summary
from reports.templating import render
from reports.wording import joined


def record_html(summary: Summary, clean: Clean = strip_lines, style: str = "") -> str:
    """The clinician's record: each question in both wordings, and how each flag came about.

    `style` is a style sheet to carry along, for where it is opened alone.
    """
    header, footer = summary.header, summary.footer
    return render(
        "record.html",
        style=style,
        title=f"Full record: {clean(header.name)}",
        unsent=UNSENT if header.unsent else "",
        heading=f"Full record: {clean(header.title)}",
        name=clean(header.name) or "Name not given",
        about=[clean(line) for line in _about(header)],
        reference=clean(f"Reference {footer.reference} version {footer.version}"),
        advice="",
        sections=sections_of(summary.record, clean),
        checked=clean(summary.drugs.checked),
        working=[Item(*map(clean, one)) for one in working(summary.drugs)],
        notes=clean(" ".join(numbered(notes_of(summary.drugs)))),
        foot=[clean(line) for line in _foot(footer)],
    )


def record_text(summary: Summary) -> str:
    """The clinician's record as plain text: every answer, and how each flag came about."""
    header, footer, drugs = summary.header, summary.footer, summary.drugs
    lines = [
        UNSENT if header.unsent else "",
        f"FULL RECORD: {header.name or 'Name not given'}",
        *_about(header),
        f"Reference {footer.reference} version {footer.version}",
    ]
    for section in summary.record:
        lines += ["", f"{section.title} {section.number or ''}".strip().upper()]
        rows = [row_of(entry, strip_lines) for entry in section.entries]
        lines += [f"{row.question} ({row.asked}): {row.answer}" for row in rows]
    lines += ["", "HOW EACH MEDICINE WAS READ", drugs.checked]
    lines += [joined(*one, by=" · ") for one in working(drugs)]
    lines += [f"The article: {note}" for note in numbered(notes_of(drugs))]
    lines += ["", *_foot(footer)]
    return strip_lines("\n".join(lines).strip()) + "\n"


def copy_html(summary: Summary, clean: Clean) -> str:
    """The patient's copy: their words and ours to them; nothing a clinician's eye added."""
    header = summary.header
    return render(
        "record.html",
        style="",
        title="Your answers",
        unsent="Not sent yet: the answers saved so far" if header.unsent else "",
        heading="Your copy of your answers",
        name=clean(header.name),
        about=[clean(line) for line in _sending(header)],
        reference=clean(f"Reference {summary.footer.reference}"),
        advice=clean(summary.advice),
        sections=own_sections_of(summary.record, clean),
        checked="",
        working=[],
        notes="",
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


def _foot(footer: Footer) -> Iterable[str]:
    yield f"Form {footer.form} · drug list {footer.drug_list}"
    yield f"{footer.disclaimer} The article: {footer.article}."


def _sending(header: Header) -> Iterable[str]:
    yield joined(header.clinic, f"visit {header.visit}" if header.visit else "", by=" · ")
    yield f"Last saved {header.saved}" if header.unsent else f"Sent {header.sent}"
