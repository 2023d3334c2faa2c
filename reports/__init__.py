"""Summary in, PDF out. Knows nothing of Flask, the database or the questionnaire.

    render_page     the doctor's page: one page, the data attached
    render_record   every question and answer, and how each flag came about
    render_copy     the patient's own copy: no flag, class or rank
    render_text     the doctor's page as plain text, to paste
    page_html       the record as HTML, for when no PDF can be made
    record_text     the record as plain text, likewise
    check_ready     raises if a library or a font is missing

All raise RenderError. WeasyPrint is imported at the first PDF, not before.
"""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from types import ModuleType

from reports.cap import capped
from reports.errors import RenderError
from reports.plain import render_text
from reports.ready import check_ready, libraries_by_name
from reports.style import Paper
from reports.summary import Summary

__all__ = [
    "Paper",
    "RenderError",
    "Summary",
    "check_ready",
    "page_html",
    "record_text",
    "render_copy",
    "render_page",
    "render_record",
    "render_text",
]


def render_page(summary: Summary, paper: Paper) -> bytes:
    """The doctor's page as PDF: exactly one page. Raises RenderError."""
    return _made("reports.doctor", "render_page", summary, paper)


def render_record(summary: Summary, paper: Paper) -> bytes:
    """Every question and answer as PDF, for the clinician. Raises RenderError."""
    return capped(make_here, "render_record", summary, paper)


def render_copy(summary: Summary, paper: Paper) -> bytes:
    """The patient's own copy as PDF, in the patient's wording. Raises RenderError."""
    return capped(make_here, "render_copy", summary, paper)


def make_here(function: str, summary: Summary, paper: Paper) -> bytes:
    """What this function of reports.record makes, in this process. Raises RenderError."""
    return _made("reports.record", function, summary, paper)


def page_html(summary: Summary) -> str:
    """The record as an HTML page of its own, which needs no library and no font."""
    from reports.recordtext import record_html  # noqa: PLC0415

    style = (Path(__file__).parent / "screen.css").read_text(encoding="utf-8")
    return record_html(summary, style=style)


def record_text(summary: Summary) -> str:
    """The record as plain text, which needs no library and no font."""
    from reports.recordtext import record_text as text  # noqa: PLC0415

    return text(summary)


def _made(module: str, function: str, summary: Summary, paper: Paper) -> bytes:
    """What a function of a module that draws returns; whatever goes wrong is a RenderError."""
    try:
        content: bytes = getattr(_ready(module), function)(summary, paper)
    except RenderError:
        raise
    except Exception as error:
        raise RenderError(f"the PDF could not be made: {type(error).__name__}") from error
    return content


@cache
def _ready(module: str) -> ModuleType:
    """A module that needs WeasyPrint, once everything it needs is there."""
    check_ready()
    with libraries_by_name():
        return importlib.import_module(module)
