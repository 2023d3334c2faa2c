"""The parts a page is built of, which know their own height.

The unit is the em of the page's base size. `KINDS` is the only place that says
how large and how far apart paragraphs are: the style sheet is written from it.
Sizes are twelfths of the base: reports/fit.py says why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from reports.drawing import Drawing
from reports.metrics import foreign, width

Style = Literal["", "b", "i", "s", "t"]  # plain, bold, italic, small, tiny
SCALES = {"s": 11 / 12, "t": 13 / 23}  # of the paragraph, which only a name has so small
GAP = "\u00a0\u00a0 "  # between statements on one line; may break
LABEL = 7.8  # em of a fact's label column
GUTTER = 1.6  # em between two columns
SHARES = (0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62)  # of the width, for the left column
CELL_X, CELL_Y = 0.3, 0.12  # em of padding in the table of drugs
COLUMNS = (0.23, 0.15, 0.31, 0.31)  # of that table's width


class Kind(NamedTuple):
    """How a paragraph is set: size and line in em, margins in em of the base size."""

    size: float = 1.0
    line: float = 1.32
    before: float = 0.0
    after: float = 0.0
    bold: bool = False
    indent: float = 0.0  # em of the base size kept free on the left (and right, for bands)


KINDS = {
    "unsent": Kind(14 / 12, 1.3, 0.0, 0.5, True, 0.8),
    "title": Kind(11 / 12, 1.3, 0.0, 0.0, True),
    "name": Kind(23 / 12, 1.16, 0.0, 0.08, True),
    "about": Kind(1.0, 1.28),
    "meta": Kind(11 / 12, 1.3),
    "words": Kind(13 / 12, 1.32, 0.35, 0.4),
    "band": Kind(13 / 12, 1.28, 0.0, 0.12, True, 0.9),
    "sign": Kind(1.0, 1.28, 0.0, 0.06, False, 0.9),
    "quiet": Kind(11 / 12, 1.26, 0.14, 0.0, False, 0.9),
    "h2": Kind(11 / 12, 1.26, 0.55, 0.22, True),
    "line": Kind(1.0, 1.26, 0.1, 0.0),
    "fact": Kind(1.0, 1.26, 0.06, 0.0, False, LABEL),
    "note": Kind(10 / 12, 1.26, 0.16, 0.0),
    "cuts": Kind(11 / 12, 1.26, 0.3, 0.0, True),
    "foot": Kind(10 / 12, 1.3, 0.0, 0.0),
}
RULES = {"h2": 0.1, "unsent": 0.5}  # em of the lines drawn round a paragraph
# Chinese, Japanese and Korean: a line may break between any two of them.
_IDEOGRAPH = re.compile("[\u2e80-\uffef\U00020000-\U0003ffff]")
FOREIGN = 0.14  # em; the Chinese font needs 0.13
BAND_Y = 0.35  # em inside the danger band, above and below


class Run(NamedTuple):
    """A stretch of text in one style."""

    text: str
    style: Style = ""


@dataclass(frozen=True)
class Para:
    """A paragraph; a `fact` begins with its label, set in a column of its own."""

    kind: str
    runs: tuple[Run, ...]
    label: str = ""

    def height(self, room: float) -> float:
        """How high it is when `room` em wide."""
        kind = KINDS[self.kind]
        sides = kind.indent * (1 if self.kind == "fact" else 2)
        lines = count_lines(self.runs, (room - sides) / kind.size, kind.bold)
        if self.label:
            lines += count_lines((Run(self.label, "b"),), LABEL - 0.2) - 1  # it stands on top
        high = lines * (kind.line + extra(self.runs)) * kind.size
        return high + kind.before + kind.after + RULES.get(self.kind, 0.0)


@dataclass(frozen=True)
class Columns:
    """Two stacks of paragraphs side by side; `share` of the width is the left one's."""

    left: tuple[Para, ...]
    right: tuple[Para, ...]
    share: float = 0.5

    def height(self, room: float) -> float:
        """How high the higher one is."""
        wide = room * self.share - GUTTER / 2
        rest = room * (1 - self.share) - GUTTER / 2
        return max(stack_height(self.left, wide), stack_height(self.right, rest))


@dataclass(frozen=True)
class Table:
    """The drugs the article names: one row each, four cells of runs."""

    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]

    def height(self, room: float) -> float:
        """The head and every row, each as high as its highest cell."""
        line = KINDS["line"].line
        rooms = [room * share - 2 * CELL_X for share in COLUMNS]
        heights = [
            max(
                count_lines(cell, space) * (line + extra(cell))
                for cell, space in zip(row, rooms, strict=True)
            )
            for row in self.rows
        ]
        return SCALES["s"] * line + sum(heights) + (len(heights) + 1) * (2 * CELL_Y + 0.08)


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

    def height(self, _room: float) -> float:
        """Its own height and a little air."""
        return self.em + 0.4


@dataclass(frozen=True)
class Band:
    """Paragraphs inside the ruled box of the danger signs."""

    paras: tuple[Para, ...]

    def height(self, room: float) -> float:
        """The paragraphs and the box around them."""
        return stack_height(self.paras, room) + 2 * BAND_Y + 0.8


Block = Para | Columns | Table | Picture | Band


def stack_height(blocks: Sequence[Block], room: float) -> float:
    """The height of blocks one under the other; margins add up, they never collapse."""
    return sum(block.height(room) for block in blocks)


def extra(runs: Sequence[Run]) -> float:
    """How much higher each line gets because another script's font sits lower or higher."""
    return FOREIGN if any(foreign(run.text) for run in runs) else 0.0


def count_lines(runs: Sequence[Run], room: float, bold: bool = False) -> int:
    """How many lines greedy wrapping needs, in a column `room` em wide."""
    lines, used = 1, 0.0
    for run in runs:
        scale = SCALES.get(run.style, 1.0)
        for gap, wide in _measured(run.text, bold or run.style == "b"):
            if used + (gap + wide) * scale <= room:
                used += (gap + wide) * scale
                continue
            lines, used = lines + (used > 0), wide * scale
            if used > room:  # overflow-wrap: anywhere
                full, used = divmod(used, max(room - 1.0, 1.0))
                lines += int(full)
    return lines


@lru_cache(maxsize=4096)
def _measured(text: str, bold: bool) -> tuple[tuple[float, float], ...]:
    """The space before each word, and its width."""
    space = width(" ", bold)
    parts = _parts if _IDEOGRAPH.search(text) else _whole
    found = []
    for place, word in enumerate(text.split(" ")):
        gap = space if place else 0.0
        for part in parts(word):
            found.append((gap, width(part, bold)))
            gap = 0.0
    return tuple(found)


def _whole(word: str) -> tuple[str]:
    return (word,)


def _parts(word: str) -> list[str]:
    """A word, or each of its characters if lines may break between them."""
    return list(word) if _IDEOGRAPH.search(word) else [word]


def forget() -> None:
    """Drop what was kept of the texts of one report."""
    _measured.cache_clear()
    foreign.cache_clear()
