"""Which days the timeline shows, and where each of them lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reports.dates import month_in_words
from reports.summary import Bar, Span, Timeline

REACH = timedelta(days=366)  # before onset; what began earlier gets an arrow
BEFORE = timedelta(days=100)  # shown before onset at least
AIR = timedelta(days=5)  # shown before the first of all days
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)  # months from one name to the next
MOST, NAME = 9, 3.4  # names at most, and the em that each needs with what parts it from the next
Months = Sequence[tuple[float, str]]  # where each begins, and its name or ""


@dataclass(frozen=True)
class Scale:
    """Days to points."""

    begin: date
    end: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day lies, kept inside the picture."""
        inside = min(max(day, self.begin), self.end)
        share = (inside - self.begin).days / max((self.end - self.begin).days, 1)
        return round(self.left + share * (self.right - self.left), 2)


def scale_of(timeline: Timeline, bars: Sequence[Bar], left: float, right: float) -> Scale:
    """From the first flagged start or stop in reach, or a while before onset, to the sending.

    A start out of reach gets an arrow; it does not press what lies near onset together.
    """
    onset = timeline.onset.earliest or timeline.onset.latest or timeline.until
    near = [day for bar in bars if bar.flagged for day in _days(bar) if day >= onset - REACH]
    begin = min([onset - BEFORE, *near])
    return Scale(begin - AIR, max(timeline.until, onset), left, right)


def _days(bar: Bar) -> list[date]:
    """The first days on which it may have been started and stopped."""
    return [day for day in (bar.start.earliest, bar.stop.earliest) if day]


def is_idle(bar: Bar, timeline: Timeline) -> bool:
    """Whether a bar would reach from one end of the picture to the other."""
    scale = scale_of(timeline, timeline.bars, 0, 1)
    began = bar.start.latest is not None and bar.start.latest <= scale.begin
    goes_on = bar.ongoing or not bar.stop.known or (bar.stop.earliest or scale.begin) >= scale.end
    return began and goes_on


def ends(span: Span, scale: Scale) -> tuple[date, date]:
    """The range a day lies in; an open end reaches to the picture's edge."""
    return span.earliest or scale.begin, span.latest or scale.end


def months(scale: Scale, size: float) -> Months:
    """Where the months begin, and their names while they fit; every third or so of many."""
    most = min(MOST, (scale.right - scale.left) / (NAME * size))
    first = scale.begin.year * 12 + scale.begin.month - 1
    count = scale.end.year * 12 + scale.end.month - 1 - first
    step = next((step for step in STEPS if count / step <= most), STEPS[-1])
    found = []
    for number in range(first + -first % step, first + count + 1, step):
        day = date(number // 12, number % 12 + 1, 1)
        if day < scale.begin:
            continue
        fits = scale.x(day) < scale.right - 2.2 * size
        name = month_in_words(day) if step < 12 else f"{day.year}"
        found.append((scale.x(day), name if fits else ""))
    return found
