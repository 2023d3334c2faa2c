"""Make any string safe to lay out, without losing what it says.

Removed: what has no picture and can crash or mislead (lone surrogates, controls,
bidi overrides). Shown as a code point: a character no font of ours has. Capped:
combining marks, of which thousands on one letter cost seconds.
"""

from __future__ import annotations

import re
import unicodedata

from reports.metrics import has_glyph

MAX_MARKS = 4  # on one letter; Vietnamese and Hebrew need three
MAX_CODE_POINTS = 12  # spelled out in one string; the rest of the unknown are counted
_LATIN = re.compile(r"[\x20-\x7e\u00a0-\u017f\u2013-\u201d]*")
_INVISIBLE = re.compile(
    "[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_BREAKS = re.compile(r"[\t\n\r\u0085\u2028\u2029 \u3000]+")


def clean(text: str, limit: int) -> str:
    """At most `limit` characters of `text` on one line, each of which a font can draw."""
    text = _BREAKS.sub(" ", text[: 2 * limit]).strip()[:limit]
    if _LATIN.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _drawable(_few_marks(text))


def strip_lines(text: str) -> str:
    """The text without what is invisible or misleading; needs no fonts."""
    lines = _INVISIBLE.sub("", text.replace("\r\n", "\n")).splitlines()
    return "\n".join(line.rstrip() for line in lines)


def clean_lines(text: str, limit: int) -> str:
    """Like `clean`, keeping the patient's own line breaks."""
    lines = [clean(line, limit) for line in text[:limit].splitlines()]
    return "\n".join(lines).strip("\n")


def _few_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def _drawable(text: str) -> str:
    spelled = 0
    kept: list[str] = []
    for char in text:
        if char.isspace() or has_glyph(char):
            kept.append(" " if char.isspace() else char)
            continue
        spelled += 1
        if spelled <= MAX_CODE_POINTS:
            kept.append(f"[U+{ord(char):04X}]")
    if spelled > MAX_CODE_POINTS:
        kept.append(f" [{spelled - MAX_CODE_POINTS} more characters that cannot be drawn]")
    return "".join(kept)
