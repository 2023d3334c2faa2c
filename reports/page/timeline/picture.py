"""The drugs against the onset, drawn to scale.

A day that is not known is drawn as the range it lies in (striped), never as a
day. Nothing depends on colour: flagged drugs are black and bold, others grey.
"""

from __future__ import annotations

from collections.abc import Sequence

from reports.dates import day_in_words, span_in_words
from reports.layout.blocks import Picture
from reports.layout.clean import clean
from reports.layout.drawing import Drawing
from reports.layout.widths_and_heights import (
    TIMELINE_AXIS,
    TIMELINE_END,
    TIMELINE_LABELS,
    TIMELINE_ROW,
    Measure,
)
from reports.page.timeline.labels import placed, written
from reports.page.timeline.marks import drawn
from reports.page.timeline.scale import months, scale_of
from reports.summary import Bar, Timeline

SOURCE = "intake:timeline"  # the drawing's name on the page; nothing is fetched for it
MOST_BARS = 14


def chosen(timeline: Timeline, flagged_only: bool) -> list[Bar]:
    """The bars to draw: flagged ones first, and no more than fit."""
    bars = [bar for bar in timeline.bars if bar.flagged or not flagged_only]
    return sorted(bars, key=lambda bar: not bar.flagged)[:MOST_BARS]


def draw(timeline: Timeline, bars: Sequence[Bar], measure: Measure) -> Picture | None:
    """The picture, as wide as the column; None without a bar that has a date."""
    available_width, size = measure
    if not timeline.onset.known or not any(bar.start.known or bar.stop.known for bar in bars):
        return None
    right = (available_width - TIMELINE_END) * size
    scale = scale_of(timeline, bars, TIMELINE_LABELS * size, right)
    names = months(scale, size)
    marks = drawn(timeline, bars, scale, size, [x for x, _ in names])
    bottom = TIMELINE_ROW * size + TIMELINE_ROW * size * len(bars)
    return Picture(
        Drawing(available_width * size, bottom + 2, tuple(marks)),
        written(placed(timeline, bars, scale, size, names), size),
        in_words(timeline, bars),
        TIMELINE_ROW * (len(bars) + 1) + TIMELINE_AXIS,
    )


def in_words(timeline: Timeline, bars: Sequence[Bar]) -> str:
    """The picture in words, for whoever cannot see it."""
    said = [f"Timeline up to {day_in_words(timeline.until)}: {clean(timeline.onset_label, 80)}."]
    for bar in bars:
        stop = "still taken" if bar.ongoing else f"stopped {span_in_words(bar.stop)}"
        flag = ", named by the article" if bar.flagged else ""
        said.append(f"{clean(bar.label, 60)}{flag}: started {span_in_words(bar.start)}, {stop}.")
    return " ".join(said)
