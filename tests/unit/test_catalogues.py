"""The interface in other languages: whole in Spanish, and each with the same places for values."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from intake import languages, questionnaires
from intake.languages import AMERICAN, ARABIC, ENGLISH, SPANISH, Message, at_clinic, offered, says
from tests.catalogues import Words, said

FORM_IN_SPANISH = Path(questionnaires.__file__).with_name("muscle-twitching.es.yaml")
PLACES = re.compile(r"%%\{\w+\}|%\(\w+\)s|\{\w+\}")


@cache
def catalogue(code: str) -> Catalog:
    with (languages.HERE / f"{code}.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


@cache
def every_word() -> dict[Words, None]:
    return dict.fromkeys(said())


def test_every_word_of_the_patients_pages_is_said_in_spanish() -> None:
    spanish = catalogue("es")

    assert len(every_word()) > 200
    for words in every_word():
        first = words if isinstance(words, str) else words[0]
        found = spanish.get(first)
        assert found and found.string and all(found.string), words


@pytest.mark.parametrize("code", ["es", "ar", "en-US"])
def test_a_translation_is_of_words_that_are_said_and_has_their_values(code: str) -> None:
    known = {words if isinstance(words, str) else words[0] for words in every_word()}

    for one in catalogue(code):
        if one.id:
            english = one.id if isinstance(one.id, str) else one.id[1]
            told = one.string if isinstance(one.string, str) else list(one.string or ())[-1]
            assert (one.id if isinstance(one.id, str) else one.id[0]) in known, one.id
            assert set(PLACES.findall(english)) == set(PLACES.findall(told)), one.id


@pytest.mark.parametrize(
    ("word", "instead"),
    [
        ('["“”„]', "«»"),  # one kind of quotes
        ("ordenador|computador", "dispositivo"),  # each is strange on one side of the ocean
        ("rellen", "llenar"),
        (r"\bpulse\b", "presione"),
        (r"\b(?:tú|tu|tus|te|contigo)\b", "usted"),
        ("medicament|fármaco", "medicina"),
    ],
)
def test_one_thing_has_one_word_in_spanish(word: str, instead: str) -> None:
    spanish = [one.string or "" for one in catalogue("es") if one.id]
    told = [words for one in spanish for words in ([one] if isinstance(one, str) else one)]
    worded = yaml.safe_load(FORM_IN_SPANISH.read_text(encoding="utf-8"))
    told += [words for part in ("everywhere", "wordings") for _, words in worded[part].values()]
    assert len(told) > 500
    found = [one for one in told if re.search(word, one.casefold())]
    assert found == [], f"say {instead}"


def test_values_stand_in_the_words_of_each_language() -> None:
    told = Message("Page %(number)s of %(last)s", number=3, last=9)

    assert told == "Page 3 of 9"
    assert says(told, SPANISH) == "Página 3 de 9"
    assert says("no such words", SPANISH) == "no such words"
    assert says("", SPANISH) == ""


def test_arabic_is_offered_in_the_demo_alone() -> None:
    assert offered(demo=False) == (ENGLISH, SPANISH)
    assert ARABIC in offered(demo=True)


def test_english_is_spelt_as_where_the_clinic_is() -> None:
    assert at_clinic(ENGLISH, "US") == AMERICAN
    assert at_clinic(ENGLISH, "GB") == ENGLISH
    assert at_clinic(SPANISH, "US") == SPANISH
