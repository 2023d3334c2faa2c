"""How near to onset a medicine was started, stopped or changed: what sorts and what stands out.

`place_of` is the order of the flagged medicines wherever a clinician reads them.
"""

from __future__ import annotations

from datetime import date
from math import inf
from typing import NamedTuple

from intake.drugs import Entry, Flag
from intake.drugs.flagging.gap import clip, gap
from intake.drugs.flagging.ranking import WINDOW
from intake.partial_date import PartialDate

OPEN = 2  # the rank of what may have begun before onset or after


class When(NamedTuple):
    """The two days that everything is set against."""

    onset: PartialDate | None
    today: date


Near = tuple[float, ...]
FARTHEST: Near = (inf,) * 4


def place_of(flag: Flag, entry: Entry, when: When) -> tuple[int, Near, bool, int]:
    """What listed causes are sorted by: rank, nearest to onset, local forms last, as listed."""
    return sorted_as(flag.rank, entry, when), nearness(entry, *when), flag.local, flag.place


def nearness(entry: Entry, onset: PartialDate | None, today: date) -> Near:
    """Days from the start to onset, at least and at most; what is nearer sorts first.

    A dose that was raised in the days before onset was raised on one not known; of several,
    the one with the nearest start comes first.
    """
    started = gap(clip(entry.start, today), clip(onset, today))
    if started is None:
        near = inf, inf
    else:
        ends = sorted((abs(started.least), abs(started.most)))
        around = started.least <= 0 <= started.most
        near = (0 if around else ends[0]), ends[1]
    raised = entry.dose_change == "up" and not (started and started.after)
    return (*(min(near, (WINDOW, WINDOW)) if raised else near), *near)


def sorted_as(rank: int, entry: Entry, when: When) -> int:
    """The rank to sort by: what began on the very day of onset stands before what began earlier."""
    started = gap(clip(entry.start, when.today), clip(when.onset, when.today))
    on_the_day = started is not None and started.least == started.most == 0
    return 1 if on_the_day and rank == OPEN else rank


def is_withdrawn(entry: Entry, onset: PartialDate | None, today: date) -> bool:
    """Whether it may have been stopped, or was cut, in the 92 days before onset."""
    bound = clip(onset, today)
    started, stopped = (gap(clip(day, today), bound) for day in (entry.start, entry.stop))
    cut = entry.dose_change == "down" and not (started and started.after)
    return cut or (stopped is not None and stopped.most >= 0 and stopped.least <= WINDOW)
