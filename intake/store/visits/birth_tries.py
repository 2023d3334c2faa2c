"""How often a visit's date of birth was guessed wrongly, counted in the database. None commits.

Every fifth wrong date locks the link: for 15 minutes, then for an hour, then until the clinic
makes a new link. A right date begins anew. So one link stands 14 guesses, however long one waits.
"""

from __future__ import annotations

from intake import clock
from intake.store.records import Lock, Visit
from intake.store.visits.locks import SPANS, TRIES, lock_of_row
from intake.store.visits.visit import row_of


def lock_of(visit: Visit) -> Lock:
    """What keeps the link locked now, "" if nothing does."""
    return lock_of_row(row_of(visit))


def count_wrong(visit: Visit) -> None:
    """Count a wrong date; each fifth locks the link."""
    row = row_of(visit)
    row.birth_tries += 1
    locks, more = divmod(row.birth_tries, TRIES)
    if not more and locks <= len(SPANS):
        row.birth_locked_until = clock.now() + SPANS[locks - 1]


def forget_tries(visit: Visit) -> None:
    """Begin to count anew."""
    row = row_of(visit)
    row.birth_tries, row.birth_locked_until = 0, None
