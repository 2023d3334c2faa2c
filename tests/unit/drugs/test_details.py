"""Strength, frequency and route belong to the drug they are written for."""

from __future__ import annotations

import pytest

from intake.drugs import read_line

SERTRALINE, GABAPENTIN = "sertraline", "gabapentin"
OF_WHOM = [
    ("sertraline 50mg, gabapentin", {SERTRALINE: "50mg", GABAPENTIN: ""}),
    ("sertraline, gabapentin 300mg", {SERTRALINE: "", GABAPENTIN: "300mg"}),
    ("sertraline 50mg gabapentin 300mg", {SERTRALINE: "50mg", GABAPENTIN: "300mg"}),
    ("50mg sertraline 300mg gabapentin", {SERTRALINE: "50mg", GABAPENTIN: "300mg"}),
    ("50mg sertraline, 300mg gabapentin", {SERTRALINE: "50mg", GABAPENTIN: "300mg"}),
    ("50mg sertraline,300mg gabapentin", {SERTRALINE: "50mg", GABAPENTIN: "300mg"}),
    ("sertraline 50mg and 300mg gabapentin", {SERTRALINE: "50mg", GABAPENTIN: "300mg"}),
    (
        "sertraline - now 100 mg, was 50 mg; gabapentin",
        {SERTRALINE: "100 mg, 50 mg", GABAPENTIN: ""},
    ),
    ("sertraline 2,5 mg; gabapentin", {SERTRALINE: "2,5 mg", GABAPENTIN: ""}),
    ("sertraline\n50 mg\ngabapentin", {SERTRALINE: "50 mg", GABAPENTIN: ""}),
    ("25 mg, sertraline", {SERTRALINE: "25 mg"}),
]


@pytest.mark.parametrize(("text", "strengths"), OF_WHOM)
def test_a_strength_belongs_to_one_drug(text: str, strengths: dict[str, str]) -> None:
    found = {drug.ingredient: drug.details.strength for drug in read_line(text).drugs}
    assert found == strengths


def test_frequency_and_route_stay_with_their_drug() -> None:
    eye, tablet, other = read_line(
        "dexamethasone eye drops twice a day, sertraline tablets at night, gabapentin"
    ).drugs
    assert (eye.details.route, eye.details.frequency) == ("eye", "twice a day")
    assert (tablet.details.route, tablet.details.frequency) == ("swallowed", "at night")
    assert (other.details.route, other.details.frequency) == ("", "")


def test_a_suffix_leaves_the_details_to_its_name() -> None:
    drug, other = read_line("Alzain-NT 75 mg at night, sertraline").drugs
    assert (drug.details.strength, drug.details.frequency) == ("75 mg", "at night")
    assert other.details.strength == ""


def test_a_strength_far_off_belongs_to_nobody() -> None:
    text = (
        "sertraline, and then for breakfast " + "toast and marmalade " * 8 + "with 200 ml of milk"
    )
    assert read_line(text).drugs[0].details.strength == ""


@pytest.mark.parametrize("often", ["1-0-1", "0-0-1", "1-1-1-1", "HS", "SOS", "bd", "q8h"])
def test_the_short_hands_of_prescriptions_are_kept(often: str) -> None:
    assert read_line(f"sertraline 50 mg {often}").drugs[0].details.frequency == often
