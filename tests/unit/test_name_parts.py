"""Names and references as they are searched, and days as they are typed."""

from __future__ import annotations

from datetime import date

import pytest

from intake.name_parts import parts, reference_skeleton, searched
from intake.typed_date import find, in_order, readings


def finds(typed: str, name: str) -> bool:
    """Whether what was typed finds a visit of this name."""
    return all(one & parts(name) for one in searched(typed))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("nwosu", "Harold Nwosu"),
        ("HAROLD nwosu", "Harold Nwosu"),
        ("Nwosu, Harold", "Harold Nwosu"),
        ("O'Brien", "Siobhán OBrien"),
        ("Obrien", "Siobhán O’Brien"),
        ("O Brien", "Siobhán O'Brien"),
        ("brien siobhan", "Siobhán O'Brien"),
        ("Mueller", "Jürgen Müller"),
        ("Müller", "Jurgen Mueller"),
        ("muller", "Jürgen Müller"),
        ("Juergen", "Jürgen Müller"),
        ("Mensah-Baptiste", "Kofi Mensah Baptiste"),
        ("baptiste", "Kofi Mensah-Baptiste"),
        ("mensahbaptiste", "Kofi Mensah‑Baptiste"),
        ("Wisniewski", "Tomasz Wiśniewski"),
        ("Lukasz", "Łukasz Zieliński"),
        ("Soren", "Søren Aabye"),
        ("Soeren", "Søren Aabye"),
        ("strasse", "Anna Straße"),
        ("istanbul", "İstanbul Kaya"),
        ("ＡＮＡ", "Ana Example"),
        ("王小明", "王小明"),
        ("J Smith", "John Smith"),
        ("de la cruz", "Guadalupe Fernández de la Cruz"),
    ],
)
def test_a_name_is_found_however_it_is_written(typed: str, name: str) -> None:
    assert finds(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("nwos", "Harold Nwosu"), ("harold smith", "Harold Nwosu"), ("ana", "Anand Rao")],
)
def test_a_part_of_a_name_is_found_whole_only(typed: str, name: str) -> None:
    assert not finds(typed, name)


@pytest.mark.parametrize("typed", ["", "  ", "-", "'", ",;()", "\u202e", "🙂"])
def test_what_holds_no_letter_searches_nothing(typed: str) -> None:
    assert searched(typed) == []


@pytest.mark.parametrize(
    "typed", ["7kq4-2mxp", "7KQ42MXP", "7KQ4 2MXP", "7K04-2MXP", "7KO4-ZMXP", "7kd4–2mxp"]
)
def test_a_reference_is_one_however_it_was_copied(typed: str) -> None:
    assert reference_skeleton(typed) == reference_skeleton("7KQ4-2MXP") != ""


@pytest.mark.parametrize("typed", ["7KQ4-2MX", "7KQ4-2MXPP", "", "ÄKQ4-2MXP"])
def test_what_is_no_reference(typed: str) -> None:
    assert reference_skeleton(typed) == ""


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("1965-02-09", [date(1965, 2, 9)]),
        ("9 Feb 1965", [date(1965, 2, 9)]),
        ("9th february 1965", [date(1965, 2, 9)]),
        ("Feb 9, 1965", [date(1965, 2, 9)]),
        ("13/2/1965", [date(1965, 2, 13)]),
        ("2/13/1965", [date(1965, 2, 13)]),
        ("9.2.1965", [date(1965, 2, 9), date(1965, 9, 2)]),
        ("5/5/1965", [date(1965, 5, 5)]),
        ("31/2/1965", []),
        ("9/2/65", []),
        ("9/2-1965", []),
        ("Harold", []),
        ("٩/٢/١٩٦٥", []),
    ],
)
def test_a_day_is_read_in_every_way_it_can_be(typed: str, days: list[date]) -> None:
    assert readings(typed) == days


def test_days_are_found_among_words() -> None:
    found = list(find("Nwosu 9 Feb 1965 x1965-02-09 12/13/2001"))
    assert found == [("12/13/2001", [date(2001, 12, 13)]), ("9 Feb 1965", [date(1965, 2, 9)])]


def test_numbers_are_read_in_the_order_that_is_told() -> None:
    assert in_order("9/2/1965", "day") == date(1965, 2, 9)
    assert in_order("9/2/1965", "month") == date(1965, 9, 2)
    assert in_order("31/12/1965", "month") is None
    assert in_order("31 Dec 1965", "month") == date(1965, 12, 31)
