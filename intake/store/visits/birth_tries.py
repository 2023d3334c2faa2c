"""How often a visit's date of birth was guessed wrongly, counted in the database. None commits."""

from __future__ import annotations

from datetime import timedelta

from intake import clock
from intake.store.records import Visit
from intake.store.visits.visit import row_of

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)


def is_locked(visit: Visit) -> bool:
    """Whether wrong dates keep the link locked now; a lock that has run out is lifted."""
    row = row_of(visit)
    if row.birth_locked_until and row.birth_locked_until <= clock.now():
        forget_tries(visit)
    return row.birth_locked_until is not None


def count_wrong(visit: Visit) -> None:
    """Count a wrong date; the last of five locks the link for fifteen minutes."""
    row = row_of(visit)
    row.birth_tries += 1
    if row.birth_tries >= TRIES:
        row.birth_locked_until = clock.now() + LOCKED_FOR


def forget_tries(visit: Visit) -> None:
    """Begin to count anew."""
    row = row_of(visit)
    row.birth_tries, row.birth_locked_until = 0, None
