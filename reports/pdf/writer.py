"""HTML to PDF: the only import of WeasyPrint, with markup.py.

PDF/A-3a and PDF/UA-1 at once, the same bytes for the same input, nothing fetched.
WeasyPrint shares fonts between renders and is not safe between threads: one
font configuration in a process and one render at a time.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

import pydyf
from weasyprint import CSS, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from reports.errors import RenderError
from reports.layout.drawing import Drawing
from reports.pdf import shortcuts
from reports.pdf.copied_text import carry_text, name_every_glyph
from reports.pdf.drawn_boxes import faults_of
from reports.pdf.markup import NOTHING, NOWHERE, Markup
from reports.pdf.metadata import claim_both_standards
from reports.pdf.serialised import serialise
from reports.pdf.shortcuts.styles import is_simple
from reports.pdf.written import Attached, Written

_LOCK = threading.Lock()
shortcuts.take()
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
carry_text()


def write(
    html: str,
    css: str,
    attachment: Attached | None = None,
    pictures: Mapping[str, Drawing] | None = None,
    one_page: bool = False,
) -> Written:
    """Make a PDF of well-formed markup and a style sheet.

    `attachment` is a JSON file, `pictures` what the
    addresses of the markup's pictures stand for. What must be `one_page` is looked over as it
    was drawn. Raises RenderError.
    """
    with _LOCK, _complaints() as complaints:
        try:
            document = Markup(html).render(
                font_config=_fonts(),
                stylesheets=[_sheet(css)],
                cache=dict(pictures or {}),
            )
            faults = faults_of(document.pages) if one_page else ()
            files = [_attached(attachment)] if attachment else None
            content = document.write_pdf(
                finisher=_finish,
                pdf_variant="pdf/a-3a",
                attachments=files,
            )
        except (Exception, FatalURLFetchingError) as error:
            raise RenderError(f"the PDF could not be made: {type(error).__name__}") from None
    if complaints:
        raise RenderError(f"the PDF would not be whole: {complaints[0]}")
    return Written(content, faults)


def _finish(document: Any, pdf: pydyf.PDF) -> None:
    claim_both_standards(document, pdf)
    name_every_glyph(pdf)
    serialise(pdf)


@cache
def _fonts() -> FontConfiguration:
    """One for the process: each leaks 230 kB."""
    return FontConfiguration()


@lru_cache(maxsize=32)
def _sheet(css: str) -> CSS:
    sheet = CSS(string=css, url_fetcher=NOTHING, font_config=_fonts(), base_url=NOWHERE)
    sheet.is_simple = is_simple(css)
    return sheet


def _attached(file: Attached) -> Attachment:
    at = (file.moment or UNDATED).astimezone(UTC)  # a clock here would change the bytes
    return Attachment(
        string=file.content,
        name=file.name,
        description="The submission as structured data",
        relationship="Source",
        created=at,
        modified=at,
        url_fetcher=NOTHING,
    )


class _Listener(logging.Handler):
    """Keeps WeasyPrint's errors: it logs a missing glyph or picture and goes on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the kind of complaint, never its arguments, which may hold answers."""
        self.heard.append(str(record.msg).split(":")[0].split("%")[0][:80])


@contextmanager
def _complaints() -> Iterator[list[str]]:
    listener = _Listener()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield listener.heard
    finally:
        logger.removeHandler(listener)
