"""The timeline as plain boxes, lines and words, which every rival draws in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from reports.summary import Bar, Timeline

WIDE, TOP, ROW, FOOT = 520.0, 10.0, 11.0, 10.0  # points
LABELS = 100.0  # points kept free for the drugs' names
SHOWN = 140  # days before the sending
INK, GREY, RED = "#111111", "#999999", "#8c1515"


class Box(NamedTuple):
    """A filled box; points from the upper left corner, as all that follow."""

    x: float
    y: float
    wide: float
    high: float
    colour: str


class Upright(NamedTuple):
    """An upright line."""

    x: float
    top: float
    bottom: float
    colour: str


class Words(NamedTuple):
    """Words on a base line."""

    x: float
    y: float
    size: float
    text: str


@dataclass(frozen=True)
class Drawing:
    """A picture, and the same in words for whoever cannot see it."""

    wide: float
    high: float
    boxes: tuple[Box, ...]
    lines: tuple[Upright, ...]
    words: tuple[Words, ...]
    said: str


def timeline(line: Timeline) -> Drawing:
    """A bar and a name for each drug, a line at onset, the names of the months."""
    bottom = TOP + ROW * len(line.bars)
    onset = _x(line.onset.earliest or line.until, line.until)
    months = [line.until.replace(day=1) - timedelta(days=30 * n) for n in range(5)]
    names = [Words(0, TOP + ROW * n + 8, 7, bar.label) for n, bar in enumerate(line.bars)]
    axis = [Words(_x(day, line.until), bottom + 8, 6, f"{day:%b %y}") for day in months]
    return Drawing(
        wide=WIDE,
        high=bottom + FOOT,
        boxes=tuple(_box(n, bar, line.until) for n, bar in enumerate(line.bars)),
        lines=(Upright(onset, TOP - 2, bottom, RED),),
        words=(Words(onset - 60, 7, 7, line.onset_label), *names, *axis),
        said=f"Timeline: {line.onset_label}; {', '.join(bar.label for bar in line.bars)}",
    )


def _box(place: int, bar: Bar, until: date) -> Box:
    begin = _x(bar.start.earliest or until, until)
    end = _x(bar.stop.latest or until, until)
    colour = INK if bar.flagged else GREY
    return Box(begin, TOP + ROW * place + 2, max(end - begin, 2), 6, colour)


def _x(day: date, until: date) -> float:
    return max(LABELS, WIDE - (until - day).days * (WIDE - LABELS) / SHOWN)
