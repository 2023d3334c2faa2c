"""The address of the full record as a QR code: no token and nothing of the patient in it."""

from __future__ import annotations

from functools import lru_cache

import segno
from markupsafe import escape

ALT = "QR code with the address of the full record; opening it needs a sign-in"
MASK = 2
LONGEST = 300  # characters; more would print too small to scan


def draw(url: str, side: float) -> str:
    """An SVG of `side` points; "" without an address that can be drawn."""
    if not url or len(url) > LONGEST:
        return ""
    path, modules = _path(url)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side:.1f}pt" height="{side:.1f}pt" '
        f'viewBox="0 0 {modules} {modules}"><title>{escape(ALT)}</title>'
        f'<path d="{path}" stroke="#000" stroke-width="1"/></svg>'
    )


@lru_cache(maxsize=8)
def _path(url: str) -> tuple[str, int]:
    """The dark modules as strokes, and how many modules a side has.

    The mask is fixed: readers take any, and looking for the best costs ten times the rest.
    """
    matrix = segno.make(url, error="m", micro=False, mask=MASK).matrix
    strokes = [
        f"M{start} {y + 0.5}h{length}"
        for y, row in enumerate(matrix)
        for start, length in _dark(row)
    ]
    return "".join(strokes), len(matrix)


def _dark(row: bytearray | bytes) -> list[tuple[int, int]]:
    """Where each run of dark modules starts and how long it is."""
    runs: list[tuple[int, int]] = []
    for x, module in enumerate(row):
        if not module:
            continue
        if runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((x, 1))
    return runs
