"""Every name that is known and what it stands for, ready for looking up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from intake.drugs.model import Substance
from intake.drugs.tables.cache import cached, digest_of_data
from intake.drugs.tables.compile_names import compile_names
from intake.drugs.tables.files import once
from intake.drugs.tables.name_index import NameIndex


class Names(Mapping[str, Substance]):
    """The normalised names: `near` holds those that a near miss may reach, `rare` those that
    it may only put another in doubt for.
    """

    def __init__(
        self, near: NameIndex, rare: NameIndex, exact: NameIndex, substances: list[Substance]
    ) -> None:
        self.near = near
        self.rare = rare
        self._indexes = (near, rare, exact)
        self._substances = substances

    def _number(self, name: str) -> int | None:
        numbers = (index.get(name) for index in self._indexes)
        return next((number for number in numbers if number is not None), None)

    def __getitem__(self, name: str) -> Substance:
        """What a name stands for. Raises KeyError for one that is not known."""
        if (number := self._number(name)) is None:
            raise KeyError(name)
        return self._substances[number]

    def __contains__(self, name: object) -> bool:
        """Whether it is known."""
        return isinstance(name, str) and self._number(name) is not None

    def __iter__(self) -> Iterator[str]:
        """Each name."""
        return (name for index in self._indexes for name in index)

    def __len__(self) -> int:
        """How many names."""
        return sum(map(len, self._indexes))


class Home(NamedTuple):
    """One drug of several that bear a name, and where it does (two letters each)."""

    substance: Substance
    countries: frozenset[str]


@dataclass(frozen=True)
class Tables:
    """Every known name, normalised, and what it stands for."""

    names: Names
    ingredients: Mapping[str, Substance]  # by the ingredient's own name
    sounds: NameIndex  # of how names are heard, where that is not how they are written
    sounding: list[str]  # by its number, the names heard so, parted by spaces
    phrases: frozenset[str]  # normalised names written as several everyday words: energy drink
    apart: frozenset[str]  # those written in several words that are read only so: L-Cin
    homes: Mapping[str, tuple[Home, ...]]  # of names that are asked about
    countries: frozenset[str]  # that some name is listed for
    version: str  # date of the newest row and a digest of all rows


@once
def tables() -> Tables:
    """The tables. Raises DrugTableError for a broken file."""
    content = cached("names", compile_names)
    substances = [
        Substance(ingredient, tuple(classes.split()), kind, route)
        for ingredient, classes, kind, route in content["substances"]
    ]
    near, rare, exact, sounds = (
        NameIndex.from_json(content[part]) for part in ("near", "rare", "exact", "sounds")
    )
    return Tables(
        names=Names(near, rare, exact, substances),
        # The first of an ingredient counts, and the last of equal keys stays.
        ingredients={drug.ingredient: drug for drug in reversed(substances)},
        sounds=sounds,
        sounding=content["sounding"],
        phrases=frozenset(content["phrases"]),
        apart=frozenset(content["apart"]),
        homes={
            name: tuple(Home(substances[at], frozenset(told.split())) for at, told in several)
            for name, several in content["homes"].items()
        },
        countries=frozenset(content["countries"]),
        version=f"{content['newest']}.{digest_of_data()[:8]}",
    )


def version() -> str:
    """The version of the drug list: the date of its newest row and a digest of all of data/."""
    return tables().version
