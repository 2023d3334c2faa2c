"""What is drawn on the timeline: the axis, the onset, and a bar for each drug, in points."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reports.layout.drawing import (
    GREY,
    INK,
    MID,
    PALE,
    RED,
    ROSE,
    Boxes,
    Colour,
    Lines,
    Point,
    Shape,
)
from reports.layout.widths_and_heights import TIMELINE_BAR, TIMELINE_ROW
from reports.page.timeline.scale import Scale, ends
from reports.summary import Bar, Timeline

Mark = Boxes | Shape | Lines
THIN = 1.6  # points; nothing is drawn narrower
DAY = 3.0  # points of what lasted a day, as a medicine begun on the day of sending


def drawn(
    timeline: Timeline, bars: Sequence[Bar], scale: Scale, size: float, places: Sequence[float]
) -> list[Mark]:
    """All of it in type of `size` points, with a line up at each of `places`."""
    row = TIMELINE_ROW * size
    top, bottom = row, row + row * len(bars)
    found: list[Mark] = [_axis(scale, places, top, bottom)]
    found += _onset_band(timeline, scale, top, bottom)
    for place, bar in enumerate(bars):
        if bar.start.known or bar.stop.known:
            middle = top + row * (place + 0.5)
            found += _bar(bar, scale, timeline.until, middle, TIMELINE_BAR * size)
    return [*found, _onset_line(timeline, scale, top, bottom)]


def _axis(scale: Scale, places: Sequence[float], top: float, bottom: float) -> Lines:
    """The line below the bars, and one up from it at the beginning of each month."""
    upright = (((x, top), (x, bottom)) for x in places)
    return Lines(PALE, 0.5, (*upright, ((scale.left, bottom), (scale.right, bottom))))


def _onset_band(timeline: Timeline, scale: Scale, top: float, bottom: float) -> list[Mark]:
    """The days among which the onset lies, if there are several."""
    first, last = map(scale.x, ends(timeline.onset, scale))
    return [Boxes(ROSE, ((first, top, last - first, bottom - top),))] if first < last else []


def _onset_line(timeline: Timeline, scale: Scale, top: float, bottom: float) -> Lines:
    """The day of onset, or the first and the last that it may be."""
    places = sorted(set(map(scale.x, ends(timeline.onset, scale))))
    lines = tuple(((x, top - 2), (x, bottom)) for x in places)
    return Lines(RED, 1.4 if len(places) == 1 else 0.9, lines)


def _bar(bar: Bar, scale: Scale, until: date, middle: float, height: float) -> list[Mark]:
    """Solid where the drug was surely taken, striped where it may have been."""
    colour, y = INK if bar.flagged or bar.withdrawn else GREY, middle - height / 2
    first, sure = ends(bar.start, scale)
    quit_from, last = (until, until) if bar.ongoing else ends(bar.stop, scale)
    sure, quit_from = max(sure, first), max(quit_from, first)
    found: list[Mark] = []
    if sure < quit_from:
        width = max(scale.x(quit_from) - scale.x(sure), THIN)
        box = (scale.x(sure), y, width, height)
        found += _hollow(*box) if bar.withdrawn else [Boxes(colour, (box,))]
    for a, b in ((first, min(sure, last)), (max(quit_from, sure), max(last, sure))):
        if scale.x(a) < scale.x(b):
            found += _stripes(scale.x(a), scale.x(b), y, height)
    if first == last or not found:  # one day, or all of it after what the picture shows
        x = min(scale.x(first) - THIN / 2, scale.right - DAY)
        found.append(Boxes(colour, ((x, y, DAY, height),)))
    if bar.start.earliest is None or bar.start.earliest < scale.begin:
        found.append(_arrow(colour, scale.left - 2, y, height))
    return found


def _hollow(x: float, y: float, width: float, height: float) -> list[Mark]:
    """What was stopped or cut: an empty box with a thick line where it ended."""
    frame = _frame(x, x + width, y, y + height)
    return [Lines(INK, 0.8, frame), Boxes(INK, ((x + width - THIN, y - 1, THIN, height + 2),))]


def _frame(x1: float, x2: float, y: float, end: float) -> tuple[tuple[Point, Point], ...]:
    return ((x1, y), (x2, y)), ((x1, end), (x2, end)), ((x1, y), (x1, end)), ((x2, y), (x2, end))


def _arrow(colour: Colour, right: float, y: float, height: float) -> Shape:
    """It began before the picture does."""
    return Shape(colour, ((right, y), (right, y + height), (right - 4, y + height / 2)))


def _stripes(x1: float, x2: float, y: float, height: float) -> list[Mark]:
    """An outlined range with upright stripes: some day in here."""
    x2 = max(x2, x1 + THIN)
    middle, end = y + height / 2, y + height
    stripes = (((x1 + 0.7, middle), (x2, middle)),)  # one thick dashed line
    return [Lines(MID, 0.6, _frame(x1, x2, y, end)), Lines(MID, height, stripes, (0.6, 1.4))]
