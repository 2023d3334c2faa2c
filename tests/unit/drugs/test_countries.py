"""The same name in several countries, and what shops call their own brands."""

from __future__ import annotations

import pytest

from intake.drugs import read_line

SEVERAL = [
    ("Tenox", {"temazepam", "amlodipine"}),  # Ireland, Poland
    ("Metatop 1 mg", {"lormetazepam", "mometasone"}),  # Belgium, India
    ("Diclon", {"clonazepam", "diclofenac"}),  # India, Denmark
    ("Ketrel", {"quetiapine", "tretinoin"}),  # Poland, France
    ("anti-itch cream", {"hydrocortisone", "diphenhydramine"}),
]
SHOPS = [
    ("Headache Relief", "stimulant"),
    ("Equate stay awake", "stimulant"),
    ("Walgreens nasal allergy", "corticosteroid"),
    ("allergy relief nasal spray", "corticosteroid"),
]
OTHERS = [
    "ibuprofen for headache relief",
    "cetirizine for nasal allergy",
    "stool softener plus stimulant laxative",
    "appetite stimulant",
    "acetaminophen extra strength",
    "peginterferon beta-1a",
    "Midol PM",
]


@pytest.mark.parametrize(("text", "meanings"), SEVERAL)
def test_a_name_of_several_drugs_is_asked_about(text: str, meanings: set[str]) -> None:
    reading = read_line(text)
    assert reading.result == "ask"
    assert {one.ingredient for one in reading.candidates} == meanings


@pytest.mark.parametrize(("text", "key"), SHOPS)
def test_a_shops_own_brand_is_read_by_what_it_is_called(text: str, key: str) -> None:
    assert read_line(text).classes == (key,)


@pytest.mark.parametrize("text", OTHERS)
def test_a_use_or_another_drug_of_the_family_flags_nothing(text: str) -> None:
    reading = read_line(text)
    assert reading.result == "clear"
    assert not reading.classes
