"""Where an entry's dates and the patient's answers disagree, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from intake.drugs.flagging.entry import Entry
from intake.drugs.flagging.gap import Gap, against_onset

SAME = 21  # days; what lies further apart is not "about the same time"


def conflict(entry: Entry, started: Gap | None, today: date) -> str:
    """Every disagreement, parted by semicolons; "" where there is none."""
    return "; ".join([*_with_onset(entry, started), *_among_dates(entry, today)])


def _with_onset(entry: Entry, started: Gap | None) -> Iterator[str]:
    if started and started.before and entry.order == "after":
        yield "the dates say it was started before onset, the patient answered after"
    if started and started.after and entry.order == "before":
        yield "the dates say it was started after onset, the patient answered before"
    if started and entry.order == "same" and (started.least > SAME or started.most < -SAME):
        span = against_onset("started", started)
        yield f"the dates say it was {span}, the patient answered about the same time"
    if started and started.most <= 0 and entry.dose_change in ("up", "down"):
        span = "started after onset" if started.after else against_onset("started", started)
        yield f"the dates say it was {span}, yet the dose changed before it"


def _among_dates(entry: Entry, today: date) -> Iterator[str]:
    if entry.start and entry.start.earliest > today:
        yield "the start date is in the future"
    if entry.start and entry.stop and entry.stop.latest < entry.start.earliest:
        yield "the stop date is before the start date"
    if entry.stop and entry.still == "yes" and entry.stop.latest < today:
        yield "a stop date is given, the patient answered still taking"
