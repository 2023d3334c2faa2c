"""Every name that is known and what it stands for, ready for looking up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from intake.drugs.compiling import compile_names
from intake.drugs.fold import fold
from intake.drugs.kept import digest, kept
from intake.drugs.listed import DATA
from intake.drugs.model import Substance
from intake.drugs.packed import Packed


class Names(Mapping[str, Substance]):
    """The folded names: `near` holds those that a near miss may reach, `rare` those that
    it may only put another in doubt for.
    """

    def __init__(
        self, near: Packed, rare: Packed, exact: Packed, substances: list[Substance]
    ) -> None:
        self.near = near
        self.rare = rare
        self._packs = (near, rare, exact)
        self._substances = substances

    def _number(self, name: str) -> int | None:
        numbers = (pack.get(name) for pack in self._packs)
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
        return (name for pack in self._packs for name in pack)

    def __len__(self) -> int:
        """How many names."""
        return sum(map(len, self._packs))


@dataclass(frozen=True)
class Tables:
    """Every known name, folded, and what it stands for."""

    names: Names
    ingredients: Mapping[str, Substance]  # by the ingredient's own name
    sounds: Packed  # of how names are heard, where that is not how they are written
    sounding: list[str]  # by its number, the names heard so, parted by spaces
    phrases: frozenset[str]  # folded names written as several everyday words: energy drink
    version: str  # date of the newest row and a digest of all rows


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The tables, read at the first call. Raises ValueError or OSError for a broken file."""
    content = kept("names", compile_names)
    substances = [
        Substance(ingredient, tuple(classes.split()), kind, route)
        for ingredient, classes, kind, route in content["substances"]
    ]
    near, rare, exact, sounds = (
        Packed.from_json(content[part]) for part in ("near", "rare", "exact", "sounds")
    )
    return Tables(
        names=Names(near, rare, exact, substances),
        # The first of an ingredient counts, and the last of equal keys stays.
        ingredients={one.ingredient: one for one in reversed(substances)},
        sounds=sounds,
        sounding=content["sounding"],
        phrases=frozenset(content["phrases"]),
        version=f"{content['newest']}.{digest()[:8]}",
    )


@lru_cache(maxsize=1)
def common() -> Mapping[str, int]:
    """Folded names that patients use most, each with its place; 0 is the commonest."""
    lines = (DATA / "common.txt").read_text(encoding="utf-8").splitlines()
    return {fold(line): at for at, line in enumerate(lines) if not line.startswith("#")}


@lru_cache(maxsize=1)
def well_known() -> frozenset[str]:
    """Folded names that stand for a drug wherever they are read: common ones and ingredients."""
    return frozenset(common()) | {fold(ingredient) for ingredient in tables().ingredients}
