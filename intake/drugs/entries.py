"""How one entry's dates and answers lie against onset: rank, words and conflict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from intake.drugs.timing import Gap, against_onset, before_only, clip, gap
from intake.partial_date import PartialDate

Order = Literal["before", "same", "after", "unsure"]


@dataclass(frozen=True)
class Entry:
    """One medicine of the patient's list, as answered."""

    typed: str
    start: PartialDate | None = None
    stop: PartialDate | None = None
    still: Literal["yes", "sometimes", "no"] | None = None
    order: Order | None = None  # started before or after the twitching, as answered
    dose_change: Literal["up", "down", "no", "unsure"] | None = None  # in the 3 months before it
    route: str | None = None  # as answered: "inhaled", "skin", "swallowed", ...


@dataclass(frozen=True)
class Timing:
    """How an entry's dates lie against onset."""

    rank: int
    words: str
    conflict: str


def timing_of(entry: Entry, onset: PartialDate | None, today: date) -> Timing:
    """Rank, words and conflict of one entry."""
    bound = clip(onset, today)
    start, stop = clip(entry.start, today), clip(entry.stop, today)
    started, stopped = gap(start, bound), gap(stop, bound)
    raised = entry.dose_change == "up" and not (started and started.after)
    rank = 1 if raised and bound else _rank(started, entry.order)
    words = [_start_words(started, entry, bound), *_change_words(entry, started)]
    if stopped and _stop_matters(stopped):
        words.append(against_onset("stopped", stopped))
    elif entry.still == "no" and entry.stop is None:
        words.append("stopped, date unknown")
    return Timing(rank, "; ".join(word for word in words if word), _conflict(entry, started, today))


def _rank(started: Gap | None, order: Order | None) -> int:
    if started is None:
        return 4
    if started.after:
        return 5
    if not started.before:
        if order not in ("before", "after"):
            return 2
        if order == "after":
            return 5
        started = before_only(started)
    return 1 if started.recent else 3


def _stop_matters(stopped: Gap) -> bool:
    return stopped.most >= 0


def _start_words(started: Gap | None, entry: Entry, onset: PartialDate | None) -> str:
    if started is not None:
        words = against_onset("started", started)
        open_order = not (started.before or started.after)
        return words + (
            f" (patient says {_SAYS[entry.order]})" if open_order and entry.order in _SAYS else ""
        )
    if entry.start is None:
        said = f"; patient says started {_SAYS[entry.order]}" if entry.order in _SAYS else ""
        return f"start date unknown{said}"
    return f"started {entry.start}; onset date unknown" if onset is None else ""


_SAYS: dict[Order | None, str] = {
    "before": "before onset",
    "same": "about the same time as onset",
    "after": "after onset",
}
_CHANGES = {
    "up": "dose raised in the 3 months before onset",
    "down": "dose cut in the 3 months before onset",
}


def _change_words(entry: Entry, started: Gap | None) -> list[str]:
    words = _CHANGES.get(entry.dose_change or "")
    return [words] if words else []


def _conflict(entry: Entry, started: Gap | None, today: date) -> str:
    found = []
    if started and started.before and entry.order == "after":
        found.append("the dates say it was started before onset, the patient answered after")
    if started and started.after and entry.order == "before":
        found.append("the dates say it was started after onset, the patient answered before")
    if started and started.after and entry.dose_change in _CHANGES:
        found.append("the dates say it was started after onset, yet the dose changed before it")
    if entry.start and entry.start.earliest > today:
        found.append("the start date is in the future")
    if entry.start and entry.stop and entry.stop.latest < entry.start.earliest:
        found.append("the stop date is before the start date")
    if entry.stop and entry.still == "yes" and entry.stop.latest < today:
        found.append("a stop date is given, the patient answered still taking")
    return "; ".join(found)
