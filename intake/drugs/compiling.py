"""From the rows of data/ to what every name stands for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from intake.drugs.fold import fold, fold_lists, tokens
from intake.drugs.likeness import as_heard
from intake.drugs.listed import CLASSES, OR, RARE, VAGUE, WITH, rows, table_files
from intake.drugs.model import Substance
from intake.drugs.packed import Packed
from intake.drugs.variants import spelt_out
from intake.drugs.words import everyday, is_word

SHORTEST_HEARD = 4  # letters; shorter names sound like too many words
EXACT_ONLY = {"everyday", "vague", "short", "not"}  # kinds that no near miss may reach
_TAIL = re.compile(r"[\s-]\w{1,3}$")
_Row = tuple[str, list[str]]  # the stem of its file, its cells


def _classes_of(
    ingredient: str, stem: str, known: Mapping[str, Substance], files: Mapping[str, set[str]]
) -> tuple[str, ...]:
    """The classes of the files that list it, those of each ingredient of a combination
    too, in the page's order: tetrazepam is a benzodiazepine and a muscle relaxant.
    """
    if WITH not in ingredient:
        found = files.get(ingredient, set())
    else:
        parts = [known[part].classes for part in ingredient.split(WITH) if part in known]
        found = {stem}.union(*parts)
    return tuple(filter(found.__contains__, CLASSES)) if found else ()


def _turn(listed: _Row) -> int:
    """Words of several meanings first, the classes' own drugs, combinations of them, all else."""
    stem, row = listed
    if stem in CLASSES:
        return 2 if WITH in row[0] else 1
    return 0 if stem == VAGUE else 3


def _substances(listed: list[_Row], known: dict[str, Substance]) -> Iterator[Substance]:
    """What the names of each row stand for; `known` gets the first of each ingredient."""
    files: dict[str, set[str]] = defaultdict(set)
    for stem, (ingredient, *_) in listed:
        files[ingredient].add(stem)
    for stem, (ingredient, kind, route, *_) in listed:
        one = Substance(ingredient, _classes_of(ingredient, stem, known, files), kind, route)
        known.setdefault(ingredient, one)
        yield one


def _own_and_others(listed: _Row) -> str:
    """The names of a row, that of its ingredient before them where that is a name."""
    stem, row = listed
    return f"{row[0]};{row[4]}" if row[1] in ("ingredient", "brand") and stem != VAGUE else row[4]


def _meanings(listed: list[_Row], known: dict[str, Substance]) -> dict[str, Substance]:
    """What each folded name stands for: the first row of a name counts, unless a
    later one says it is a drug of quite other classes: then both are asked about.
    """
    names: dict[str, Substance] = {}
    folded = fold_lists([_own_and_others(one) for one in listed])
    for keys, one in zip(folded, _substances(listed, known), strict=True):
        for name in keys:
            first = names.setdefault(name, one)
            if first.classes != one.classes and _differ(first, one, name):
                names[name] = Substance(f"{first.ingredient}{OR}{one.ingredient}", (), VAGUE, "")
    names.pop("", None)
    return names


def _differ(first: Substance, other: Substance, name: str) -> bool:
    """Whether a brand is another drug elsewhere; an ingredient's own name is no such."""
    if first.kind != "brand" or other.kind != "brand":
        return False
    own = name in (fold(first.ingredient), fold(other.ingredient))
    return not own and not set(first.classes) & set(other.classes)


def _phrases(listed: Iterable[_Row]) -> list[str]:
    """The folded names written as several everyday words: energy drink, red bull."""
    names = {name.strip() for _, row in listed for name in row[4].split(";")}
    return sorted(fold(name) for name in names if _begins_so(name) and everyday(tokens(name)))


def _begins_so(name: str) -> bool:
    """Whether it is several words, the first an everyday one; a quick look that spares most."""
    first = name.split(" ", maxsplit=1)[0]
    return first != name and is_word(fold(first.split("-", maxsplit=1)[0]))


def _tailed(listed: Iterable[_Row]) -> set[str]:
    """The folded names of combinations that end in a few letters of their own: Etornext-TH.

    What is near such a name is mostly another product of its maker: Etornext-P.
    """
    combined = (row[4] for _, row in listed if WITH in row[0])
    names = {name.strip() for names in combined for name in names.split(";")}
    return {fold(name) for name in names if _TAIL.search(name)}


def _rare(listed: Iterable[_Row]) -> set[str]:
    """The folded names of brands so rare that a word near one hardly ever means it."""
    by_rarity: tuple[list[str], list[str]] = ([], [])
    for _, row in listed:
        by_rarity[row[5] in RARE].append(row[4])
    usual, rare = ({name for names in fold_lists(one) for name in names} for one in by_rarity)
    return rare - usual


def _sounding(names: Iterable[str]) -> dict[str, list[str]]:
    """The names by how they are heard, where that is not how they are written."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if (heard := as_heard(name)) != name and len(name) > SHORTEST_HEARD:
            found[heard].append(name)
    return found


def compile_names() -> dict[str, Any]:
    """All names as JSON: see `tables.Tables` for what becomes of it."""
    listed = [(path.stem, spelt_out(row)) for path in table_files() for row in rows(path)]
    listed.sort(key=_turn)
    known: dict[str, Substance] = {}
    names = _meanings(listed, known)
    every = dict.fromkeys([*known.values(), *names.values()])
    numbers = {one: place for place, one in enumerate(every)}
    rare = _tailed(listed) | _rare(listed)
    packs: dict[str, dict[str, int]] = {"near": {}, "rare": {}, "exact": {}}
    for name, one in names.items():
        pack = "exact" if one.kind in EXACT_ONLY else "rare" if name in rare else "near"
        packs[pack][name] = numbers[one]
    sounding = _sounding(packs["near"])
    return {
        "newest": max(row[6] for _, row in listed),
        "substances": [
            [one.ingredient, " ".join(one.classes), one.kind, one.route] for one in numbers
        ],
        **{pack: Packed.of(numbered).to_json() for pack, numbered in packs.items()},
        "sounds": Packed.of({heard: place for place, heard in enumerate(sounding)}).to_json(),
        "sounding": [" ".join(alike) for alike in sounding.values()],
        "phrases": _phrases(listed),
    }
