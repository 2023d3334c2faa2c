"""How long wrong dates of birth lock a link."""

from __future__ import annotations

from datetime import timedelta

from intake import clock
from intake.store.records import Lock
from intake.store.tables import VisitRow

TRIES = 5  # to a lock
SPANS = (timedelta(minutes=15), timedelta(hours=1))  # of the first locks; the next one stays


def lock_of_row(row: VisitRow) -> Lock:
    """What keeps the link of this visit locked now, "" if nothing does."""
    locks = row.birth_tries // TRIES
    if locks > len(SPANS):
        return "until a new link"
    if row.birth_locked_until is None:
        return ""
    left = row.birth_locked_until - clock.now()
    if not timedelta() < left <= SPANS[locks - 1] + clock.APART:  # over, or of a clock ahead
        return ""
    return "15 minutes" if locks == 1 else "1 hour"
