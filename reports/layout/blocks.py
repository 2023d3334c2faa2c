"""The parts a page is built of, which know their own height.

All lengths are in em of the page's base size and come from lengths.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reports.layout.drawing import Drawing
from reports.layout.lines import Run, count_lines, extra_height
from reports.layout.widths_and_heights import (
    CELL_X,
    CELL_Y,
    HALF_GUTTER,
    LABEL,
    LABEL_SPACE,
    LINE,
    PICTURE_PADDING,
    ROW_RULE_EM,
    SIGNS_MARGIN,
    SIGNS_PADDING,
    SIGNS_RULE,
    SIGNS_RULES_EM,
    SIGNS_SIDE,
    Measure,
    kind,
    scale,
)

GAP = "\u00a0\u00a0 "  # between statements on one line; may break


@dataclass(frozen=True)
class Para:
    """A paragraph; a `fact` begins with its label, set in a column of its own."""

    kind: str
    runs: tuple[Run, ...]
    label: str = ""

    def height(self, measure: Measure) -> float:
        """How high it is in such a column."""
        own = kind(self.kind, measure.size)
        sides = own.indent * (1 if self.kind == "fact" else 2)
        column = measure.narrowed(measure.width - sides)
        lines = count_lines(self.runs, column, own.bold, own.size)
        if self.label:  # it stands on top
            label = measure.narrowed(LABEL - LABEL_SPACE)
            lines += count_lines((Run(self.label, "b"),), label) - 1
        text = lines * (own.line + extra_height(self.runs)) * own.size
        return text + own.before + own.after + own.rules


@dataclass(frozen=True)
class Columns:
    """Two stacks of paragraphs side by side; `share` of the width is the left one's."""

    left: tuple[Para, ...]
    right: tuple[Para, ...]
    share: float = 0.5

    def height(self, measure: Measure) -> float:
        """How high the higher one is."""
        left = measure.narrowed(measure.width * self.share - HALF_GUTTER)
        right = measure.narrowed(measure.width * (1 - self.share) - HALF_GUTTER)
        return max(stack_height(self.left, left), stack_height(self.right, right))


@dataclass(frozen=True)
class Table:
    """Rows of cells of runs under headings; `shares` are the columns' parts of the width."""

    head: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]

    def height(self, measure: Measure) -> float:
        """The head and every row, each as high as its highest cell."""
        columns = [measure.narrowed(measure.width * part - 2 * CELL_X) for part in self.shares]
        heights = [
            max(
                count_lines(cell, column) * (LINE + extra_height(cell))
                for cell, column in zip(row, columns, strict=True)
            )
            for row in self.rows
        ]
        around = (len(heights) + 1) * (2 * CELL_Y + ROW_RULE_EM)
        return scale("s", measure.size) * LINE + sum(heights) + around


class Over(NamedTuple):
    """A line of text over a picture, which spaces bring to its place."""

    style: Literal["over", "flagged", "bar", "axis"]
    text: str


@dataclass(frozen=True)
class Picture:
    """A drawing of a known height with lines of text over it, and the same in words."""

    drawing: Drawing
    over: tuple[Over, ...]
    words: str
    em: float

    def height(self, _measure: Measure) -> float:
        """Its own height and a little air."""
        return self.em + 2 * PICTURE_PADDING


@dataclass(frozen=True)
class SignsBox:
    """Paragraphs inside the ruled box of the danger signs."""

    paras: tuple[Para, ...]

    def height(self, measure: Measure) -> float:
        """The paragraphs and the box around them."""
        sides = (SIGNS_SIDE + SIGNS_RULE) / measure.size
        paras = stack_height(self.paras, measure.narrowed(measure.width - sides))
        return paras + 2 * SIGNS_PADDING + (SIGNS_MARGIN + SIGNS_RULES_EM)


Block = Para | Columns | Table | Picture | SignsBox


def stack_height(blocks: Sequence[Block], measure: Measure) -> float:
    """The height of blocks one under the other; margins add up, they never collapse."""
    return sum(block.height(measure) for block in blocks)
