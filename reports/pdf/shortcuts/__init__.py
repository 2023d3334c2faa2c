"""WeasyPrint's own work, done once where it does it at every render or several times in one.

What stands here takes the place of private parts of one exact version, each with the same result:
`tests/reports/test_shortcuts.py` holds it against the plain way, byte by byte. With any other
version, or for a style sheet that is not simple enough, WeasyPrint goes its plain way.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint
from weasyprint import css
from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import ffi
from weasyprint.text.line_break import Layout

from reports.pdf.shortcuts import layout, numbers, styles, texts

VERSIONS = ("70.0", "0.13.0")  # of WeasyPrint and pydyf, which this was held against
_FUNCTIONS = (
    (styles.PLAIN_LENGTHS, styles.lengths),
    (styles.PLAIN_STRUT, styles.strut),
    (layout.PLAIN_ROOM, layout.room),
    (layout.PLAIN_BACKGROUNDS, layout.backgrounds),
    (texts.PLAIN_LINE, texts.draw_first_line),
    (numbers.PLAIN_BYTES, numbers.to_bytes),
)


def take() -> bool:
    """Take the short cuts from now on, where the versions are those; whether they are."""
    if not _are_known():
        return False
    css.StyleFor.__init__ = styles.styles
    boxes.ParentBox.page_values = layout.pages
    for name in texts.PLAIN:
        setattr(Layout, name, getattr(texts, name))
    for plain, quick in _FUNCTIONS:
        _replace(plain, quick)
    return True


@contextmanager
def not_taken() -> Iterator[None]:
    """Go the plain way meanwhile: for whoever compares."""
    css.StyleFor.__init__ = styles.PLAIN_STYLES
    boxes.ParentBox.page_values = layout.PLAIN_PAGES
    for name, plain in texts.PLAIN.items():
        setattr(Layout, name, plain)
    for plain, quick in _FUNCTIONS:
        _replace(quick, plain)
    try:
        yield
    finally:
        take()


def _are_known() -> bool:
    letters = ffi.sizeof("PangoGlyphInfo") == texts.GLYPH.size
    return letters and (weasyprint.__version__, pydyf.__version__) == VERSIONS


def _replace(old: Any, new: Any) -> None:
    """Put one function in another's place wherever WeasyPrint has imported it."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("weasyprint.", "pydyf")):
            for own in [own for own, value in vars(module).items() if value is old]:
                setattr(module, own, new)
