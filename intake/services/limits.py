"""How often one client, or all clients of a clinic, may try what costs something or gives a guess.

Counted in the database (store/attempts.py): for all processes together, and over restarts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from intake import store


@dataclass(frozen=True)
class Limit:
    """So many tries in a window, for each key."""

    scope: str
    most: int
    window: timedelta


# A clinic's own network may be behind one address: many patients, and no machine.
STARTS = Limit("start", 60, timedelta(hours=1))  # by client and clinic
STARTS_OF_CLINIC = Limit("start in clinic", 600, timedelta(hours=1))
WRONG_LINKS = Limit("wrong link", 100, timedelta(minutes=15))  # by client
WRONG_BIRTH_DATES = Limit("wrong birth date", 30, timedelta(hours=1))  # by client and clinic
WRONG_CODES = Limit("wrong code", 30, timedelta(hours=1))  # by client
TRIES_AT_CODE = Limit("try at code", 10, timedelta(hours=1))  # by what was typed
WRONG_CODES_OF_CLINIC = Limit("wrong code in clinic", 200, timedelta(hours=1))


class TooManyError(Exception):
    """The limit is reached; nothing was done."""

    def __init__(self, wait: timedelta) -> None:
        """Keep after how long another try counts anew."""
        super().__init__("too many tries")
        self.wait = wait


def spend(limit: Limit, *key: str) -> None:
    """Count a try before it is made. Raises TooManyError if it is one too many."""
    refuse_blocked(limit, *key)
    if store.attempts.count(limit.scope, "\n".join(key), limit.window) > limit.most:
        refuse_blocked(limit, *key)


def refuse_blocked(limit: Limit, *key: str) -> None:
    """Raise TooManyError if no further try is allowed now."""
    text = "\n".join(key)
    wait = store.attempts.blocked_for(limit.scope, text, limit.most, limit.window)
    if wait > timedelta():
        raise TooManyError(wait)


def count(limit: Limit, *key: str) -> None:
    """Count a try that was wrong."""
    store.attempts.count(limit.scope, "\n".join(key), limit.window)
