"""Dates and numbers as people say them."""

from __future__ import annotations

from datetime import date

import pytest

from intake.forms import medicine_list, said_date, said_number

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2019", "2019"),
        ("~2019", "2019"),
        ("about 2 years ago", "2024"),
        ("two years ago", "2024"),
        ("a year ago", "2025"),
        ("hace unos 2 años", "2024"),
        ("last year", "2025"),
        ("last summer", "2026"),
        ("Summer 2024", "2024"),
        ("3 months ago", "2026-08"),
        ("2 weeks", "2026-11"),
        ("10 days ago", "2026-11-19"),
        ("yesterday", "2026-11-28"),
        ("octubre", "2026-10"),
        ("Octubre de 2023", "2023-10"),
        ("December", "2025-12"),
        ("since March 2024", "2024-03"),
        ("Sept. 2024", "2024-09"),
        ("03/2024", "2024-03"),
        ("27/3/1985", "1985-03-27"),
        ("3/27/1985", "1985-03-27"),
        ("27 3 1985", "1985-03-27"),
        ("27. March 1985", "1985-03-27"),
        ("March 27th, 1985", "1985-03-27"),
        ("1985-03-27", "1985-03-27"),
        ("1985\u200b-03-27", "1985-03-27"),
        ("I don’t know", "unknown"),
        ("el verano pasado", "2026"),
        ("el verano del año pasado", "2025"),
        ("hace cinco meses", "2026-06"),
        ("hace un año y medio", "2025"),
        ("el mes pasado", "2026-10"),
        ("27 de marzo de 1985", "1985-03-27"),
        ("en setiembre de 2024", "2024-09"),
        ("no lo sé", "unknown"),
    ],
)
def test_a_date_is_read_as_it_was_said_and_never_more_exactly(said: str, read: str) -> None:
    assert said_date.read(said, TODAY) == read


@pytest.mark.parametrize("said", ["soon", "31", "30 2 2024", "13/2024", "99999", "x" * 4000])
def test_what_is_no_date_is_not_guessed(said: str) -> None:
    with pytest.raises(ValueError):
        said_date.read(said, TODAY)


def test_a_day_that_may_be_a_month_is_asked_about() -> None:
    with pytest.raises(ValueError, match="month as a word"):
        said_date.read("3/4/2024", TODAY)
    assert said_date.read("4/4/2024", TODAY) == "2024-04-04"


@pytest.mark.parametrize(
    ("said", "number"),
    [
        *(("5", 5), ("6,5", 6.5), ("7h", 7), ("7 hours", 7), ("7h30", 7.5), ("half", 0.5)),
        *(("2-3", 2.5), ("2 to 3 cups", 2.5), ("about 5", 5), ("6½", 6.5), ("none", 0)),
        *(
            ("unas 3 tazas", 3),
            ("siete horas", 7),
            ("2 o 3", 2.5),
            ("ninguna", 0),
            ("6,5 horas", 6.5),
        ),
        *(("two", 2), ("27.", 27), ("\u20074", 4), ("-5", -5)),
    ],
)
def test_a_number_is_read_as_it_was_said(said: str, number: float) -> None:
    assert said_number.read(said) == number


@pytest.mark.parametrize("said", ["many", "1e5", "", "3 4 5 x"])
def test_what_is_no_number_is_not_guessed(said: str) -> None:
    with pytest.raises(ValueError):
        said_number.read(said)


@pytest.mark.parametrize(
    ("list_", "read"),
    [
        ("Sertralina 50 mg una vez al día", [("Sertralina", "50 mg una vez al día")]),
        ("sertralina y magnesio", [("sertralina", ""), ("magnesio", "")]),
        ("vitamin E and zinc", [("vitamin E", ""), ("zinc", "")]),
        ("Paracetamol cada 8 horas", [("Paracetamol", "cada 8 horas")]),
    ],
)
def test_a_list_of_medicines_is_read_in_spanish_too(
    list_: str, read: list[tuple[str, str]]
) -> None:
    assert medicine_list.read(list_) == read
