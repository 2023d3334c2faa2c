"""Every length that makes the doctor's page wider or higher, in em of its base text.

Heights are predicted from these (blocks.py), and the style sheet is written from these
(reports/page/style.py), where a constant goes by its name here: so the two cannot differ.
Sizes are twelfths of the base (reports/page/overflow.py says why), but none is under SMALLEST.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

PIXEL = 0.75  # points in CSS's pixel
SMALLEST = 6.2  # points, under which no type is set
UNSURE = 0.2  # em, which a line may be wider than it was predicted to be
LINE = 1.26  # of running text, in em of its own size

# The head of the page, and the rule below it.
META = 15.5  # the right-hand column
QR, QR_MARGIN = 5.2, 0.9  # the code's side; what is free on its left
HEAD_PADDING, HEAD_MARGIN = 0.35, 0.3  # above the rule, below the rule

# Rules have their thickness in points, the same in every size of type; in em is what is kept
# free for them.
HEAD_RULE, HEAD_RULE_EM = 1.2, 0.15
SIGNS_RULE, SIGNS_RULES_EM = 1.2, 0.3  # above and below
SIGNS_SIDE = 4.0  # the thick one on the left
UNSENT_RULE, UNSENT_RULES_EM = 1.5, 0.5  # above and below
TITLE_RULE, TITLE_RULE_EM = 0.6, 0.1
ROW_RULE, ROW_RULE_EM = 0.5, 0.08

SIGNS_PADDING, SIGNS_MARGIN = 0.35, 0.5  # of the danger signs' box: above and below; below

# A fact's label stands in a column of its own, a space before the fact.
LABEL, LABEL_SPACE = 7.8, 0.2

# Two columns side by side.
HALF_GUTTER = 0.8  # kept free in each, at the side of the other
SHARES = (0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62)  # of the width, for the left column

# The table of the drugs that the article names; its columns: reports/page/drug_table.py.
CELL_X, CELL_Y = 0.3, 0.12  # padding of each cell

# The timeline.
PICTURE_PADDING = 0.2  # above and below
TIMELINE_ROW, TIMELINE_AXIS = 1.25, 1.1  # heights of a drug's row and of the months' row
TIMELINE_LABELS = 11.5  # width of the drugs' names
_TIMELINE_TYPE = 10 / 12  # size of its words
TIMELINE_BAR = 0.62  # height of a bar
TIMELINE_END = 0.6  # kept free on the right

NOTES_MARGIN = 0.5  # above the boxes for the doctor's notes, and between their rows
NOTES_GAP = 1.2  # percent of the width between two boxes
FOOT_MARGIN = 0.4  # above the foot


class Measure(NamedTuple):
    """The width of a column in em of the base text, and the points of that."""

    width: float
    size: float

    def narrowed(self, width: float) -> Measure:
        """A column of another width on the same page."""
        return Measure(width, self.size)  # a fifth of the fitting went into _replace


class Kind(NamedTuple):
    """How a paragraph is set: size and line in em, margins in em of the base size."""

    size: float = 1.0
    line: float = 1.32
    before: float = 0.0
    after: float = 0.0
    bold: bool = False
    indent: float = 0.0  # kept free on the left (and on the right, among the danger signs)
    rules: float = 0.0  # kept free for lines drawn round it


_KINDS = {
    "unsent": Kind(14 / 12, 1.3, 0.0, 0.5, True, 0.8, UNSENT_RULES_EM),
    "title": Kind(11 / 12, 1.3, 0.0, 0.0, True),
    "name": Kind(23 / 12, 1.16, 0.0, 0.08, True),
    "about": Kind(1.0, 1.28),
    "meta": Kind(11 / 12, 1.3),
    "words": Kind(13 / 12, 1.32, 0.35, 0.4),
    "alert": Kind(13 / 12, 1.28, 0.0, 0.12, True, 0.9),
    "sign": Kind(1.0, 1.28, 0.0, 0.06, False, 0.9),
    "quiet": Kind(11 / 12, LINE, 0.14, 0.0, False, 0.9),
    "h2": Kind(11 / 12, LINE, 0.55, 0.22, True, 0.0, TITLE_RULE_EM),
    "line": Kind(1.0, LINE, 0.1, 0.0),
    "above": Kind(1.0, LINE, 0.1, 0.35),
    "fact": Kind(1.0, LINE, 0.06, 0.0, False, LABEL),
    "note": Kind(10 / 12, LINE, 0.16, 0.0),
    "cuts": Kind(11 / 12, LINE, 0.3, 0.0, True),
    "foot": Kind(10 / 12, 1.3, 0.0, 0.0),
}
KINDS = tuple(_KINDS)
_SCALES = {"s": 11 / 12, "t": 13 / 23}  # small and tiny, of the paragraph; only a name has tiny
FOREIGN = 0.14  # more for a line with another script in it; the Chinese font needs 0.13


@cache
def kind(name: str, base: float) -> Kind:
    """How a paragraph is set on a page with a base text of `base` points."""
    own = _KINDS[name]
    return own._replace(size=_legible(own.size, base))


@cache
def scale(style: str, base: float, size: float = 1.0) -> float:
    """The size of a run's style, in em of its paragraph of `size` em of `base` points."""
    return _legible(_SCALES.get(style, 1.0) * size, base) / size


@cache
def timeline_type(base: float) -> float:
    """The size of the timeline's words, in em of a base text of `base` points."""
    return _legible(_TIMELINE_TYPE, base)


def _legible(size: float, base: float) -> float:
    return max(size, SMALLEST / base)
