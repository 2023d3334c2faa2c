"""HTML to PDF: the only import of WeasyPrint.

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
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

import pydyf
from weasyprint import CSS, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from reports.drawing import Drawing
from reports.errors import RenderError
from reports.markup import NOTHING, NOWHERE, Markup

_LOCK = threading.Lock()
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
_SCHEMA_NS = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY_NS = "http://www.aiim.org/pdfa/ns/property#"
_EXTENSION_NS = "http://www.aiim.org/pdfa/ns/extension/"
_UA_NS = "http://www.aiim.org/pdfua/ns/id/"
_RDF_NS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def write(
    html: str,
    css: str,
    attachment: tuple[str, bytes] | None = None,
    pictures: Mapping[str, Drawing] | None = None,
) -> tuple[bytes, int, bool]:
    """The PDF, its number of pages, and whether the anchor "end" is on the first.

    `attachment` is a file name and the bytes of a JSON file, `pictures` what the
    addresses of the markup's pictures stand for. Raises RenderError.
    """
    with _LOCK, _complaints() as complaints:
        try:
            document = Markup(html).render(
                font_config=_fonts(),
                stylesheets=[_sheet(css)],
                cache=dict(pictures or {}),
            )
            ended = "end" in document.pages[0].anchors
            files = [_attached(*attachment)] if attachment else None
            content = document.write_pdf(
                finisher=_both_standards,
                pdf_variant="pdf/a-3a",
                attachments=files,
            )
        except (Exception, FatalURLFetchingError) as error:
            raise RenderError(f"the PDF could not be made: {type(error).__name__}") from None
    if complaints:
        raise RenderError(f"the PDF would not be whole: {complaints[0]}")
    return content, len(document.pages), ended


@cache
def _fonts() -> FontConfiguration:
    """One for the process: each leaks 230 kB."""
    return FontConfiguration()


@lru_cache(maxsize=32)
def _sheet(css: str) -> CSS:
    return CSS(string=css, url_fetcher=NOTHING, font_config=_fonts(), base_url=NOWHERE)


def _attached(name: str, content: bytes) -> Attachment:
    return Attachment(
        string=content,
        name=name,
        description="The submission as structured data",
        relationship="Source",
        created=_UNDATED,  # the page's own dates are on it; a clock here would change the bytes
        modified=_UNDATED,
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


def _both_standards(_document: Any, pdf: pydyf.PDF) -> None:
    """Say PDF/UA-1 too, in the one packet of metadata that PDF/A wrote."""
    number = int(pdf.catalog["Metadata"].split()[0])
    stream = pdf.objects[number]
    head, rest = stream.stream[0].split(b"<rdf:RDF", 1)
    body, tail = rest.rsplit(b"</rdf:RDF>", 1)
    rdf = fromstring(b"<rdf:RDF" + body + b"</rdf:RDF>")  # noqa: S314  our own output
    _describe(rdf).set(f"{{{_UA_NS}}}part", "1")
    _add_schema(rdf)
    for prefix, space in (
        ("pdfaSchema", _SCHEMA_NS),
        ("pdfaProperty", _PROPERTY_NS),
        ("pdfaExtension", _EXTENSION_NS),
        ("pdfuaid", _UA_NS),
        ("rdf", _RDF_NS),
    ):
        register_namespace(prefix, space)
    stream.stream[0] = head + tostring(rdf, encoding="utf-8") + tail


def _describe(rdf: Element) -> Element:
    return SubElement(rdf, f"{{{_RDF_NS}}}Description", {f"{{{_RDF_NS}}}about": ""})


def _add_schema(rdf: Element) -> None:
    """PDF/A allows foreign properties only with a description of their schema."""
    kind = f"{{{_RDF_NS}}}parseType"
    bag = SubElement(SubElement(_describe(rdf), f"{{{_EXTENSION_NS}}}schemas"), f"{{{_RDF_NS}}}Bag")
    schema = SubElement(bag, f"{{{_RDF_NS}}}li", {kind: "Resource"})
    SubElement(schema, f"{{{_SCHEMA_NS}}}schema").text = "PDF/UA identification schema"
    SubElement(schema, f"{{{_SCHEMA_NS}}}namespaceURI").text = _UA_NS
    SubElement(schema, f"{{{_SCHEMA_NS}}}prefix").text = "pdfuaid"
    properties = SubElement(SubElement(schema, f"{{{_SCHEMA_NS}}}property"), f"{{{_RDF_NS}}}Seq")
    part = SubElement(properties, f"{{{_RDF_NS}}}li", {kind: "Resource"})
    for name, text in (
        ("name", "part"),
        ("valueType", "Integer"),
        ("category", "internal"),
        ("description", "Which part of ISO 14289 the file follows"),
    ):
        SubElement(part, f"{{{_PROPERTY_NS}}}{name}").text = text
