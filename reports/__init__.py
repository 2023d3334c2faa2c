"""Summary in, PDF out. Knows nothing of Flask, the database or the questionnaire.

    draw            one of the next three, in a process that holds no key: for the service
    warm_up         starts that process ahead of the first
    render_page     the doctor's page: one page, the data attached
    render_record   every question and answer, and how each flag came about
    render_copy     the patient's own copy: no flag, class or rank
    render_text     the doctor's page as plain text, to paste
    page_html       the record as HTML, for when no PDF can be made
    record_text     the record as plain text, likewise
    timeline_svg    the picture of drugs against onset, for a web page
    check_ready     raises if a library or a font is missing

All raise RenderError. WeasyPrint is imported at the first PDF, not before.
"""

from reports.errors import FaultyError, RenderError
from reports.page.render import render_page
from reports.page.timeline.svg import timeline_svg
from reports.paper import Paper
from reports.pdf.requirements import check_ready
from reports.plain_text import render_text
from reports.record.html import page_html
from reports.record.render import render_copy, render_record
from reports.record.text import record_text
from reports.sandbox.parent import Kind, draw, warm_up
from reports.summary import Summary

__all__ = [
    "FaultyError",
    "Kind",
    "Paper",
    "RenderError",
    "Summary",
    "check_ready",
    "draw",
    "page_html",
    "record_text",
    "render_copy",
    "render_page",
    "render_record",
    "render_text",
    "timeline_svg",
    "warm_up",
]
