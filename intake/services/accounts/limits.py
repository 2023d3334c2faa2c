"""How often a sign-in may be tried: counted before anything is checked, over all workers.

Each step is longer than the one before. Whoever is turned away is not counted again, so that
a wait ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address, ip_network

from intake.store import attempts


@dataclass(frozen=True)
class Limit:
    """So many tries in so long."""

    number: int
    window: timedelta


STEPS = (
    Limit(5, timedelta(minutes=15)),
    Limit(10, timedelta(hours=2)),
    Limit(20, timedelta(days=1)),
)
LIMITS = {
    "account": STEPS,
    "factor": STEPS,
    # A clinic's people share an address: only wrong passwords stay counted.
    "address": (Limit(20, timedelta(minutes=15)), Limit(50, timedelta(days=1))),
}


class TooManyError(Exception):
    """It was tried too often; `wait` says how long to wait."""

    def __init__(self, wait: timedelta) -> None:
        """Keep how long to wait."""
        super().__init__()
        self.wait = wait


def count(**keys: str) -> None:
    """Count a try under each key, as account=... and address=... Raises TooManyError."""
    found = [(f"sign-in {kind} {n}", key, limit) for kind, key, n, limit in _limits(keys)]
    for scope, key, limit in found:
        if wait := attempts.blocked_for(scope, key, limit.number, limit.window):
            raise TooManyError(wait)
    for scope, key, limit in found:
        if attempts.count(scope, key, limit.window) > limit.number:  # others tried meanwhile
            raise TooManyError(limit.window)


def forget(**keys: str) -> None:
    """Begin to count anew, as after a right password."""
    for kind, key, n, _ in _limits(keys):
        attempts.forget(f"sign-in {kind} {n}", key)


def take_back(**keys: str) -> None:
    """Count one try less: it was no guess."""
    for kind, key, n, _ in _limits(keys):
        attempts.take_back(f"sign-in {kind} {n}", key)


def network_of(address: str) -> str:
    """What an address counts as: itself, or of IPv6 the network that one household has."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)


def _limits(keys: dict[str, str]) -> list[tuple[str, str, int, Limit]]:
    return [
        (kind, key, n, limit)
        for kind, key in keys.items()
        for n, limit in enumerate(LIMITS[kind], 1)
    ]
