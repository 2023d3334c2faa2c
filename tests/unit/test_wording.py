"""Days, moments and spans as the service says them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from intake import wording


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (1, 1, "1 day"),
        (13, 13, "13 days"),
        (14, 14, "2 weeks"),
        (17, 17, "2 weeks"),
        (18, 18, "3 weeks"),
        (20, 20, "3 weeks"),
        (14, 62, "2 to 9 weeks"),
        (91, 91, "13 weeks"),
        (92, 92, "3 months"),
        (0, 80, "up to 11 weeks"),
        (365, 700, "12 to 23 months"),
        (720, 720, "2 years"),
        (800, 1000, "2 to 3 years"),
        (913, 913, "2 years"),
        (914, 914, "3 years"),
    ],
)
def test_a_span_is_told_in_the_nearest_units_halves_up(least: int, most: int, words: str) -> None:
    """Days under 14, weeks under 92 days, months under 24, then years."""
    assert wording.span(least, most) == words


def test_a_moment_is_told_short_and_long() -> None:
    at = datetime(2026, 11, 2, 9, 5, tzinfo=UTC)

    assert wording.day(date(2026, 11, 2)) == "2 Nov 2026"
    assert wording.long_day(date(2026, 11, 2)) == "2 November 2026"
    assert wording.moment(at) == "2 Nov 2026 09:05"
    assert wording.long_moment(at) == "2 November 2026, 09:05"
