"""The record and the patient's copy as HTML."""

from __future__ import annotations

from reports.layout.clean import strip_lines
from reports.record.about import about, foot, own_about
from reports.record.copy_words import ENGLISH, copy_words
from reports.record.medicines import notes_of, numbered, readings
from reports.record.own_sections import own_sections_of
from reports.record.parts import Clean, Item
from reports.record.sections import sections_of
from reports.record.style import screen_css
from reports.summary import Summary
from reports.templating import render
from reports.wording import UNSENT, capital


def page_html(summary: Summary) -> str:
    """The record as an HTML page of its own, which needs no library and no font."""
    return record_html(summary, strip_lines, screen_css())


def record_html(summary: Summary, clean: Clean, style: str = "") -> str:
    """The clinician's record: each question in both wordings, and how each flag came about.

    `style` is a style sheet to carry along, for where it is opened alone.
    """
    header, footer = summary.header, summary.footer
    source = capital(summary.terms.source)
    return render(
        "record.html",
        words=ENGLISH,
        style=style,
        title=f"Full record: {clean(header.name)}",
        unsent=UNSENT if header.unsent else "",
        heading=f"Full record: {clean(header.title)}",
        name=clean(header.name) or "Name not given",
        about=[clean(line) for line in about(header, summary.since)],
        reference=clean(f"Reference {footer.reference} version {footer.version}"),
        advice="",
        sections=sections_of(summary.record, clean),
        checked=clean(summary.drugs.checked),
        working=[Item(*map(clean, one)) for one in readings(summary.drugs, summary.terms)],
        notes=clean(" ".join((f"{source}:", *numbered(notes_of(summary.drugs)))))
        if notes_of(summary.drugs)
        else "",
        foot=[clean(line) for line in foot(summary)],
    )


def copy_html(summary: Summary, clean: Clean) -> str:
    """The patient's copy: their words and ours to them; nothing a clinician's eye added."""
    header, words = summary.header, copy_words(summary.language)
    return render(
        "record.html",
        words=words,
        style="",
        title=words.title,
        unsent=words.unsent if header.unsent else "",
        heading=words.heading,
        name=clean(header.name),
        about=[clean(line) for line in own_about(header, words)],
        reference=clean(f"{words.reference} {summary.footer.reference}"),
        advice=clean(summary.advice),
        sections=own_sections_of(summary.record, clean, words.blank),
        checked="",
        working=[],
        notes="",
        foot=[],
    )
