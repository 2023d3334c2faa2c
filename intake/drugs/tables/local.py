"""What names mean at a clinic: its own local names, and what a brand of two drugs is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from intake.drugs.model import Substance
from intake.drugs.tables.known_names import tables
from intake.drugs.tables.rows import OR


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
