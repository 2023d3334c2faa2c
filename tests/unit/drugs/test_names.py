"""Names are read as what they stand for, however they are written."""

from pathlib import Path

import pytest

from intake.drugs import classes, read_line
from intake.drugs.tables.rows import NOT_TABLES, rows, table_files

ONE_CLASS = {
    "ssri": "Zoloft sertralina Lustral Serta Cipramil Seroplex Fludac Faverin Priligy",
    "tca": "Elavil dothiepin Anafranil Laroxyl Tryptomer Saroten maprotiline opipramol",
    "antipsychotic": "Seroquel Stemetil Largactil Sizodon Nozinan amisulpride pimozide Reagila",
    "fluoroquinolone": "Cipro Ciproxin Ciplox Avelox Tavanic Oflocet Noroxin Baxdela Okacin",
    "metronidazole": "Flagyl Metrogyl Clont Rozex Nuvessa metronidazol",
    "stimulant": "coffee Ritalin amfetamine Provigil Vyvanse cocaine MDMA Captagon espresso",
    "corticosteroid": "prednisone Wysolone Flonase Symbicort Betnovate Medrol Dermovate Emflaza",
    "cyclosporine": "cyclosporin ciclosporin Neoral Restasis Panimun Sandimmun",
    "benzodiazepine": "Xanax Lexomil Rivotril Temesta Mogadon etizolam Buccolam Tranxene",
    "muscle_relaxant": "baclofen Flexeril Sirdalud Muscoril Mydocalm Botox Robaxin dantrolene",
    "anticonvulsant": "Lyrica Neurontin Epilim Dépakine Keppra Tegretol phenobarbitone Eptoin",
}
OTHER = (
    "Celebrex Prilosec Proscar Zocor Plavix Lovenox chlorpropamide clomiphene cycloserine "
    "cyclophosphamide metformin Inderal hydralazine hydroxyzine venlafaxine bupropion zolpidem "
    "lithium atomoxetine decaf tinidazole"
)


@pytest.mark.parametrize(
    ("key", "name"), [(key, name) for key, names in ONE_CLASS.items() for name in names.split()]
)
def test_a_name_of_a_class_has_exactly_that_class(key: str, name: str) -> None:
    reading = read_line(name)
    assert reading.classes == (key,)
    assert reading.result == ("flagged" if classes()[key].role == "cause" else "treatment")
    assert [drug.how for drug in reading.drugs] == ["exact"]


@pytest.mark.parametrize("name", OTHER.split())
def test_a_look_alike_has_no_class(name: str) -> None:
    reading = read_line(name)
    assert (reading.result, reading.classes) == ("clear", ())


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("Symbyax", ("ssri", "antipsychotic")),
        ("Limbitrol", ("tca", "benzodiazepine")),
        ("Norgesic Forte", ("stimulant", "muscle_relaxant")),
        ("Deanxit", ("tca", "antipsychotic")),
        ("Ciprodex", ("fluoroquinolone", "corticosteroid")),
        ("Gabapin NT", ("tca", "anticonvulsant")),
        ("Cerebyx", ("anticonvulsant",)),
    ],
)
def test_a_combination_carries_every_class_it_holds(name: str, classes: tuple[str, ...]) -> None:
    assert read_line(name).classes == classes


@pytest.mark.parametrize(
    "written",
    [
        "ZOLOFT",
        "zoloft®",
        "Zoloft 50mg tabs",
        "zo loft",
        "zoloft50",
        "Zoloft,",
        "Zölöft",
        "pfizer zoloft",
    ],
)
def test_case_signs_accents_and_strength_do_not_matter(written: str) -> None:
    assert read_line(written).classes == ("ssri",)


@pytest.mark.parametrize(
    ("written", "route"),
    [
        ("Flixotide", "inhaled"),
        ("Flonase", "nasal"),
        ("Betnovate", "skin"),
        ("Pred Forte", "eye"),
        ("hydrocortisone cream", "skin"),
        ("budesonide inhaler", "inhaled"),
        ("ciprofloxacin eye drops", "eye"),
        ("prednisolone", ""),
    ],
)
def test_the_route_comes_from_the_name_or_the_words(written: str, route: str) -> None:
    assert read_line(written).drugs[0].details.route == route


def test_strength_and_frequency_are_kept_as_written() -> None:
    details = read_line("sertraline 50 mg twice a day").drugs[0].details
    assert (details.strength, details.frequency) == ("50 mg", "twice a day")


@pytest.mark.parametrize(
    "path", [p for p in table_files() if p.stem not in NOT_TABLES], ids=lambda p: p.stem
)
def test_every_row_says_what_it_is_where_from_and_since_when(path: Path) -> None:
    kinds = {"ingredient", "brand", "lay", "street", "short", "everyday", "vague", "not"}
    for ingredient, kind, _route, _countries, _names, source, date in rows(path):
        assert ingredient and source and len(date) == 10
        assert kind in kinds


def test_the_json_is_the_shape_that_scripts_rely_on() -> None:
    assert read_line("stopped sertralinne in March").to_json() == {
        "text": "stopped sertralinne in March",
        "result": "flagged",
        "classes": ["ssri"],
        "drugs": [
            {
                "typed": "sertralinne",
                "ingredient": "sertraline",
                "classes": ["ssri"],
                "how": "probable",
                "status": "stopped",
            }
        ],
        "candidates": [],
        "elsewhere": [],
    }


@pytest.mark.parametrize("line", ["tablets for flu", "my mom ate it", "act an hour after food"])
def test_everyday_words_side_by_side_make_no_name(line: str) -> None:
    """Momate and Forflu are steroids; a name is not only its letters."""
    assert not read_line(line).drugs


def test_a_name_of_everyday_words_is_read() -> None:
    assert read_line("energy drink 2 a day").classes == ("stimulant",)
    assert read_line("cup of tea").classes == ("stimulant",)


def test_a_drug_in_two_tables_carries_both_classes() -> None:
    for written in ("tetrazepam", "Myolastan"):
        assert set(read_line(written).classes) == {"benzodiazepine", "muscle_relaxant"}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("muscle relaxant", "treatment"),
        ("a muscle relaxant", "treatment"),
        ("ADHD tablets", "flagged"),
        ("epilepsy meds", "treatment"),
        ("antidepressant pill", "ask"),
        ("tranquiliser", "ask"),
        ("sleep medication", "ask"),
        ("brown inhalers", "flagged"),
    ],
)
def test_lay_words_are_read_in_each_of_their_forms(text: str, result: str) -> None:
    assert read_line(text).result == result


def test_methylated_spirit_is_no_methamphetamine() -> None:
    assert read_line("meths").result != "flagged"
