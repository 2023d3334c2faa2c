"""Numbers and lists as people say them."""

from __future__ import annotations

import pytest

from intake.forms import medicine_list, said_number


@pytest.mark.parametrize(
    ("said", "number"),
    [
        *(("5", 5), ("6,5", 6.5), ("7h", 7), ("7 hours", 7), ("7h30", 7.5), ("half", 0.5)),
        *(("2-3", "2–3"), ("2 to 3 cups", "2–3"), ("6 or 7h", "6–7")),
        *(("about 5", 5), ("6½", 6.5), ("none", 0)),
        *(
            ("unas 3 tazas", 3),
            ("siete horas", 7),
            ("2 o 3", "2–3"),
            ("3-2", "2–3"),
            ("2-2", 2),
            ("ninguna", 0),
            ("6,5 horas", 6.5),
        ),
        *(("two", 2), ("27.", 27), ("\u20074", 4), ("-5", -5)),
        *(("six to eight", "6–8"), ("dos o tres tazas", "2–3"), ("3 or 4 coffees", "3–4")),
        *(("siete y media", 7.5), ("seven and a half hours", 7.5), ("7 1/2", 7.5), ("7ish", 7)),
        *(("entre 6 y 7", "6–7"), ("dos tazas y media", 2.5), ("siete u ocho", "7–8")),
    ],
)
def test_a_number_is_read_as_it_was_said(said: str, number: float | str) -> None:
    assert said_number.read(said) == number


@pytest.mark.parametrize(
    "said",
    [
        "many",
        "1e5",
        "",
        "3 4 5 x",
        "more than 3",
        "5+",
        "10 cups a week",
        "8 hours, sometimes 9",
        "2 y",
    ],
)
def test_what_is_no_number_is_not_guessed(said: str) -> None:
    with pytest.raises(ValueError):
        said_number.read(said)


@pytest.mark.parametrize(
    ("list_", "read"),
    [
        ("Sertralina 50 mg una vez al día", [("Sertralina", "50 mg una vez al día")]),
        ("sertralina y magnesio", [("sertralina", ""), ("magnesio", "")]),
        ("vitamin E and zinc", [("vitamin E", ""), ("zinc", "")]),
        ("Paracetamol cada 8 horas", [("Paracetamol", "cada 8 horas")]),
    ],
)
def test_a_list_of_medicines_is_read_in_spanish_too(
    list_: str, read: list[tuple[str, str]]
) -> None:
    assert medicine_list.read(list_) == read


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("sertraline 50 mg, once a day", ["sertraline"]),
        ("sertraline 50 mg, stopped in May", ["sertraline"]),
        ("ibuprofeno cuando duele, lo dejé", ["ibuprofeno cuando duele, lo dejé"]),
        ("warfarin 3 mg Mon, 4 mg Tue, 3 mg Wed", ["warfarin"]),
        ("amlodipine 5mg, for blood pressure", ["amlodipine"]),
        ("sertraline, ramipril, and ibuprofen", ["sertraline", "ramipril", "ibuprofen"]),
        ("sertralina, ramipril, y paracetamol", ["sertralina", "ramipril", "paracetamol"]),
        (
            "Zoloft 50 mg, Ventolin, two puffs, vitamin D",
            ["Zoloft", "Ventolin, two puffs", "vitamin D"],
        ),
        ("Ventolin, two puffs, and then stopped", ["Ventolin, two puffs, and then stopped"]),
        ("magnesium 1,000 mg", ["magnesium"]),
        ("Sertraline\n50 mg\nonce a day\n\nRamipril\n5 mg", ["Sertraline", "Ramipril"]),
        ("Sertralina\nUna pastilla cada noche\nZinc", ["Sertralina", "Zinc"]),
        ("Sertraline\t50 mg\tonce a day\nZinc\t1 tablet", ["Sertraline", "Zinc"]),
        ("Zoloft 100 mg mane\tBisoprolol 2.5 mg\tApixaban", ["Zoloft", "Bisoprolol", "Apixaban"]),
        ("sertraline in the morning, then ramipril at night", ["sertraline", "ramipril"]),
        ("Zinc\n5 mg ramipril\nIron\nonce", ["Zinc", "5 mg ramipril", "Iron"]),
        ("none", []),
        ("I take none", []),
        ("Nada.", []),
        ("nothing\nsertraline", ["sertraline"]),
    ],
)
def test_what_says_more_of_a_medicine_stays_with_it(line: str, names: list[str]) -> None:
    read = medicine_list.read(line)
    assert [name for name, _ in read] == names
    said = " ".join(f"{name} {more}" for name, more in read)
    assert all(word.strip(",.") in said for word in line.split() if names and word[0].isdigit())
