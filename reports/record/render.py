"""The full record and the patient's copy as PDF.

Both grow with what was typed, so a heavy one is made in a process with limits.
"""

from __future__ import annotations

from collections.abc import Callable

from reports.layout import clean
from reports.paper import Paper
from reports.pdf import sandbox
from reports.pdf.rendering import rendering
from reports.record.html import copy_html, record_html
from reports.record.parts import Clean
from reports.record.style import record_css
from reports.summary import Summary

LONGEST = 30_000  # characters of one answer; the form allows far fewer
TOO_LONG = "… [too long to print; the rest is in the exported data]"
READING = 300  # characters of how one medicine was read


def render_record(summary: Summary, paper: Paper) -> bytes:
    """Every question and answer as PDF, page n of m, for the clinician. Raises RenderError."""
    return sandbox.run(record_pdf, summary, paper, weight(summary))


def render_copy(summary: Summary, paper: Paper) -> bytes:
    """The patient's own copy as PDF, in their wording, nothing attached. Raises RenderError."""
    return sandbox.run(copy_pdf, summary, paper, weight(summary))


def record_pdf(summary: Summary, paper: Paper) -> bytes:
    """The record as PDF, made in this process. Raises RenderError."""
    return _pdf(record_html, summary, paper)


def copy_pdf(summary: Summary, paper: Paper) -> bytes:
    """The patient's copy as PDF, made in this process. Raises RenderError."""
    return _pdf(copy_html, summary, paper)


def weight(summary: Summary) -> int:
    """About how many characters the record prints."""
    entries = [entry for section in summary.record for entry in section.entries]
    typed = sum(max(len(entry.answer), len(entry.patient_answer)) for entry in entries)
    drugs = summary.drugs
    read = (*drugs.flags, *drugs.treatments, *drugs.questions, *drugs.elsewhere)
    return typed + READING * len(read)


def _pdf(html_of: Callable[[Summary, Clean], str], summary: Summary, paper: Paper) -> bytes:
    with rendering() as write:
        html = html_of(summary, _clean)
        clean.forget()
        return write(html, record_css(paper)).content


def _clean(text: str) -> str:
    if len(text) <= LONGEST:
        return clean.clean_lines(text, LONGEST)
    return clean.clean_lines(text, LONGEST) + TOO_LONG
