"""One clock tells the service the time, and a test can stop it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from intake import clock
from tests.service import Frozen

ROOT = Path(__file__).resolve().parents[2]
OTHER_CLOCK = re.compile(
    r"\b(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns|localtime|gmtime)"
    r"|func\.now|CURRENT_TIMESTAMP)\b|from time import"
)
# What builds the drug list is a tool of ours, run before the service is.
MAY_ASK = ("intake/clock.py", "intake/drugs/build")


@pytest.mark.parametrize("package", ["intake", "reports"])
def test_nothing_else_asks_for_the_time(package: str) -> None:
    asking = [
        f"{name}: {said[0]}"
        for path in sorted((ROOT / package).rglob("*.py"))
        if not (name := path.relative_to(ROOT).as_posix()).startswith(MAY_ASK)
        for said in [OTHER_CLOCK.search(path.read_text(encoding="utf-8"))]
        if said
    ]
    assert asking == []


def test_a_day_is_the_clinics_own(frozen: Frozen) -> None:
    frozen.set(datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    days = [clock.today(zone) for zone in ("Europe/Paris", "Europe/London", "America/New_York")]
    assert days == [date(2027, 1, 1), date(2026, 12, 31), date(2026, 12, 31)]


def test_the_frozen_clock_stands_still_until_it_is_moved(frozen: Frozen) -> None:
    before = clock.now()
    assert clock.now() == before
    frozen.move(days=1, minutes=5)
    assert clock.now() - before == timedelta(days=1, minutes=5)
