from datetime import date

import pytest

from intake.partial_date import PartialDate
from intake.wording import age, ago


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "shown"),
    [
        ("2026-10-12", date(2026, 10, 12), date(2026, 10, 12), "12 Oct 2026"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "Feb 2024"),
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "2023"),
    ],
)
def test_a_part_date_is_the_range_it_can_mean(
    text: str, earliest: date, latest: date, shown: str
) -> None:
    assert PartialDate.parse(text) == PartialDate(earliest, latest)
    assert str(PartialDate.parse(text)) == shown


@pytest.mark.parametrize("text", ["unknown", "", None])
def test_an_unknown_date_is_none(text: str | None) -> None:
    assert PartialDate.parse(text) is None


@pytest.mark.parametrize("text", ["2023-02-30", "2023-13", "23", "yesterday", "0000", "2023-00"])
def test_no_date_is_invented(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("then", "words"),
    [
        ("2026-11-22", "today"),
        ("2026-11-21", "1 day ago"),
        ("2026-10-12", "6 weeks ago"),
        ("2026-10", "3 to 7 weeks ago"),
        ("2026-06", "5 to 6 months ago"),
        ("2020", "6 to 7 years ago"),
        ("2027", ""),
    ],
)
def test_how_long_ago_keeps_the_range(then: str, words: str) -> None:
    onset = PartialDate.parse(then)
    assert onset
    assert ago(onset, date(2026, 11, 22)) == words


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(1998, 3, 14), "28 y"),
        (date(1998, 11, 22), "28 y"),
        (date(1998, 11, 23), "27 y"),
        (date(2025, 9, 23), "13 months"),
        (date(2030, 1, 1), ""),
    ],
)
def test_age_in_completed_years(born: date, words: str) -> None:
    assert age(born, date(2026, 11, 22)) == words
