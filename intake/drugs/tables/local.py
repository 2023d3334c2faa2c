"""What names mean at a clinic: its own local names, and what a brand of two drugs is there."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from intake.drugs.model import Substance
from intake.drugs.tables.everyday_words import is_everyday
from intake.drugs.tables.known_names import tables
from intake.drugs.tables.languages import languages_of
from intake.drugs.tables.rows import OR, VAGUE
from intake.drugs.text.normalise import normalise

MOST_NAMES = 500
LONGEST_NAME = 60  # characters
SHORTEST_NAME = 3  # letters and digits; shorter ones stand in too many texts
HEADING = ("name", "ingredient")


class Meaning(NamedTuple):
    """What a name stands for at a clinic, and what it is in other countries."""

    substance: Substance
    abroad: str = ""  # the ingredients, where the clinic's country decided between several


@dataclass(frozen=True)
class Local:
    """Where a text was written: its country (two letters, "" for any) and its own names."""

    country: str = ""
    names: tuple[tuple[str, Substance], ...] = ()  # normalised
    by_another: bool = False  # somebody else wrote it: the patient is "he", "my father"

    def __contains__(self, name: str) -> bool:
        """Whether a normalised name is known there."""
        return name in self.own or name in tables().names

    def meaning(self, name: str) -> Meaning:
        """What a normalised name stands for there. Raises KeyError for one that is not known."""
        if own := self.own.get(name):
            return Meaning(own)
        known = tables().names[name]
        return _at_home(name, self.country) or Meaning(known)

    @cached_property
    def own(self) -> Mapping[str, Substance]:
        """The local names."""
        return dict(self.names)


ANYWHERE = Local()


def _at_home(name: str, country: str) -> Meaning | None:
    """The one drug of several that bears the name in a country; None where none or more do."""
    homes = tables().homes.get(name, ()) if country else ()
    drugs = {home.substance.ingredient: home.substance for home in reversed(homes)}
    here = {home.substance.ingredient for home in homes if country in home.countries}
    if len(here) != 1:
        return None
    (ingredient,) = here
    return Meaning(drugs[ingredient], OR.join(sorted(drugs.keys() - here)))


def countries() -> frozenset[str]:
    """The countries that the tables know a name of (two letters)."""
    return tables().countries


class LocalNamesError(ValueError):
    """Lines of local names that cannot be used; `problems` says of each what to do.

    `names` are those of the other lines.
    """

    def __init__(self, problems: list[str], names: tuple[tuple[str, Substance], ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems
        self.names = names


def local_names(text: str) -> tuple[tuple[str, Substance], ...]:
    """The names of a CSV of two columns, name and ingredient. Raises LocalNamesError."""
    names: dict[str, Substance] = {}
    problems: list[str] = []
    for number, row in _rows(text):
        try:
            name, substance = _read(row)
            if names.setdefault(name, substance) is not substance:
                raise ValueError(f"“{row[0]}” stands in an earlier line too: delete one")
        except ValueError as error:
            problems.append(f"Line {number}: {error}")
    if len(names) > MOST_NAMES:
        problems.append(f"Enter at most {MOST_NAMES} names; there are {len(names)}")
    if problems:
        raise LocalNamesError(problems, tuple(names.items()))
    return tuple(names.items())


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            parted = csv.reader([line], strict=True, delimiter=_separator(line))
            row = [cell.strip() for cell in next(parted, [])]
        except csv.Error:
            row = [line]
        heading = number == 1 and tuple(cell.casefold() for cell in row) == HEADING
        if any(row) and not heading:
            yield number, row


def _separator(line: str) -> str:
    """A comma, or what spreadsheets of other languages write for it."""
    return next((sign for sign in ",;\t" if sign in line), ",")


def _read(row: list[str]) -> tuple[str, Substance]:
    """A row's normalised name and its substance. Raises ValueError that says what to do."""
    if len(row) != len(HEADING) or not all(row):
        raise ValueError("write a name, a comma and an ingredient")
    written, ingredient = row
    name = normalise(written)
    if len(name) < SHORTEST_NAME or len(written) > LONGEST_NAME or name.isdigit():
        raise ValueError(f"“{written[:LONGEST_NAME]}” is too short or too long for a name")
    if is_everyday(name) or name in languages_of():
        raise ValueError(f"“{written}” is an everyday word, which would be found in any text")
    known = _drug(ingredient)
    if known is None:
        raise ValueError(f"“{ingredient}” is no ingredient of the drug list: see its pages")
    listed = tables().names.get(name)
    if listed and listed.ingredient != known.ingredient and not _may_be(listed, known):
        raise ValueError(f"“{written}” is {listed.ingredient} in the drug list already")
    return name, known._replace(kind="brand")


def _drug(ingredient: str) -> Substance | None:
    """A listed ingredient, by its own name or another that is only its."""
    known = tables().ingredients.get(ingredient.casefold())
    known = known or tables().names.get(normalise(ingredient))
    unclear = known is None or known.kind in (VAGUE, "not") or OR in known.ingredient
    return None if unclear else known


def _may_be(listed: Substance, known: Substance) -> bool:
    """Whether a name of several drugs may be this one."""
    return known.ingredient in listed.ingredient.split(OR)
