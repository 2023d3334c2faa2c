"""Decided once: which drugs are of a class, what a name is, and where it acts."""

from __future__ import annotations

from datetime import date

import pytest

from intake.drugs import Entry, flag_entries, read_line


@pytest.mark.parametrize(
    "name",
    ["suxamethonium", "Anectine", "rocuronium", "vecuronium", "ozenoxacin", "Xepi", "rosoxacin"],
)
def test_what_is_of_no_class_of_the_article(name: str) -> None:
    assert (read_line(name).result, read_line(name).classes) == ("clear", ())


@pytest.mark.parametrize(
    ("name", "key"),
    [
        *(("Botox", "muscle_relaxant"), ("dantrolene", "muscle_relaxant")),
        *(("phentermine", "stimulant"), ("diethylpropion", "stimulant")),
        *(("fenproporex", "stimulant"), ("ephedrine", "stimulant")),
        ("fludrocortisone", "corticosteroid"),
    ],
)
def test_what_is_of_a_class(name: str, key: str) -> None:
    assert read_line(name).classes == (key,)


@pytest.mark.parametrize(
    ("name", "ingredient"),
    [
        *(("oxaliplatin", "oxaliplatin"), ("Champix", "varenicline"), ("megestrol", "megestrol")),
        *(("DHEA", "prasterone"), ("Nicorette", "nicotine"), ("Terramycin", "oxytetracycline")),
        *(("vitamina C", "vitamin C"), ("vitamine C", "vitamin C"), ("vitamina D", "vitamin D")),
        *(("vitamin D 1000 IU", "vitamin D"), ("vitamin D 20 µg", "vitamin D")),
        ("Z-Pak", "azithromycin"),
    ],
)
def test_a_name_is_its_own_ingredient(name: str, ingredient: str) -> None:
    assert [drug.ingredient for drug in read_line(name).drugs] == [ingredient]


def test_two_drugs_of_one_class_under_one_name_are_both_told() -> None:
    (drug,) = read_line("Gecort").drugs
    assert drug.classes == ("corticosteroid",)
    assert drug.ingredient == "deflazacort / methylprednisolone / mometasone"


@pytest.mark.parametrize(
    ("name", "route"),
    [
        *(("Metrogel", "skin"), ("Exocin", "eye"), ("Cetraxal", "ear"), ("Vigamox", "eye")),
        *(("Entocort", "swallowed"), ("Entocort enema", "rectal"), ("Depo-Medrone", "injected")),
    ],
)
def test_a_brand_of_one_route_tells_it(name: str, route: str) -> None:
    assert read_line(name).drugs[0].details.route == route


@pytest.mark.parametrize(
    "text",
    ["antibiotic eye drops", "antibiotic ear drops", "colirio antibiótico", "collyre antibiotique"],
)
def test_antibiotic_drops_are_asked_about(text: str) -> None:
    assert read_line(text).result == "ask"


def test_a_cream_is_not_told_to_suppress_immunity() -> None:
    cream, tablet = (
        flag_entries([Entry(text)], None, date(2026, 11, 28)).causes[0].article_words
        for text in ("hydrocortisone cream", "prednisolone 5 mg tablets")
    )
    assert "immune-suppressing" in tablet
    assert "immune-suppressing" not in cream
    assert "occasionally produce muscle twitching" in cream


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("Difmetre", {"stimulant", "antipsychotic"}),
        ("Tedral", {"stimulant", "anticonvulsant"}),
        ("Bronkaid", {"stimulant"}),
        ("Franol", {"stimulant"}),
    ],
)
def test_a_brand_of_several_drugs_is_of_each_class(text: str, classes: set[str]) -> None:
    assert set(read_line(text).classes) == classes
