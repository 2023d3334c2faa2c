"""Names as they are scanned, hurried, heard and dictated: read or asked about, never lost."""

from __future__ import annotations

import pytest

from intake.drugs import read_line
from intake.drugs.matching.by_ear import heard


def meant(text: str) -> list[str]:
    """The ingredients that are read or asked about."""
    reading = read_line(text)
    read = [drug.ingredient for drug in reading.drugs]
    return read + [candidate.ingredient for candidate in reading.candidates]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *(("pr0zac", "ssri"), ("z0loft", "ssri"), ("5ertraline 50 mg", "ssri")),
        *(("c1profloxacin", "fluoroquinolone"), ("di4zepam", "benzodiazepine")),
        *(("1orazepam", "benzodiazepine"), ("0lanzapine", "antipsychotic")),
        *(("Tegreto1 200", "anticonvulsant"), ("Lexapr0", "ssri"), ("Haldo1", "antipsychotic")),
        *(("C1onazeparn 0,5 mg", "benzodiazepine"), ("Va1iurn 5", "benzodiazepine")),
        *(("|orazepam", "benzodiazepine"), ("Xanax1 mg", "benzodiazepine")),
        *(
            ("50mgsertraline", "ssri"),
            ("5mgdiazepam", "benzodiazepine"),
            ("20mgfluoxetine", "ssri"),
        ),
        *(("ципрофлоксацин", "fluoroquinolone"), ("циталопрам", "ssri")),
        *(("хлорпромазин", "antipsychotic"), ("циклоспорин", "cyclosporine")),
        *(
            ("L-Cin 500", "fluoroquinolone"),
            ("D-Pam", "benzodiazepine"),
            ("Q-Pin", "antipsychotic"),
        ),
        *(
            ("lexa pro", "ssri"),
            ("predni so lone", "corticosteroid"),
            ("pred nis o lone 5 mg", "corticosteroid"),
        ),
    ],
)
def test_a_name_written_oddly_is_read(text: str, key: str) -> None:
    assert read_line(text).classes == (key,)


@pytest.mark.parametrize(
    ("text", "ingredient"),
    [
        *(("am a trip to lean", "amitriptyline"), ("sir tray lean", "sertraline")),
        *(("die as a pam", "diazepam"), ("lore as a pam", "lorazepam")),
        *(("clone as a pam 0.5 mg", "clonazepam"), ("sero kwell", "quetiapine")),
        *(("cipro flox a sin", "ciprofloxacin"), ("me troni dazole", "metronidazole")),
        *(
            ("back low fen", "baclofen"),
            ("flu ox a teen", "fluoxetine"),
            ("pro sack", "fluoxetine"),
        ),
        *(("floxateen", "fluoxetine"), ("amatriptaleen", "amitriptyline")),
        *(("lirika", "pregabalin"),),
        *(("sir tra leen fifty", "sertraline"), ("die azzy pam two tablets", "diazepam")),
        *(("ammy trip tilleen ten milligrams", "amitriptyline"),),
        *(("lor az a pam one milligram", "lorazepam"),),
    ],
)
def test_what_sounds_like_a_name_is_asked_about_or_read(text: str, ingredient: str) -> None:
    assert ingredient in meant(text)


def test_a_dose_written_solid_hides_no_second_drug() -> None:
    reading = read_line("20mg fluoxetine and 5mgdiazepam")
    assert [drug.status for drug in reading.drugs] == ["current", "current"]


def test_a_scanned_l_turns_no_drug_into_another() -> None:
    assert meant("|buprofen 400") == ["ibuprofen"]


@pytest.mark.parametrize("text", ["met form in", "a tor va statin", "lee vo thy rox in"])
def test_a_dictated_drug_of_no_class_is_not_asked_about(text: str) -> None:
    assert read_line(text).result in {"clear", "unread"}


def test_what_sounds_like_no_drug_of_a_class_is_not_heard() -> None:
    assert heard("paracetamole") is None
    assert heard("umbrella") is None


@pytest.mark.parametrize(
    ("word", "ingredient"),
    [
        ("carbamezapynne", "carbamazepine"),
        ("haloperadolle", "haloperidol"),
        ("metronidozolle", "metronidazole"),
        ("gatifloxxcinn", "gatifloxacin"),
        ("sertindxlle", "sertindole"),
    ],
)
def test_two_edits_from_a_long_ingredient_are_asked_about(word: str, ingredient: str) -> None:
    assert ingredient in meant(word)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "thé vert",
            "grüner Tee",
            "tè verde",
            "té negro",
            "chá preto",
            "cafezinho",
            "Milchkaffee",
        ),
        *("G Fuel", "gfuel", "NOCCO", "pré-treino", "pre entreno", "boisson énergisante"),
        *("bebida energética", "bevanda energetica", "Energydrink", "pastillas de cafeína"),
        *("Koffeintabletten", "deux cafés par jour", "Bucked Up", "Volt energy", "café con leche"),
    ],
)
def test_a_product_with_caffeine_is_a_stimulant(text: str) -> None:
    assert read_line(text).classes == ("stimulant",)
