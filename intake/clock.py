"""The only clock: whatever asks for the time asks here, so that a test can stop it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

APART = timedelta(minutes=1)  # how far two machines' clocks may be from each other


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def today(time_zone: str) -> date:
    """The present day in a time zone, as "Europe/London"."""
    return now().astimezone(ZoneInfo(time_zone)).date()
