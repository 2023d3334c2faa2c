"""Make any string safe to lay out, without losing what it says.

Removed: what has no picture and can crash or mislead (lone surrogates, controls,
bidi overrides). Shown as a code point: a character no font of ours has. Capped:
combining marks, of which thousands on one letter cost seconds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from reports.layout.font_metrics import UNSEEN, has_glyph

LONGEST = 8000  # characters of one text that could ever stand on a page
MARKS = ("Mn", "Me")
MOST_MARKS = 4  # on one letter; Vietnamese and Hebrew need three
MOST_CODE_POINTS = 12  # spelled out in one text; the rest have a stand-in and are counted
STAND_IN = "□"
ISOLATE, END = UNSEEN[0], UNSEEN[1]  # first strong isolate, and its end
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_UNIT = re.compile(r"(?<=\d) (?=(?:mg|mcg|g|ml|µg|micrograms|units|IU)\b)")
_LATIN = re.compile(r"[\x20-\x7e\u00a0-\u017f\u2013-\u201d]*")
_INVISIBLE = re.compile(
    "[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_BREAKS = re.compile(r"[\t\n\r\u0085\u2028\u2029 \u3000]+")


def clean(text: str, limit: int) -> str:
    """At most `limit` characters of `text` on one line, each of which a font can draw."""
    return _clean(text[:LONGEST])[:limit].rstrip()


@lru_cache(maxsize=4096)
def _clean(text: str) -> str:
    text = _BREAKS.sub(" ", text).strip()
    text = _UNIT.sub("\u00a0", text)  # "5 mg" stands on one line
    if _LATIN.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _drawable(_few_marks(text))


def isolated(text: str) -> str:
    """The text so that its own order and its neighbours' leave each other alone.

    "20 mg" after an Arabic name would stand before it, and two Arabic answers change places.
    Phrases are joined by "; ", which Arabic writes otherwise: each has an order of its own.
    """
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return text
    return "; ".join(
        f"{ISOLATE}{one}{END}" if _RIGHT_TO_LEFT.search(one) else one for one in text.split("; ")
    )


def forget() -> None:
    """Drop what was kept of the texts of one report."""
    _clean.cache_clear()


def strip_lines(text: str) -> str:
    """The text without what is invisible or misleading; needs no fonts."""
    lines = _INVISIBLE.sub("", text.replace("\r\n", "\n")).splitlines()
    return "\n".join(line.rstrip() for line in lines)


def clean_lines(text: str, limit: int) -> str:
    """Like `clean`, keeping the patient's own line breaks."""
    lines = [_clean(line) for line in text[:limit].splitlines()]
    return "\n".join(lines).strip("\n")


def _few_marks(text: str) -> str:
    if not any(unicodedata.category(char) in MARKS for char in set(text)):
        return text
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in MARKS else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def _drawable(text: str) -> str:
    """Spaces of every kind as one kind; unknown characters in their place, and counted."""
    instead = {char: _instead(char) for char in set(text)}
    if all(char == shown for char, shown in instead.items()):
        return text
    more = sum(len(instead[char]) > 1 for char in text) - MOST_CODE_POINTS
    if more <= 0:
        return "".join(instead[char] for char in text)
    count = f"[{more} more characters that cannot be drawn]"
    return f"{''.join(_with_stand_ins(text, instead))} {count}"


def _with_stand_ins(text: str, instead: Mapping[str, str]) -> Iterator[str]:
    """The first unknown characters as code points, then one stand-in for each run of them."""
    spelled, stood = 0, False
    for char in text:
        unknown = len(instead[char]) > 1
        if not unknown or spelled < MOST_CODE_POINTS:
            yield instead[char]
        elif not stood:
            yield STAND_IN
        stood = unknown and spelled >= MOST_CODE_POINTS
        spelled += unknown


def _instead(char: str) -> str:
    if char.isspace() and char != "\u00a0":
        return " "
    return char if has_glyph(char) else f"[U+{ord(char):04X}]"
