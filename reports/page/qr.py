"""The address of the full record as a QR code: no token and nothing of the patient in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import segno

from reports.layout.drawing import BLACK, Boxes, Drawing

ALT = "QR code with the address of the full record; opening it needs a sign-in"
SOURCE = "intake:qr"  # the code's name on the page; nothing is fetched for it
MASK = 2
LONGEST = 300  # characters; more would print too small to scan


@lru_cache(maxsize=8)
def draw(url: str) -> Drawing | None:
    """The code of an address, a unit a module; None without one that can be drawn.

    The mask is fixed: readers take any, and looking for the best costs ten times the rest.
    """
    if not url or len(url) > LONGEST:
        return None
    matrix = segno.make(url, error="m", micro=False, mask=MASK).matrix
    bars = tuple((x, y, length, 1) for y, row in enumerate(matrix) for x, length in _dark(row))
    return Drawing(len(matrix), len(matrix), (Boxes(BLACK, bars),))


def _dark(row: bytearray | bytes) -> Iterator[tuple[int, int]]:
    """Where each run of dark modules starts and how long it is."""
    start = None
    for x, module in enumerate((*row, 0)):
        if module and start is None:
            start = x
        elif not module and start is not None:
            yield start, x - start
            start = None
