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
from reports.page.timeline.labels import placed, with_throughout, written
from reports.page.timeline.marks import drawn
from reports.page.timeline.scale import is_idle, months, scale_of
from reports.summary import Bar, Timeline

SOURCE = "intake:timeline"  # the drawing's name on the page; nothing is fetched for it
MOST_BARS = 14


def chosen(timeline: Timeline, flagged_only: bool, idle: bool = True) -> list[Bar]:
    """The bars to draw: those that stand out first, in the table's order; no more than fit.

    Without `idle` ones: what is not flagged and was taken all the time says nothing here.
    """
    bars = [
        bar
        for bar in timeline.bars
        if _stands_out(bar) or not (flagged_only or (not idle and is_idle(bar, timeline)))
    ]
    return sorted(bars, key=lambda bar: not _stands_out(bar))[:MOST_BARS]


def count_idle(timeline: Timeline) -> int:
    """How many bars reach from end to end and do not stand out."""
    return sum(not _stands_out(bar) and is_idle(bar, timeline) for bar in timeline.bars)


def _stands_out(bar: Bar) -> bool:
    return bar.flagged or bar.withdrawn


def draw(
    timeline: Timeline, bars: Sequence[Bar], measure: Measure, throughout: int = 0
) -> Picture | None:
    """The picture, as wide as the column; None without a bar that has a date.

    `throughout` is how many idle bars it does not show: it says so.
    """
    available_width, size = measure
    if not timeline.onset.known or not any(bar.start.known or bar.stop.known for bar in bars):
        return None
    right = (available_width - TIMELINE_END) * size
    scale = scale_of(timeline, bars, TIMELINE_LABELS * size, right)
    names = months(scale, size)
    marks = drawn(timeline, bars, scale, size, [x for x, _ in names])
    lines = placed(timeline, bars, scale, size, names)
    bottom = TIMELINE_ROW * size + TIMELINE_ROW * size * len(bars)
    return Picture(
        Drawing(available_width * size, bottom + 2, tuple(marks)),
        written(with_throughout(lines, throughout), size),
        in_words(timeline, bars),
        TIMELINE_ROW * (len(bars) + 1) + TIMELINE_AXIS,
    )


def in_words(timeline: Timeline, bars: Sequence[Bar]) -> str:
    """The picture in words, for whoever cannot see it."""
    said = [f"Timeline up to {day_in_words(timeline.until)}: {clean(timeline.onset_label, 80)}."]
    for bar in bars:
        stop = "still taken" if bar.ongoing else f"stopped {span_in_words(bar.stop)}"
        flag = f", named by {timeline.source}" if bar.flagged else ""
        flag += f", stopped or cut shortly before {timeline.onset_name}" if bar.withdrawn else ""
        said.append(f"{clean(bar.label, 60)}{flag}: started {span_in_words(bar.start)}, {stop}.")
    return " ".join(said).replace("\u00a0", " ")
