"""Letters beside a brand that name a second drug."""

from __future__ import annotations

import csv

import pytest

from intake.drugs import read_line
from intake.drugs.tables.files import DATA
from intake.drugs.tables.known_names import tables

ASKED = [
    ("pregabalin NT 75", "nortriptyline"),
    ("Alzain-NT", "nortriptyline"),
    ("Ciproxin MZ 500mg", "metronidazole"),
    ("Ciproxin D", "dexamethasone"),
    ("Xanax-E", "escitalopram"),
    ("Lustral Plus", "clonazepam"),
    ("Losec L", "levosulpiride"),
]
NOT_ASKED = [
    "Xanax e Prozac",  # Italian and Portuguese: "and"
    "ciprofloxacin d",
    "Losec 20 l",
    "Vitamin D",
    "paracetamol NT",
    "Xanax, E",
    "ibuprofen extra strength",
    "Xanax E Prozac",
    "Xanax F.C. tablets",
]


@pytest.mark.parametrize(("text", "ingredient"), ASKED)
def test_a_suffix_that_may_name_a_second_drug_is_asked_about(text: str, ingredient: str) -> None:
    reading = read_line(text)
    assert [one.ingredient for one in reading.candidates] == [ingredient]
    assert len(reading.drugs) == 1
    assert not reading.unread


@pytest.mark.parametrize("text", NOT_ASKED)
def test_other_letters_beside_a_name_ask_nothing(text: str) -> None:
    assert not read_line(text).candidates


def test_a_brand_listed_with_its_suffix_is_read_whole() -> None:
    reading = read_line("Maxgalin NT")
    assert set(reading.classes) == {"anticonvulsant", "tca"}
    assert not reading.candidates


def test_every_suffix_adds_a_known_ingredient() -> None:
    with (DATA / "suffixes.csv").open(encoding="utf-8", newline="") as file:
        added = {row["ingredient"] for row in csv.DictReader(file)}
    assert added <= set(tables().ingredients)
