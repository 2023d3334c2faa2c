"""The full record and the patient's copy as PDF."""

from __future__ import annotations

from reports import clean, pdf
from reports.recordtext import copy_html, record_html
from reports.style import Paper, record_css
from reports.summary import Summary

LONGEST = 30_000  # characters of one answer; the form allows far fewer
TOO_LONG = "… [too long to print; the rest is in the exported data]"


def render_record(summary: Summary, paper: Paper) -> bytes:
    """Every question and answer, page n of m. Raises RenderError."""
    return _written(record_html(summary, _clean), paper)


def render_copy(summary: Summary, paper: Paper) -> bytes:
    """The patient's own copy, with nothing attached. Raises RenderError."""
    return _written(copy_html(summary, _clean), paper)


def _written(html: str, paper: Paper) -> bytes:
    clean.forget()
    return pdf.write(html, record_css(paper))[0]


def _clean(text: str) -> str:
    if len(text) <= LONGEST:
        return clean.clean_lines(text, LONGEST)
    return clean.clean_lines(text, LONGEST) + TOO_LONG
