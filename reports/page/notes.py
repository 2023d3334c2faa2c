"""The empty boxes for the doctor's pen: three for the examination, one for notes."""

from __future__ import annotations

from typing import NamedTuple

from reports.layout.widths_and_heights import NOTES_MARGIN

EXAMINED = ("Muscle strength", "Reflexes", "Coordination")
TWO_ROWS = 100.0  # points; with less, all boxes stand side by side
EXAM_SHARE, EXAM_HIGHEST = 0.36, 68  # of the height of two rows; points


class Box(NamedTuple):
    """An empty box: what stands in its corner, its CSS classes, its height in points."""

    label: str
    css: str
    height: float


def boxes(available_height: float, size: float) -> list[Box]:
    """The boxes, which share the height that is left, on a page in type of `size` points."""
    margin = NOTES_MARGIN * size
    if available_height < TWO_ROWS:
        height = round(available_height - margin, 1)
        exam = [Box(label, "fifth", height) for label in EXAMINED]
        return [*exam, Box("Notes", "rest end", height)]
    both = available_height - 2 * margin
    upper = round(min(both * EXAM_SHARE, EXAM_HIGHEST), 1)
    ends = ("third", "third", "third end")
    exam = [Box(label, css, upper) for label, css in zip(EXAMINED, ends, strict=True)]
    return [*exam, Box("Notes", "wide end", round(both - upper, 1))]
