"""Answers in, Summary out: the drugs."""

from __future__ import annotations

import json

import pytest

from intake.commands.demo_answers import maya, thomas
from tests.unit.summaries import (
    TODAY,
    page,
    summary,
    with_medicine,
)


def test_the_fictional_patient_is_flagged_in_order_of_nearness() -> None:
    drugs = summary(maya(TODAY)).drugs
    assert [(one.ingredient, one.rank) for one in drugs.flags] == [
        ("ciprofloxacin", 1),
        ("sertraline", 1),
        ("caffeine", 1),
    ]
    cipro = drugs.flags[0]
    assert cipro.typed == "cipro"
    assert cipro.timing.startswith("started 6 days before onset")
    assert "fluoroquinolones" in cipro.article_words
    assert {one.typed for one in drugs.others} == {"Combined pill", "Magnesium 300 mg"}
    assert drugs.checked == (
        "5 entries checked: 3 named by the article as a cause;"
        " 2 not named as a cause, which does not clear them."
    )


def test_what_is_known_elsewhere_is_neither_flagged_nor_ranked_nor_counted() -> None:
    made = with_medicine(med_name="Cymbalta 30 mg", med_start="2026-10-06")
    assert made.drugs.flags == ()
    assert made.drugs.checked.startswith("1 entry checked: 1 not named as a cause")
    (known,) = made.drugs.elsewhere
    assert (known.typed, known.ingredient) == ("Cymbalta 30 mg", "duloxetine")
    assert known.timing == "started 6 days before onset"
    assert [one.typed for one in made.drugs.others] == ["Cymbalta 30 mg"]
    kept = json.loads(made.attachment)["flags"]
    assert [one["ingredient"] for one in kept["elsewhere"]] == ["duloxetine"]
    assert kept["causes"] == []


def test_what_is_only_mentioned_is_known_elsewhere_too() -> None:
    (known,) = summary({"hpi.words": "It began when I was put on lithium."}).drugs.elsewhere
    assert (known.typed, known.timing) == ("lithium", "mentioned, not listed: ask")
    assert summary({"hpi.words": "I am allergic to lithium."}).drugs.elsewhere == ()


def test_a_list_without_a_named_drug_is_never_a_bare_none() -> None:
    drugs = summary(thomas(TODAY)).drugs
    assert drugs.flags == ()
    assert "2 not named as a cause, which does not clear them" in drugs.checked
    assert drugs.allergies == "none"


def test_nothing_listed_says_what_the_patient_said() -> None:
    drugs = summary({"med.took": "none"}).drugs
    assert drugs.checked.startswith("Nothing was listed, so nothing was checked (says took no")


def test_a_ticked_kind_without_a_matching_drug_is_a_question() -> None:
    drugs = summary({"med.class": ["antibiotic"], "med.took": "unnamed"}).drugs
    reasons = [one.reason for one in drugs.questions]
    assert "ticked “antibiotic”, but lists no fluoroquinolone or metronidazole" in reasons
    assert "takes medicines or supplements but cannot name them" in reasons


def test_a_ticked_kind_is_not_asked_for_while_own_words_mention_its_drug() -> None:
    kind = {"med.class": ["antibiotic"], "med.took": "list", "med": [{"med.name": "aspirin"}]}
    assert len(summary(kind).drugs.questions) == 1
    assert summary({**kind, "hpi.words": "I took flagyl in May."}).drugs.questions == ()
    assert len(summary({**kind, "hpi.words": "I never took flagyl."}).drugs.questions) == 1


@pytest.mark.parametrize(
    ("kind", "drug"),
    [
        ("mood", "venlafaxine"),
        ("antibiotic", "amoxicillin"),
        ("immune", "prednisolone"),
        ("focus", "atomoxetine"),
    ],
)
def test_a_drug_of_the_kind_explains_the_tick_listed_or_mentioned(kind: str, drug: str) -> None:
    ticked = {"med.class": [kind], "med.took": "list"}
    listed = {**ticked, "med": [{"med.name": drug}]}
    assert not [one for one in summary(listed).drugs.questions if "ticked" in one.reason]
    said = {**ticked, "med": [{"med.name": "aspirin"}], "hpi.words": f"I take {drug}."}
    assert not [one for one in summary(said).drugs.questions if "ticked" in one.reason]


@pytest.mark.parametrize("entry", ["allergic to amoxicillin", "never took cipro"])
def test_a_drug_that_is_not_taken_explains_no_tick(entry: str) -> None:
    ticked = {"med.class": ["antibiotic"], "med.took": "list", "med": [{"med.name": entry}]}
    reasons = [one.reason for one in summary(ticked).drugs.questions]
    assert reasons == ["ticked “antibiotic”, but lists no fluoroquinolone or metronidazole"]


def test_an_entry_none_is_no_other_medicine() -> None:
    entries = [{"med.name": name} for name in ("None", "nil", "n/a", "aspirin")]
    drugs = summary({"med.took": "list", "med": entries}).drugs
    assert [one.typed for one in drugs.others] == ["aspirin"]


