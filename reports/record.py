"""The full record and the patient's copy as PDF."""

from __future__ import annotations

from reports import pdf
from reports.clean import clean_lines
from reports.recordtext import copy_html, record_html
from reports.style import Paper
from reports.summary import Summary

LONGEST = 30_000  # characters of one answer; the form allows far fewer


def render_record(summary: Summary, paper: Paper) -> bytes:
    """Every question and answer, page n of m. Raises RenderError."""
    return pdf.write(record_html(summary, _clean), "record", paper, None)[0]


def render_copy(summary: Summary, paper: Paper) -> bytes:
    """The patient's own copy, with nothing attached. Raises RenderError."""
    return pdf.write(copy_html(summary, _clean), "record", paper, None)[0]


def _clean(text: str) -> str:
    return clean_lines(text, LONGEST)
