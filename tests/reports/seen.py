"""What is wrong with a page as another reader sees it: pdfium's letters, not WeasyPrint's boxes."""

from __future__ import annotations

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

from reports.layout.widths_and_heights import SMALLEST

NEAR = 0.3  # points, which an accent may stand out by


def wrong_with(content: bytes) -> list[str]:
    """Letters off the paper or too small; [] when all is well."""
    document = pypdfium2.PdfDocument(content)
    try:
        page = document[0]
        width, height = page.get_size()
        found = set()
        text = page.get_textpage()
        for place in range(text.count_chars()):
            found |= _wrong(text, place, width, height)
        return sorted(found)
    finally:
        document.close()


def _wrong(text: pypdfium2.PdfTextPage, place: int, width: float, height: float) -> set[str]:
    letter = chr(pdfium.FPDFText_GetUnicode(text, place))
    if letter.isspace() or pdfium.FPDFText_IsGenerated(text, place):
        return set()
    left, bottom, right, top = text.get_charbox(place)
    found = set()
    if min(left, bottom) < -NEAR or right > width + NEAR or top > height + NEAR:
        found.add("a letter off the paper")
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, place, ctypes.byref(matrix))
    size = pdfium.FPDFText_GetFontSize(text, place) * abs(matrix.d)
    if size < SMALLEST - 0.05:
        found.add(f"type of {size:.1f} pt")
    return found
