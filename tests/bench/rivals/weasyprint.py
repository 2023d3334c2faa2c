"""WeasyPrint as most people use it: a string of HTML, and a PDF."""

from __future__ import annotations

import sys
from contextlib import nullcontext

from reports.pdf.requirements import check_ready
from reports.summary import Summary
from tests.bench import naive


def render(summary: Summary) -> bytes:
    """The naive page: no tags, no standard, no care for the number of pages."""
    check_ready()
    from weasyprint import HTML  # noqa: PLC0415  after the fonts are set

    shortcuts = sys.modules.get("reports.pdf.shortcuts")  # taken if our own page was made before
    with shortcuts.not_taken() if shortcuts else nullcontext():
        made: bytes = HTML(string=naive.html(summary)).write_pdf()
    return made
