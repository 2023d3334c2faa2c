"""Dates as people say them, as the range of days they can mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.forms.said_dates import Occasion, read
from intake.partial_date import PartialDate
from tests import noise_words

TODAY, BORN = date(2026, 11, 29), date(1985, 3, 27)
HERE = Occasion(TODAY, "GB", BORN)
US = Occasion(TODAY, "US", BORN)
UNREAD, CANNOT_SAY = "-", "?"


def table(language: str) -> list[tuple[str, str]]:
    """What is typed and what it can mean, from the file of that language."""
    text = Path(__file__).with_name(f"said_dates_{language}.txt").read_text(encoding="utf-8")
    rows = (line.partition(" | ") for line in text.splitlines() if not line.startswith("#"))
    return [(typed.strip(), meant.strip()) for typed, _, meant in rows]


def meant(typed: str, occasion: Occasion = HERE) -> str:
    """The dates that were read, without the words that are kept."""
    found = read(typed, occasion).value.partition(" ")[0]
    return {"": UNREAD, "unknown": CANNOT_SAY}.get(found, found)


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_line_of_the_table_is_read_as_the_days_it_can_mean(language: str) -> None:
    rows = table(language)
    assert len(rows) > 80
    assert [(typed, meant(typed)) for typed, _ in rows] == rows


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("Last  summer ", "2026-06/2026-08 Last summer"),
        ("octubre", "2026-10 octubre"),
        ("2024", "2024"),
        ("Octubre de 2023", "2023-10"),
        ("27/3/1985", "1985-03-27"),
    ],
)
def test_what_was_worked_out_is_kept_as_typed(typed: str, value: str) -> None:
    assert read(typed, HERE).value == value


@pytest.mark.parametrize(
    "typed",
    [
        *("２７/３/１９８５", "27\u200b/3/\u200e1985", "27/3/1985.", "27 / 3 / 1985", "27.3.1985"),
        *("\ufeff27\u00a0March\u20071985", "27‐March‐1985", "27th of March, 1985", "27 MAR 1985"),
    ],
)
def test_hidden_and_full_width_characters_do_not_matter(typed: str) -> None:
    assert meant(typed) == "1985-03-27"


@pytest.mark.parametrize(
    ("typed", "at_home", "in_the_us"),
    [
        ("3/27/1985", "1985-03-27", "1985-03-27"),
        ("27/3/1985", "1985-03-27", "1985-03-27"),
        ("03/04/2024", UNREAD, "2024-03-04"),
        ("4/4/2024", "2024-04-04", "2024-04-04"),
        ("31/31/2024", UNREAD, UNREAD),
        ("3/27/85", "1985-03-27", "1985-03-27"),
        ("3/4/10", UNREAD, "2010-03-04"),
        ("03041985", UNREAD, "1985-03-04"),
        ("030485", UNREAD, "1985-03-04"),
        ("010203", UNREAD, UNREAD),
        ("3/4", UNREAD, UNREAD),
    ],
)
def test_the_country_decides_which_number_is_the_month(
    typed: str, at_home: str, in_the_us: str
) -> None:
    assert (meant(typed), meant(typed, US)) == (at_home, in_the_us)


def test_what_the_country_decided_keeps_its_numbers_and_elsewhere_the_word_is_asked_for() -> None:
    assert read("03/04/2024", US).value == "2024-03-04 03/04/2024"
    assert read("3/27/2024", US).value == "2024-03-27"
    assert "month as a word" in read("03/04/2024", HERE).problem


def test_two_digits_are_a_year_that_was_and_are_shown_back() -> None:
    assert read("27/3/25", HERE).value == "2025-03-27 27/3/25"
    assert read("27 Mar 85", HERE).value == "1985-03-27 27 Mar 85"
    assert "4 numbers" in read("27/3/30", HERE).problem


@pytest.mark.parametrize(
    ("typed", "south"),
    [
        ("last summer", "2025-12/2026-02"),
        ("el invierno pasado", "2026-06/2026-08"),
        ("spring 2023", "2023-09/2023-11"),
        ("summer 2023", "2023-01/2024-02"),
        ("around Christmas", "2025-12-18/2026-01-06"),
    ],
)
def test_seasons_are_those_of_the_clinics_country(typed: str, south: str) -> None:
    for country in ("AU", "NZ", "ZA", "AR"):
        assert meant(typed, Occasion(TODAY, country)) == south


def test_an_age_needs_the_date_of_birth() -> None:
    assert meant("when I was 15", Occasion(TODAY)) == UNREAD
    leap = Occasion(TODAY, born=date(2004, 2, 29))
    assert meant("at 17", leap) == "2021-03/2022-02"


@pytest.mark.parametrize(
    "typed",
    ["before 2010", "after March 2024", "not 2019", "until 2020", "2019 and 5 days", "0", "99999"],
)
def test_a_word_that_is_not_known_leaves_the_whole_unread(typed: str) -> None:
    assert meant(typed) == UNREAD


PARTS = [one for row in (*table("en"), *table("es")) for one in row[0].split()]
TYPED = st.one_of(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map(" ".join),
    st.text(max_size=30) | st.sampled_from(noise_words.NAUGHTY),
    st.from_regex(r"[0-9]{1,4}[ ./-][0-9a-z]{1,4}[ ./-][0-9]{1,5}"),
)


@given(
    typed=TYPED,
    today=st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    born=st.none() | st.dates(date(1900, 1, 1), date(2090, 12, 31)),
    country=st.sampled_from(["", "GB", "US", "AU", "ES"]),
)
def test_whatever_is_typed_nothing_is_raised_and_the_days_are_in_order(
    typed: str, today: date, born: date | None, country: str
) -> None:
    found = read(typed, Occasion(today, country, born)).value
    known = PartialDate.parse(found)
    if known is None:
        return
    assert known.text == found
    assert known.earliest <= known.latest
    if known.earliest <= today:
        assert known.until(today).latest <= today
    if known.said and known.earliest <= today:  # worked out: it ends by today as it is kept
        assert known.latest <= today
