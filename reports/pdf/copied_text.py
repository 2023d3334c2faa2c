"""What is copied out of a PDF, or read aloud of it: what was typed, in every script.

A font tells once for each of its glyphs which letters it stands for. In the scripts of India and
in Thai and Khmer a glyph may be drawn before the letter that it is typed after, and stand for
other letters at another place: there a line carries its text beside its glyphs (/ActualText, ISO
32000-1, 14.9.4). WeasyPrint has no such thing, so its `draw_first_line` is wrapped: a private
part, held by the pinned version and by tests/reports/test_standards.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import pydyf
from weasyprint.draw import text as drawing

_REORDERED = re.compile("[\u0900-\u0eff\u1780-\u17ff]")
_NOTHING = re.compile(rb"^(<[0-9a-f]{4}>) <>$")  # a glyph that stands for no letter
_UNSEEN = b"200b"  # a space of no width

DrawLine = Callable[..., Any]


def _with_its_text(draw_line: DrawLine) -> DrawLine:
    def draw(stream: Any, textbox: Any, *rest: Any) -> Any:
        if textbox.text.isascii() or not _REORDERED.search(textbox.text):
            return draw_line(stream, textbox, *rest)
        said = textbox.text.encode("utf-16-be").hex()
        stream.stream.append(f"/Span <</ActualText <feff{said}>>> BDC".encode())
        drawn = draw_line(stream, textbox, *rest)
        stream.stream.append(b"EMC")
        return drawn

    return draw


def carry_text() -> None:
    """Let lines carry their text where glyphs cannot tell it; once in a process."""
    drawing.draw_first_line = _with_its_text(drawing.draw_first_line)


def name_every_glyph(pdf: pydyf.PDF) -> None:
    """Give the glyphs that stand for no letter of their own something to stand for.

    A reader that finds nothing there takes the glyph's number for a letter.
    """
    for stream in _letters_of_fonts(pdf.objects):
        stream.stream = [_NOTHING.sub(rb"\1 <" + _UNSEEN + b">", line) for line in stream.stream]


def _letters_of_fonts(objects: list[Any]) -> Iterable[Any]:
    for one in objects:
        if isinstance(one, pydyf.Dictionary) and "ToUnicode" in one:
            yield objects[int(one["ToUnicode"].split()[0])]
