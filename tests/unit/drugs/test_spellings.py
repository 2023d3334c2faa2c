"""One drug under many spellings: makers' names, suffixes, other languages, rare brands."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest

from intake.drugs import read_line, suggest
from intake.drugs.matching.decide import decide
from intake.drugs.suggest import _beginning, _shown
from intake.drugs.tables.known_names import tables
from intake.drugs.tables.rows import rows
from intake.drugs.text.normalise import normalise

MADE_BY = (
    "Sertralin-ratiopharm 50 mg | sertraline",
    "Apo-Sertraline | sertraline",
    "Quétiapine Biogaran LP 300 mg | quetiapine",
    "PMS-Citalopram | citalopram",
    "Topiramate Generis | topiramate",
    "NTP-Gabapentin | gabapentin",
    "Metformin Xyzpharm retard | metformin",
    "Omeprazol Vinci | omeprazole",
    "zoloft odt | sertraline",
    "Lamictal mite | lamotrigine",
    "Prozac hydrochloride caplets | fluoxetine",
)
SPELT = (
    "fluoksetyna fluoxetine",
    "karbamazepina carbamazepine",
    "metilprednisolona methylprednisolone",
    "fenytoin phenytoin",
    "gabapentyna gabapentin",
    "kvetiapin quetiapine",
    "kwetiapina quetiapine",
    "cyprofloksacyna ciprofloxacin",
    "lewetyracetam levetiracetam",
    "amoksycylina amoxicillin",
)


@pytest.mark.parametrize("line", MADE_BY)
def test_a_maker_or_a_suffix_beside_a_name_changes_nothing(line: str) -> None:
    written, ingredient = line.split(" | ")
    drugs = read_line(written).drugs
    assert [(drug.ingredient, drug.how) for drug in drugs] == [(ingredient, "exact")]


@pytest.mark.parametrize("pair", SPELT)
def test_a_local_spelling_by_rule_is_the_ingredient_itself(pair: str) -> None:
    written, ingredient = pair.split()
    drugs = read_line(written).drugs
    assert [(drug.ingredient, drug.how) for drug in drugs] == [(ingredient, "exact")]


def test_two_misspelt_drugs_may_stand_side_by_side() -> None:
    assert read_line("prozac xannax").classes == ("ssri", "benzodiazepine")


@pytest.mark.parametrize(
    "name", ["quinoline", "methylene blue", "Azor", "Triatec", "liquid ecstasy"]
)
def test_what_only_looks_or_sounds_like_a_class_is_not_flagged_for_it(name: str) -> None:
    assert read_line(name).classes == ()


@pytest.mark.parametrize("name", ["Betacap", "Zoxan", "Alprin"])
def test_a_name_that_differs_by_country_is_asked_about(name: str) -> None:
    reading = read_line(name)
    assert reading.result == "ask"
    assert len(reading.candidates) == 2


@pytest.mark.parametrize("word", ["yvanse", "zoloff", "celeka", "lubrax", "lamital"])
def test_one_slip_in_a_common_name_is_never_passed_over(word: str) -> None:
    reading = read_line(word)
    assert reading.result in {"flagged", "treatment", "ask"}


def test_a_rare_brand_must_be_nearer_than_a_common_name() -> None:
    common, rare = decide("prosac"), decide("bramox")
    assert common is not None and common.substance is not None
    assert rare is None or rare.substance is None or not rare.substance.classes


def test_every_table_row_must_be_whole(tmp_path: Path) -> None:
    broken = tmp_path / "ssri.csv"
    broken.write_text("ingredient,kind\nsertraline,brand\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"ssri\.csv, line 2: not 7 columns"):
        list(rows(broken))


def test_folding_many_names_at_once_gives_what_folding_one_gives() -> None:
    for name in ("Dépakine Chrono", "Co-codamol 8/500", "Œstradiol", "Grüncef"):
        assert read_line(name).text == name
        assert normalise(name).isalnum() and normalise(name).isascii()
    assert "depakinechrono" in tables().names


def test_a_name_is_suggested_as_soon_as_eight_or_fewer_begin_so() -> None:
    for key, (_, name) in random.Random(8).sample(sorted(_shown().items()), 200):
        prefix = next((key[:n] for n in range(2, len(key)) if len(_beginning(key[:n])) <= 8), key)
        assert name in suggest(prefix), (name, prefix)


def test_a_common_name_is_suggested_after_one_typing_error() -> None:
    rnd = random.Random(9)
    for name in ("sertraline", "gabapentin", "prednisone", "Seroquel", "citalopram", "Xanax"):
        at = rnd.randrange(1, len(name))
        slipped = name[:at] + rnd.choice(string.ascii_lowercase) + name[at + 1 :]
        assert name in suggest(slipped), slipped


def test_brands_that_few_people_take_are_suggested_last() -> None:
    listed = suggest("serta", limit=100)
    assert listed.index("Sertagen") < listed.index("Sertase")


@pytest.mark.parametrize(
    ("written", "ingredient"),
    [
        ("Amitriptylini hydrochloridum", "amitriptyline"),
        ("Sertralini", "sertraline"),
        ("Amitriptylinhydrochlorid", "amitriptyline"),
        ("Hydrocortisonacetaat", "hydrocortisone"),
        ("Fluticasonpropionaat", "fluticasone"),
        ("Prednisolonnatriumphosphat", "prednisolone"),
        ("Valproatnatrium", "valproate"),
        ("Quetiapinfumarat 25 mg", "quetiapine"),
    ],
)
def test_a_salt_written_solid_and_a_latin_genitive_are_read_exactly(
    written: str, ingredient: str
) -> None:
    drugs = read_line(written).drugs
    assert [(drug.ingredient, drug.how) for drug in drugs] == [(ingredient, "exact")]


def test_a_name_typed_to_its_end_is_suggested_though_many_begin_so() -> None:
    assert "C Off" in suggest("coff")
