"""The full record and the patient's copy as PDF."""

from __future__ import annotations

from collections.abc import Callable

from reports.layout import clean
from reports.paper import Paper
from reports.pdf.rendering import rendering
from reports.record.copy_words import ENGLISH, CopyWords, copy_words
from reports.record.html import copy_html, record_html
from reports.record.parts import Clean
from reports.record.style import record_css
from reports.summary import Summary

LONGEST = 30_000  # characters of one answer; the form allows far fewer
TOO_LONG = "… [too long to print; the rest is in the exported data]"


def render_record(summary: Summary, paper: Paper) -> bytes:
    """Every question and answer as PDF, page n of m, for the clinician. Raises RenderError."""
    return _pdf(record_html, summary, paper)


def render_copy(summary: Summary, paper: Paper) -> bytes:
    """The patient's own copy as PDF, in their wording, nothing attached. Raises RenderError."""
    return _pdf(copy_html, summary, paper, copy_words(summary.language))


def _pdf(
    html_of: Callable[[Summary, Clean], str],
    summary: Summary,
    paper: Paper,
    words: CopyWords = ENGLISH,
) -> bytes:
    with rendering() as write:
        html = html_of(summary, _clean)
        clean.forget()
        return write(html, record_css(paper, words)).content


def _clean(text: str) -> str:
    if len(text) <= LONGEST:
        return clean.clean_lines(text, LONGEST)
    return clean.clean_lines(text, LONGEST) + TOO_LONG
