"""Brands in no list that hold the stem of their class: asked about, never flagged."""

from __future__ import annotations

import csv
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.drugs import explain, mentions, read_line
from intake.drugs.build import learn_stems
from intake.drugs.build.vocabulary import Vocabulary
from intake.drugs.matching import near
from intake.drugs.matching.stems import PLACES, Stem, stem_of, stems
from intake.drugs.tables.files import DATA

# Fictional brands, and a real Indian one in no table when this was written.
ASKED = [
    ("Wumbeflox", "fluoroquinolone"),
    ("Gruffiflox-X 200", "fluoroquinolone"),
    ("Wumbecort", "corticosteroid"),
    ("Wumbepred 8mg", "corticosteroid"),
    ("Pregawumble 75", "anticonvulsant"),
    ("Esciwumble 10 mg", "ssri"),
    ("Olanwumble", "antipsychotic"),
    ("Grumzolam", "benzodiazepine"),
    ("Tizawumble", "muscle_relaxant"),
    ("Escitamol", "ssri"),
]
OTHERS = ["Wumbestatin", "Grumpril", "Zorbimab", "Plumosartan", "Wumbeprazole", "Cefwumble", "Flow"]


@pytest.mark.parametrize(("text", "key"), ASKED)
def test_an_unlisted_brand_is_asked_about_by_its_stem(text: str, key: str) -> None:
    reading = read_line(text)
    asked = {one for candidate in reading.candidates for one in candidate.classes}
    assert reading.classes == ()
    assert asked == {key}
    assert reading.result == "ask"


@pytest.mark.parametrize("word", OTHERS)
def test_another_unlisted_name_is_not_asked_about(word: str) -> None:
    assert read_line(word).candidates == ()


def test_a_stem_beside_a_known_name_is_asked_about_and_the_name_is_kept() -> None:
    reading = read_line("ibuprofen, Wumbeflox and Zoloft")
    assert [drug.ingredient for drug in reading.drugs] == ["ibuprofen", "sertraline"]
    assert [one.typed for one in reading.doubts] == ["Wumbeflox"]
    assert not reading.unread


def test_what_is_not_taken_is_not_asked_about() -> None:
    reading = read_line("allergic to Wumbeflox")
    assert reading.candidates == ()
    assert [one.status for one in reading.doubts] == ["allergy"]


def test_everyday_words_and_prose_have_no_stems() -> None:
    assert read_line("as predicted by an escort").candidates == ()
    assert mentions("Then they gave me Wumbeflox for a week.").drugs == ()


def test_a_pharmacist_sees_the_stem_and_how_sure_it_is() -> None:
    stem = stem_of("wumbeflox")
    assert stem is not None
    assert (
        f"'Wumbeflox' -> holds 'flox', as {stem.names} listed fluoroquinolones do "
        f"and {stem.others} other word" in "\n".join(explain("Wumbeflox"))
    )


def test_the_longest_stem_at_its_place_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("flox", "anywhere", 200), ("levof", "start", 20), ("umbe", "end", 12)]
    known = {
        (place, letters): Stem(letters, place, ("levofloxacin",), ("fluoroquinolone",), names, 0)
        for letters, place, names in rows
    }
    monkeypatch.setattr("intake.drugs.matching.stems.stems", lambda: known)
    found = [stem_of(word) for word in ("levofloxum", "wlevofloxum", "flowumbe", "wumbef", "umbe")]
    assert [stem and stem.letters for stem in found] == ["levof", "flox", "umbe", None, None]


def test_every_stem_speaks_for_known_drugs_of_its_classes() -> None:
    for stem in stems().values():
        assert stem.place in PLACES
        assert len(stem.meant()) == len(stem.ingredients)
        assert {key for one in stem.meant() for key in one.classes} == set(stem.classes)
        assert stem.names > 3 * stem.others


def test_the_stems_of_international_names_are_learnt() -> None:
    found = {stem.letters for stem in stems().values()}
    assert {"flox", "cort", "azepam", "pred", "gaba"} <= found


def test_no_stem_is_shorter_than_four_letters_or_stands_twice() -> None:
    with (DATA / "stems.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["place"], row["stem"]) for row in csv.DictReader(file)]
    assert min(len(letters) for _, letters in rows) >= 4
    assert max(Counter(rows).values()) == 1


def learnt(names: list[str], others: set[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stems of these names of one made-up ingredient, as "letters place"."""
    known = Vocabulary({"wumbetine": set(names)}, {"wumbetine": "ssri"}, others)
    monkeypatch.setattr(learn_stems, "vocabulary", lambda: known)
    return [f"{stem.letters} {stem.place}" for stem in learn_stems.learn()]


def test_letters_that_enough_names_share_and_hardly_another_are_a_stem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    brands = [f"wumbe{letter}xo" for letter in "abcdfghiklmnoprst"]
    assert learnt(brands, set(), monkeypatch) == ["wumbe start"]
    assert learnt(brands[:11], set(), monkeypatch) == []
    assert learnt(brands, {"wumberry", "wumbelina"}, monkeypatch) == []


def test_letters_that_one_letter_always_follows_are_part_of_a_longer_stem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    brands = [f"wumbeti{letter}xo" for letter in "abcdfghiklmnoprst"]
    assert learnt(brands, set(), monkeypatch) == ["wumbeti start"]


def test_letters_of_no_ingredient_and_endings_alone_are_no_stem(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert learnt([f"gruff{letter}xo" for letter in "abcdfghiklmnoprst"], set(), monkeypatch) == []
    assert learnt(["wumbe", *(f"wumbe{a}" for a in "abcdfghiklmnop")], set(), monkeypatch) == []


letters = st.text("abcdefghijklmnopqrstuvwxyz", max_size=8)


@given(letters, st.sampled_from(sorted({stem.letters for stem in stems().values()})), letters)
def test_a_stem_never_flags(before: str, stem: str, after: str) -> None:
    word = before + stem + after
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(near, "stem_of", lambda _: None)
        without = read_line(word)
    reading = read_line(word)
    assert reading.drugs == without.drugs
    assert set(without.candidates) <= set(reading.candidates)


@given(st.text())
def test_no_word_crashes_it(text: str) -> None:
    found = stem_of(text)
    assert found is None or found.letters in text


def test_time_is_linear_in_the_word() -> None:
    began = time.perf_counter()
    assert stem_of("b" * 20_000) is None
    assert time.perf_counter() - began < 0.5
