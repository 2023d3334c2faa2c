"""Letters that tell a drug's class in a brand nobody listed: "Zenflox", "Depricort".

A stem is learnt from the listed names (see `build.learn_stems`) and kept in data/stems.csv,
where a pharmacist can read and strike it. It is a hint, never a match: the word is
asked about, with what the stem speaks for as candidates.
"""

from __future__ import annotations

from typing import NamedTuple

from intake.drugs.model import Substance
from intake.drugs.tables.classes import classes
from intake.drugs.tables.files import DrugTableError, once, records
from intake.drugs.tables.known_names import tables
from intake.drugs.tables.rows import OR

COLUMNS = ["stem", "place", "ingredients", "classes", "names", "others"]
PLACES = ("anywhere", "start", "end")
SHORTEST, LONGEST = 4, 8  # letters of a stem
SHORTEST_WORD = 5  # letters; a shorter word says too little


class Stem(NamedTuple):
    """One row of data/stems.csv."""

    letters: str
    place: str  # one of PLACES
    ingredients: tuple[str, ...]  # what a word that holds it probably is, likeliest first
    classes: tuple[str, ...]  # the keys of their classes
    names: int  # listed names of these classes that hold it
    others: int  # listed names of anything else, and everyday words, that hold it

    @property
    def why(self) -> str:
        """The reason to ask, for a pharmacist."""
        meant = " or ".join(f"{classes()[key].short}s" for key in self.classes)
        where = "" if self.place == "anywhere" else f" at its {self.place}"
        return (
            f"holds {self.letters!r}{where}, as {self.names} listed {meant} do "
            f"and {self.others} other word{'' if self.others == 1 else 's'}"
        )

    def meant(self) -> list[Substance]:
        """The known ingredients that it speaks for."""
        known = tables().ingredients
        return [known[name] for name in self.ingredients if name in known]


@once
def stems() -> dict[tuple[str, str], Stem]:
    """Every stem by its place and letters. Raises DrugTableError for a broken file."""
    read = (_stem(row) for row in records("stems.csv", COLUMNS))
    return {(stem.place, stem.letters): stem for stem in read}


def _stem(row: list[str]) -> Stem:
    """The stem of a row."""
    letters, place, meant, keys, names, others = row
    known = classes()
    if place not in PLACES or not all(key in known for key in keys.split()):
        raise DrugTableError(f"stems.csv: {letters} has no known place or class")
    if not (names.isdecimal() and others.isdecimal()):
        raise DrugTableError(f"stems.csv: {letters} has no number of names")
    ingredients = tuple(meant.split(OR))
    return Stem(letters, place, ingredients, tuple(keys.split()), int(names), int(others))


def stem_of(word: str) -> Stem | None:
    """The longest stem that a normalised word holds, of these the one that most names hold."""
    if len(word) < SHORTEST_WORD or not word.isalpha():
        return None
    known = stems()
    for size in range(min(LONGEST, len(word)), SHORTEST - 1, -1):
        held = [known[part] for part in _parts(word, size) if part in known]
        if held:
            return max(held, key=lambda stem: stem.names)
    return None


def _parts(word: str, size: int) -> list[tuple[str, str]]:
    """The letters of so many, with the places where they stand in the word."""
    last = len(word) - size
    anywhere = [("anywhere", word[at : at + size]) for at in range(last + 1)]
    return [("start", word[:size]), ("end", word[last:]), *anywhere]
