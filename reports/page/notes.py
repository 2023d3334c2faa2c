"""The empty boxes for the doctor's pen: what is examined, and one for notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reports.layout.widths_and_heights import NOTES_GAP, NOTES_MARGIN

TWO_ROWS = 100.0  # points; with less, all boxes stand side by side
EXAM_SHARE, EXAM_HIGHEST = 0.36, 68  # of the height of two rows; points
NOTES_SHARE = 40.0  # percent of one row that the notes get


class Box(NamedTuple):
    """An empty box: what stands in its corner, CSS classes, height in points, width in percent."""

    label: str
    css: str
    height: float
    width: float


def boxes(examined: Sequence[str], available_height: float, size: float) -> list[Box]:
    """The boxes, which share the height that is left, on a page in type of `size` points."""
    margin = NOTES_MARGIN * size
    if not examined:
        return [Box("Notes", "end", round(available_height - margin, 1), 100)]
    if available_height < TWO_ROWS:
        height = round(available_height - margin, 1)
        exam = _row(examined, height, 100 - NOTES_SHARE)
        return [*exam, Box("Notes", "end", height, NOTES_SHARE - NOTES_GAP)]
    both = available_height - 2 * margin
    upper = round(min(both * EXAM_SHARE, EXAM_HIGHEST), 1)
    *first, last = _row(examined, upper, 100)
    lower = Box("Notes", "wide end", round(both - upper, 1), 100)
    return [*first, last._replace(css="end"), lower]


def _row(labels: Sequence[str], height: float, width: float) -> list[Box]:
    """Boxes side by side; a hair less than the width, which no rounding may exceed."""
    each = (width - NOTES_GAP * (len(labels) - 1)) / len(labels) - 0.02
    return [Box(label, "", height, round(each, 2)) for label in labels]
