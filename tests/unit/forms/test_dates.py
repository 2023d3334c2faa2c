"""Dates as patients type them."""

from __future__ import annotations

import pytest

from intake.forms.dates import DateError, part_date


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        ("", "", "2026", "2026"),
        ("", "8", "2026", "2026-08"),
        ("3", "08", "2026", "2026-08-03"),
        ("3rd", "Aug", "2026", "2026-08-03"),
        ("21st", "sept.", "2026", "2026-09-21"),
        ("2nd", "MARCH", "2026", "2026-03-02"),
        ("29", "2", "2024", "2024-02-29"),
        ("27.", "3.", "1985.", "1985-03-27"),
        ("２７", "\u200b3", "１９８５", "1985-03-27"),
        ("27", "marzo", "1985", "1985-03-27"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(
    day: str, month: str, year: str, expected: str
) -> None:
    assert part_date({"day": day, "month": month, "year": year}) == expected


@pytest.mark.parametrize(
    ("day", "month", "year", "part", "words"),
    [
        ("", "8", "", "year", "Enter the year"),
        ("", "8", "26", "year", "4 numbers"),
        ("", "8", "last", "year", "4 numbers"),
        ("3", "", "2026", "month", "leave the day empty"),
        ("", "13", "2026", "month", "from 1 to 12"),
        ("", "ma", "2026", "month", "from 1 to 12"),
        ("29", "2", "2025", "day", "from 1 to 28 for February 2025"),
        ("0", "2", "2025", "day", "from 1 to 28"),
        ("x", "2", "2025", "day", "from 1 to 28"),
        ("9" * 50, "2", "2025", "day", "from 1 to 28"),
    ],
)
def test_what_is_wrong_with_a_date_is_said_of_the_right_part(
    day: str, month: str, year: str, part: str, words: str
) -> None:
    with pytest.raises(DateError, match=words) as caught:
        part_date({"day": day, "month": month, "year": year})
    assert caught.value.part == part
