"""Read a PDF back: its text and its structure."""

from __future__ import annotations

from typing import Any

import pikepdf
import pypdfium2


def text_of(content: bytes) -> str:
    """All text of all pages."""
    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(_page_text(page) for page in document)
    finally:
        document.close()


def words_of(content: bytes) -> str:
    """The text with every run of white space as one space, so that line ends do not matter.

    The reader gives a hyphen at the end of a line as the character 2.
    """
    return " ".join(text_of(content).replace("\x02", "-").split())


def structure(pdf: pikepdf.Pdf) -> list[tuple[str, Any]]:
    """Every structure element in reading order: its kind and itself."""
    found: list[tuple[str, Any]] = []

    def walk(element: Any) -> None:
        if isinstance(element, pikepdf.Array):
            for child in element:
                walk(child)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found.append((str(element.S), element))
            if "/K" in element:
                walk(element.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def _page_text(page: Any) -> str:
    reader = page.get_textpage()
    try:
        return str(reader.get_text_bounded())
    finally:
        reader.close()
        page.close()
