"""Days, moments and spans as the service says them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from intake import wording


@pytest.mark.parametrize(
    ("least", "most", "passed", "nearest"),
    [
        (1, 1, "1 day", "1 day"),
        (13, 13, "13 days", "13 days"),
        (20, 20, "2 weeks", "3 weeks"),
        (14, 62, "2 to 8 weeks", "2 to 9 weeks"),
        (70, 70, "10 weeks", "2 months"),
        (0, 80, "0 to 11 weeks", "up to 3 months"),
        (365, 730, "11 to 23 months", "12 to 24 months"),
        (800, 1000, "2 years", "2 to 3 years"),
    ],
)
def test_a_span_is_told_in_units_that_have_passed_or_in_the_nearest(
    least: int, most: int, passed: str, nearest: str
) -> None:
    assert wording.span_passed(least, most) == passed
    assert wording.span_nearest(least, most) == nearest


def test_a_moment_is_told_short_and_long() -> None:
    at = datetime(2026, 11, 2, 9, 5, tzinfo=UTC)

    assert wording.day(date(2026, 11, 2)) == "2 Nov 2026"
    assert wording.long_day(date(2026, 11, 2)) == "2 November 2026"
    assert wording.moment(at) == "2 Nov 2026 09:05"
    assert wording.long_moment(at) == "2 November 2026, 09:05"
