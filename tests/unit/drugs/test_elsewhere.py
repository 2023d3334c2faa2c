"""What another source knows of drugs that the article does not name: apart, and no flag."""

from __future__ import annotations

import re
from datetime import date

import pytest

from intake.drugs import Entry, elsewhere, explain, flag_entries, read_line
from intake.drugs.tables.elsewhere import COLUMNS
from intake.drugs.tables.files import records
from intake.drugs.tables.known_names import tables
from intake.drugs.tables.rows import rows, table_files
from intake.partial_date import PartialDate

TODAY = date(2026, 11, 22)
ONSET = PartialDate.parse("2026-10-12")


@pytest.mark.parametrize(
    ("text", "ingredient", "known_for"),
    [
        ("Effexor XR 75 mg", "venlafaxine", "tremor"),
        ("Cymbalta", "duloxetine", "tremor"),
        ("Priadel", "lithium", "fasciculation"),
        ("Ventolin 2 puffs", "salbutamol", "tremor"),
        ("thyroxine 100 mcg", "levothyroxine", "tremor"),
        ("furosemide 40 mg", "furosemide", "muscle spasm"),
        ("simvastatin 40", "simvastatin", "cramp"),
        ("atorvastatin 20", "atorvastatin", "cramp"),
        ("omeprazole", "omeprazole", "tetany"),
        ("Prograf", "tacrolimus", "tremor"),
        ("Mestinon", "pyridostigmine", "fasciculation"),
        ("donepezil", "donepezil", "cramp"),
        ("metoclopramide", "metoclopramide", "dystonia"),
        ("Sinemet", "levodopa", "muscle twitching"),
    ],
)
def test_a_drug_the_article_does_not_name_tells_what_another_source_does(
    text: str, ingredient: str, known_for: str
) -> None:
    reading = read_line(text)
    assert (reading.result, reading.classes) == ("clear", ())
    (fact,) = reading.elsewhere
    assert fact.ingredient == ingredient
    assert known_for in fact.known_for
    assert fact.source in "\n".join(explain(text))
    assert reading.to_json()["elsewhere"] == [
        {"ingredient": ingredient, "known_for": fact.known_for, "source": fact.source}
    ]


def test_a_statin_is_known_for_cramp_and_for_nothing_else() -> None:
    statins = {key: fact.known_for for key, fact in elsewhere().items() if key.endswith("statin")}
    assert statins
    for known_for in statins.values():
        assert known_for == "muscle cramp"


@pytest.mark.parametrize(
    "text", ["allergic to lithium", "my mum takes venlafaxine", "Zoloft", "paracetamol", "Protopic"]
)
def test_what_is_not_taken_or_not_known_for_anything_tells_nothing(text: str) -> None:
    assert read_line(text).elsewhere == ()


def test_an_answered_route_counts() -> None:
    cream = flag_entries([Entry("tacrolimus", route="skin")], ONSET, TODAY)
    tablet = flag_entries([Entry("tacrolimus")], ONSET, TODAY)
    assert (len(cream.elsewhere), len(tablet.elsewhere)) == (0, 1)


def test_it_has_the_timing_of_any_drug_and_no_rank_or_flag() -> None:
    entries = [
        Entry("coffee"),
        Entry("venlafaxine", start=PartialDate.parse("2026-10-06")),
        Entry("venlafaxine", start=PartialDate.parse("2026-10-06"), order="after"),
    ]
    flagging = flag_entries(entries, ONSET, TODAY)
    assert [flag.typed for flag in flagging.causes] == ["coffee"]
    assert [one.place for one in flagging.elsewhere] == [1, 2]
    assert flagging.elsewhere[0].timing == "started 6 days before onset"
    assert "the patient answered after" in flagging.elsewhere[1].conflict
    assert [one.place for one in flagging.others] == [1, 2]


def test_the_part_of_a_named_combination_that_is_not_named_is_told_apart() -> None:
    reading = read_line("Seretide")
    assert reading.result == "flagged"
    assert [fact.ingredient for fact in reading.elsewhere] == ["salmeterol"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Zestoretic 20 mg", {"hydrochlorothiazide"}),
        ("losartan HCTZ 50/12.5", {"hydrochlorothiazide"}),
        ("Coversyl Plus", {"indapamide"}),
        ("co-tenidone", {"chlortalidone"}),
        ("Ramipril comp", {"hydrochlorothiazide"}),
        ("Triapin", set()),
        ("Cokenzen", {"hydrochlorothiazide"}),
        ("Frusene", {"furosemide", "triamterene"}),
        ("Cholib", {"simvastatin"}),
        ("Caduet", {"atorvastatin"}),
        ("co-amilofruse", {"amiloride", "furosemide"}),
        ("Triam-Co", {"triamterene", "hydrochlorothiazide"}),
        ("Combivent", {"salbutamol"}),
        ("Bevespi", {"formoterol"}),
        ("Airsupra", {"salbutamol"}),
        ("Pan-D", {"pantoprazole", "domperidone"}),
        ("Paramax", {"metoclopramide"}),
        ("Novothyral", {"levothyroxine", "liothyronine"}),
        ("levothyroxine sodium 50", {"levothyroxine"}),
        ("Vyalev", {"foslevodopa"}),
    ],
)
def test_a_combination_tells_each_of_its_parts(text: str, parts: set[str]) -> None:
    assert {fact.ingredient for fact in read_line(text).elsewhere} == parts


def test_no_row_leaves_out_the_diuretic_that_its_names_tell() -> None:
    told = re.compile(r"\bHCTZ?\b", re.IGNORECASE)
    for path in table_files():
        for ingredient, _, _, _, names, *_ in rows(path):
            assert not told.search(names) or "hydrochlorothiazide" in ingredient, names


def test_every_row_has_a_known_ingredient_of_no_class_a_source_that_was_read_and_a_day() -> None:
    known = tables().ingredients
    parts = {part for name in known for part in name.split(" + ")}
    for ingredients, known_for, _, source, seen, day in records("elsewhere.csv", COLUMNS):
        assert known_for and source and seen and date.fromisoformat(day)
        for ingredient in ingredients.split("; "):
            assert ingredient in parts
            assert ingredient not in known or not known[ingredient].classes
