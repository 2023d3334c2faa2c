"""How one entry's dates and answers lie against onset: rank, words and conflict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from intake.drugs.flagging.conflicts import conflict
from intake.drugs.flagging.entry import Entry, Order
from intake.drugs.flagging.gap import Gap, against_onset, clip, gap
from intake.drugs.flagging.ranking import rank
from intake.partial_date import PartialDate

_ORDERS: dict[Order | None, str] = {
    "before": "before onset",
    "same": "about the same time as onset",
    "after": "after onset",
}
_CHANGES = {
    "up": "dose raised in the 3 months before onset",
    "down": "dose cut in the 3 months before onset",
}


@dataclass(frozen=True)
class Timing:
    """How an entry's dates lie against onset."""

    rank: int
    words: str
    conflict: str


def timing_of(entry: Entry, onset: PartialDate | None, today: date) -> Timing:
    """Rank, words and conflict of one entry."""
    bound = clip(onset, today)
    started, stopped = (gap(clip(day, today), bound) for day in (entry.start, entry.stop))
    words = _words(entry, started, stopped, bound)
    return Timing(
        rank=rank(entry, started, bound),
        words="; ".join(phrase for phrase in words if phrase),
        conflict=conflict(entry, started, today),
    )


def _words(
    entry: Entry, started: Gap | None, stopped: Gap | None, onset: PartialDate | None
) -> Iterator[str]:
    yield _start_words(started, entry, onset)
    yield _CHANGES.get(entry.dose_change or "", "")
    if stopped and stopped.most >= 0:
        yield against_onset("stopped", stopped)
    elif entry.still == "no" and entry.stop is None:
        yield "stopped, date unknown"


def _start_words(started: Gap | None, entry: Entry, onset: PartialDate | None) -> str:
    answer = _ORDERS.get(entry.order)
    if started is not None:
        words = against_onset("started", started)
        on_the_day = started.least == started.most and entry.order not in ("before", "after")
        if started.before or started.after or on_the_day:
            return words
        return f"{words} (patient says {answer})" if answer else f"{words}; order not known"
    says = f"; patient says started {answer}" if answer else ""
    if entry.start is None:
        return f"start date unknown{says}"
    return f"started {entry.start}; onset date unknown{says}" if onset is None else ""
