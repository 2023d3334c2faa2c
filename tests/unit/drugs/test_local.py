"""A clinic's own names, and its country where a brand is one drug here and another there."""

from __future__ import annotations

from datetime import date

import pytest

from intake.drugs import (
    Entry,
    Local,
    LocalNamesError,
    flag_entries,
    local_names,
    mentions,
    read_line,
)

OWN = Local(
    names=local_names("name,ingredient\nKalmo,diazepam\nBlue Joy,Zoloft\n\nTenox,temazepam")
)
TODAY = date(2026, 11, 29)


def drugs(text: str, local: Local) -> list[tuple[str, str]]:
    return [(drug.ingredient, drug.status) for drug in read_line(text, local).drugs]


def test_a_local_name_is_its_ingredient_at_that_clinic_alone() -> None:
    assert drugs("stopped kalmo 5 mg in May", OWN) == [("diazepam", "stopped")]
    assert drugs("my mum takes Blue Joy", OWN) == [("sertraline", "other_person")]
    assert drugs("kalmo, Blue Joy", Local()) == []
    assert [drug.ingredient for drug in mentions("It began after kalmo.", OWN).drugs] == [
        "diazepam"
    ]


def test_a_local_name_settles_a_brand_of_several_drugs() -> None:
    assert drugs("Tenox 10", OWN) == [("temazepam", "current")]


@pytest.mark.parametrize(
    ("country", "ingredient", "abroad"),
    [
        ("IE", "temazepam", "amlodipine"),
        ("PL", "amlodipine", "temazepam"),
    ],
)
def test_the_country_settles_a_brand_and_the_doubt_is_told(
    country: str, ingredient: str, abroad: str
) -> None:
    entry = Entry("Tenox 10 mg", still="yes")
    flagging = flag_entries([entry], None, TODAY, Local(country))
    read = [*(one.drug for one in flagging.treatments), *(one.drug for one in flagging.others)]
    assert [drug.ingredient for drug in read] == [ingredient]
    (question,) = flagging.questions
    assert f"read as {ingredient}; in other countries {abroad}" in question.reason


@pytest.mark.parametrize("country", ["", "IN", "ZZ"])
def test_a_country_that_does_not_say_leaves_the_question(country: str) -> None:
    assert read_line("Tenox 10", Local(country)).result == "ask"


def test_a_brand_of_one_drug_is_read_everywhere() -> None:
    assert drugs("Zoloft", Local("IN")) == [("sertraline", "current")]


def test_each_wrong_line_says_what_to_do() -> None:
    text = "\n".join(
        (
            "Sertivo,sertraline",
            "Zoloft,paracetamol",
            "the,sertraline",
            "Kalmo,fooamine",
            "Kalmo",
            "Xy,sertraline",
            '"Kalmo,diazepam',
            "Sertivo,citalopram",
            "Kalmo," + "diazepam," * 3,
        )
    )
    with pytest.raises(LocalNamesError) as refused:
        local_names(text)
    assert refused.value.problems == [
        "Line 2: “Zoloft” is sertraline in the drug list already",
        "Line 3: “the” is an everyday word, which would be found in any text",
        "Line 4: “fooamine” is no ingredient of the drug list: see its pages",
        "Line 5: write a name, a comma and an ingredient",
        "Line 6: “Xy” is too short or too long for a name",
        "Line 7: write a name, a comma and an ingredient",
        "Line 8: “Sertivo” stands in an earlier line too: delete one",
        "Line 9: write a name, a comma and an ingredient",
    ]


@pytest.mark.parametrize(
    "name",
    ["500 mg", "2 tablets", "once a day", "never took", "allergic to", "no more", "my mum",
     "the blue one", "nunca", "zwei Tabletten"],
)  # fmt: skip
def test_what_is_written_beside_any_medicine_is_no_name(name: str) -> None:
    """It would take a denial away, and make a drug of every dose."""
    with pytest.raises(LocalNamesError) as refused:
        local_names(f"{name},diazepam")
    (problem,) = refused.value.problems
    assert f"“{name}” is" in problem
    assert "in any text" in problem or "beside any medicine" in problem


@pytest.mark.parametrize("name", ["Sertraline Kern", "Zoloft Mite", "Kalmo Cipro"])
def test_a_name_that_holds_another_drugs_name_is_refused(name: str) -> None:
    with pytest.raises(LocalNamesError, match="in the drug list already"):
        local_names(f"{name},diazepam")


@pytest.mark.parametrize(
    "line",
    ["Sertraline Kern,sertraline", "Kalmo Budesonide,budesonide + formoterol", "Xan 3,Xanax"],
)
def test_a_name_that_holds_its_own_drugs_name_is_taken(line: str) -> None:
    assert len(local_names(line)) == 1


def test_what_spreadsheets_add_is_left_out() -> None:
    text = "\ufeffName;Ingredient;\n;;\nKalmo;diazepam;;\n"
    assert [name for name, _ in local_names(text)] == ["kalmo"]
    later = "\n,\nname,ingredient\nKalmo,diazepam"
    assert [name for name, _ in local_names(later)] == ["kalmo"]
    comma_within = local_names("Kalmo, forte;diazepam")
    assert [name for name, _ in comma_within] == ["kalmoforte"]


def test_a_name_in_another_script_is_told_so() -> None:
    with pytest.raises(LocalNamesError, match="Line 1: write “فاليوم” in Latin letters"):
        local_names("فاليوم,diazepam")


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_any_spreadsheets_csv_is_read(sign: str) -> None:
    own = Local(names=local_names(f"Kalmo{sign}diazepam"))
    assert drugs("kalmo", own) == [("diazepam", "current")]


def test_nothing_is_no_name() -> None:
    assert local_names("") == local_names("name,ingredient\n\n") == ()


@pytest.mark.parametrize("slip", ["kallmo 5 mg", "kalm", "kalmo0", "klamo"])
def test_a_local_name_is_read_or_asked_about_with_one_slip_as_a_listed_one_is(slip: str) -> None:
    reading = read_line(slip, OWN)
    read = [drug.ingredient for drug in reading.drugs]
    assert "diazepam" in [*read, *(one.ingredient for one in reading.candidates)]
    assert "diazepam" not in [drug.ingredient for drug in read_line(slip, Local()).drugs]


def test_a_slip_of_a_local_name_is_told_as_probable_and_two_slips_are_not_read() -> None:
    own = Local(names=local_names("Kalmodorm,diazepam"))
    (drug,) = read_line("kalmodrom 5 mg at night", own).drugs
    assert (drug.ingredient, drug.how, drug.status) == ("diazepam", "probable", "current")
    assert read_line("kalmadrom", own).drugs == ()


def test_a_listed_name_as_near_as_a_local_one_is_asked_about() -> None:
    own = Local(names=local_names("Zollofft,diazepam"))
    reading = read_line("zolloft", own)
    assert {one.ingredient for one in reading.candidates} == {"sertraline", "diazepam"}
