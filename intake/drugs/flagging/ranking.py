"""The rank rule: how an entry's dates lie against onset; the page sorts by it first.

(1) started or raised in the 92 days before onset, (2) the dates leave open whether
before or after, (3) started and last raised earlier, (4) date unknown, (5) started
after onset. Dates lead; the patient's before/after answer settles only what they leave open.
"""

from __future__ import annotations

from intake.drugs.flagging.entry import Entry, Order
from intake.drugs.flagging.gap import Gap, before_only
from intake.partial_date import PartialDate

WINDOW = 92  # days before onset that sort a start first; it claims nothing


def rank(entry: Entry, started: Gap | None, onset: PartialDate | None) -> int:
    """1 to 5, for an entry that was started so long before onset."""
    raised = entry.dose_change == "up" and not (started and started.after)
    return 1 if raised and onset else _rank(started, entry.order)


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
    return 1 if _is_recent(started) else 3


def _is_recent(started: Gap) -> bool:
    """Whether it may lie in the window before onset."""
    return started.most >= 0 and started.least <= WINDOW