def test_a_ticked_kind_with_its_drug_is_no_question() -> None:
    answers = {"med.class": ["antibiotic"], "med.took": "list", "med": [{"med.name": "flagyl"}]}
    assert summary(answers).drugs.questions == ()


def test_a_drug_in_free_text_is_mentioned_not_listed() -> None:
    drugs = summary({"hpi.words": "It began after prednisolone for my chest."}).drugs
    assert [(one.ingredient, one.listed, one.timing) for one in drugs.flags] == [
        ("prednisolone", False, "mentioned, not listed: ask")
    ]


def test_a_listed_drug_is_not_mentioned_again() -> None:
    answers = {"hpi.words": "Since the sertraline.", "med": [{"med.name": "Zoloft"}]}
    assert [one.listed for one in summary(answers).drugs.flags] == [True]


def test_a_kind_of_medicine_in_free_text_is_asked_about_once() -> None:
    answers = {"hpi.words": "After a course of antibiotics. No steroids, no antidepressants."}
    asked = [(one.typed, one.reason) for one in summary(answers).drugs.questions]
    assert asked == [
        ("course of antibiotics", "mentioned, not listed: fluoroquinolone or metronidazole?")
    ]


def test_a_kind_of_medicine_whose_drug_is_listed_is_not_asked_about() -> None:
    answers = {"hpi.words": "After a course of antibiotics.", "med": [{"med.name": "Cipro"}]}
    assert summary(answers).drugs.questions == ()


def test_a_mention_stands_in_rank_order_among_the_listed() -> None:
    later = {"name": "Zoloft", "start": "2026-11-01"}
    inhaled = {"name": "Flonase"}
    made = page(later, inhaled, hpi_words="It began after cipro.").drugs
    assert [(one.ingredient, one.rank) for one in made.flags] == [
        ("ciprofloxacin", 4),
        ("fluticasone", 4),
        ("sertraline", 5),
    ]


def test_each_mention_is_judged_by_itself() -> None:
    made = page(hpi_words="My mum takes prozac. I took prozac in May.").drugs
    assert [one.ingredient for one in made.flags] == ["fluoxetine"]


def test_a_list_entry_does_not_silence_other_words() -> None:
    made = page({"name": "never took cipro"}, hpi_words="It began after I took cipro.").drugs
    (flag,) = made.flags
    assert (flag.ingredient, flag.conflict) == ("ciprofloxacin", "the list says not taken")


def test_the_words_beside_a_listed_name_are_read() -> None:
    made = page({"name": "the blue one", "why": "for ADHD, it is Ritalin"}).drugs
    assert [one.ingredient for one in made.flags] == ["methylphenidate"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("mood", "venlafaxine"),
        ("antibiotic", "amoxicillin"),
        ("antibiotic", "Septrin"),
        ("calm", "zopiclone"),
        ("mind", "metoclopramide"),
        ("immune", "methotrexate"),
    ],
)
def test_a_ticked_kind_that_a_listed_drug_explains_is_not_asked(kind: str, name: str) -> None:
    assert page({"name": name}, med_class=[kind]).drugs.questions == ()


def test_an_entry_none_says_that_nothing_was_listed() -> None:
    made = page({"name": "none"}).drugs
    assert made.questions == ()
    assert "nothing was checked (the list says “none”)" in made.checked


def test_what_is_not_ticked_is_printed_also_when_one_is() -> None:
    made = summary({"life.drugs": ["cocaine"]})
    printed = next(one for one in made.life.facts if one.label == "Daily life")
    assert printed.text == "cocaine. Ticked none: amphetamines, other street drug"


def test_street_drugs_are_read_as_the_article_names_them() -> None:
    (flag,) = summary({"life.drugs": ["cocaine"]}).drugs.flags
    assert (flag.ingredient, flag.timing) == (
        "cocaine",
        "used at some time since 3 months before onset",
    )


def test_what_could_not_be_read_is_listed_and_asked() -> None:
    drugs = with_medicine(med_name="xqzzkv").drugs
    assert [one.typed for one in drugs.others] == ["xqzzkv"]
    assert [(one.typed, one.reason) for one in drugs.questions] == [("xqzzkv", "could not be read")]


@pytest.mark.parametrize(
    ("route", "printed"),
    [("inhaler", "inhaled"), ("skin", "skin"), ("drops", "eye, ear or nose")],
)
def test_the_route_is_printed_where_a_drug_acts_locally(route: str, printed: str) -> None:
    (flag,) = with_medicine(med_name="hydrocortisone", med_route=route).drugs.flags
    assert flag.timing.endswith(printed)


def test_a_swallowed_drug_comes_before_a_local_one() -> None:
    local = {"med.name": "dexamethasone", "med.route": "drops"}
    listed = [local, {"med.name": "prednisolone", "med.route": "mouth"}]
    flags = summary({"hpi.onset": "2026-10-12", "med": listed}).drugs.flags
    assert [one.ingredient for one in flags] == ["prednisolone", "dexamethasone"]
