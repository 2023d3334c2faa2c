"""Widths of text in the service's fonts, without laying anything out.

All in em. The page's height is predicted from these, so that the size of the type
is chosen before the one render. Kerning is left out: it makes text narrower.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont

from reports import fonts

UNSEEN = "\u2068\u2069"  # they order what stands between them
_UNKNOWN = 1.2  # em; wider than nearly every glyph


class _Face(NamedTuple):
    glyphs: dict[int, str]
    advances: dict[str, tuple[int, int]]
    units: int


@cache
def _face(path: Path) -> _Face:
    with TTFont(path, lazy=True, fontNumber=0) as font:
        return _Face(font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm)


def _advance(char: str, bold: bool) -> float | None:
    """The character's advance; None if no font has it."""
    for family in fonts.FAMILIES:
        face = _face(fonts.BUILT / (family.bold if bold else family.regular))
        glyph = face.glyphs.get(ord(char))
        if glyph is not None:
            return face.advances[glyph][0] / face.units
    return None


class _Advances(dict[str, float]):
    """Each character's advance, looked up in the fonts at its first use."""

    def __init__(self, bold: bool) -> None:
        self.bold = bold

    def __missing__(self, char: str) -> float:
        advance = 0.0 if char in UNSEEN else _advance(char, self.bold)
        self[char] = found = _UNKNOWN if advance is None else advance
        return found


_ADVANCES = (_Advances(False), _Advances(True))  # at most one entry for each glyph we have


@lru_cache(maxsize=20_000)
def has_glyph(char: str) -> bool:
    """Whether any of our fonts can draw this character."""
    return _advance(char, False) is not None


@cache
def _first() -> frozenset[str]:
    """The characters of the first font."""
    return frozenset(map(chr, _face(fonts.BUILT / fonts.FAMILIES[0].regular).glyphs))


@lru_cache(maxsize=20_000)
def foreign(text: str) -> bool:
    """Whether a font other than the first draws some of it: such lines come out higher."""
    return not text.isascii() and not _first().issuperset(text)


def text_width(text: str, bold: bool = False) -> float:
    """How wide `text` is on one line."""
    return sum(map(_ADVANCES[bold].__getitem__, text))
