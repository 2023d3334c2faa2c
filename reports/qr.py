"""The address of the full record as a QR code: no token and nothing of the patient in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import segno

ALT = "QR code with the address of the full record; opening it needs a sign-in"
SOURCE = "intake:qr"  # the code's name on the page; nothing is fetched for it
MASK = 2
LONGEST = 300  # characters; more would print too small to scan
Bar = tuple[int, int, int]  # column, row and length of a run of dark modules


@dataclass(frozen=True)
class Code:
    """A QR code that draws itself, as WeasyPrint asks of a picture.

    As bars on the page's stream: as an SVG path it took a twentieth of the whole page.
    """

    bars: tuple[Bar, ...]
    modules: int  # a side has

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[int, int, int]:
        """Width, height and their ratio; the style sheet says how large it is drawn."""
        return self.modules, self.modules, 1

    def draw(self, stream: Any, wide: float, high: float, _style: object) -> None:
        """Fill the bars, `wide` by `high` units of the stream."""
        stream.transform(a=wide / self.modules, d=high / self.modules)
        stream.set_color_rgb(0, 0, 0)
        for x, y, length in self.bars:
            stream.rectangle(x, y, length, 1)
        stream.fill()


@lru_cache(maxsize=8)
def code(url: str) -> Code | None:
    """The code of an address; None without one that can be drawn.

    The mask is fixed: readers take any, and looking for the best costs ten times the rest.
    """
    if not url or len(url) > LONGEST:
        return None
    matrix = segno.make(url, error="m", micro=False, mask=MASK).matrix
    bars = tuple((x, y, length) for y, row in enumerate(matrix) for x, length in _dark(row))
    return Code(bars, len(matrix))


def _dark(row: bytearray | bytes) -> Iterator[tuple[int, int]]:
    """Where each run of dark modules starts and how long it is."""
    start = None
    for x, module in enumerate((*row, 0)):
        if module and start is None:
            start = x
        elif not module and start is not None:
            yield start, x - start
            start = None
