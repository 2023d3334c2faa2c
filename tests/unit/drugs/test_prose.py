"""Free text: a drug is found where it is surely meant, and everyday words are no drugs."""

from __future__ import annotations

import pytest

from intake.drugs import mentions, read_line

EVERYDAY = (
    "At that moment the same muscular twitch came back, affecting my overall balance.",
    "I assert nothing; the assertion of my American friend Mandy is that water helps.",
    "Stress, work and children. The contract ended and the metadata of my job changed.",
    "Nothing helped. He has lost a lot of weight and my calves jump all day.",
    "My eyelid, thumb and calf are flickering under the skin after exercise, mostly at rest.",
    "It began after a long walk in the hills; hormones, minerals and electrolytes were normal.",
    "The the THE the. Speed of the twitch: fast. I crack my knuckles and drive a coke truck.",
)


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_words_are_no_drugs_of_a_class(text: str) -> None:
    assert [(one.typed, one.ingredient) for one in mentions(text).drugs if one.classes] == []


@pytest.mark.parametrize(
    ("text", "ingredients"),
    [
        ("It began after prednisolone for my chest.", ["prednisolone"]),
        (
            "A few weeks after I began Zoloft, and just after cipro.",
            ["sertraline", "ciprofloxacin"],
        ),
        ("I stopped taking my sertralin in May", ["sertraline"]),
        ("drinking four red bull a day and some ibuprofen", ["caffeine", "ibuprofen"]),
        ("Magnesium and diazepam helped a bit", ["magnesium", "diazepam"]),
        ("I took amitryptiline for my back", ["amitriptyline"]),
    ],
)
def test_drugs_are_found_in_sentences(text: str, ingredients: list[str]) -> None:
    assert [one.ingredient for one in mentions(text).drugs] == ingredients


@pytest.mark.parametrize(
    "text",
    ["green tea hand sanitizer", "Tinted Moisturizer SPF 20 Mocha", "coffee flavoured lip balm"],
)
def test_a_drink_that_names_a_scent_or_a_shade_is_no_caffeine(text: str) -> None:
    assert read_line(text).result not in {"flagged", "ask"}


def test_a_drink_beside_other_things_is_caffeine() -> None:
    assert read_line("three mugs of coffee, sunflower oil").result == "flagged"
