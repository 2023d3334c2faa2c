"""From the rows of data/ to what every name stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from intake.drugs.model import Substance
from intake.drugs.tables.classes import classes
from intake.drugs.tables.files import DrugTableError
from intake.drugs.tables.lay_words import spelt_out
from intake.drugs.tables.name_index import NameIndex
from intake.drugs.tables.rare_names import rare_names
from intake.drugs.tables.rows import OR, VAGUE, WITH, ListedRow, own_and_others, rows, table_files
from intake.drugs.tables.several_words import apart, phrases
from intake.drugs.text.normalise import normalise, normalise_lists
from intake.drugs.text.slip_cost import as_heard

SHORTEST_HEARD = 4  # letters; shorter names sound like too many words
EXACT_ONLY = {"everyday", "vague", "short", "not"}  # kinds that no near miss may reach


def _classes_of(
    ingredient: str, stem: str, known: Mapping[str, Substance], files: Mapping[str, set[str]]
) -> tuple[str, ...]:
    """The classes of the files that list it, those of each ingredient of a combination
    too, in the page's order: tetrazepam is a benzodiazepine and a muscle relaxant.
    """
    if WITH not in ingredient:
        stems = files.get(ingredient, set())
    else:
        parts = [known[part].classes for part in ingredient.split(WITH) if part in known]
        stems = {stem}.union(*parts)
    return tuple(filter(stems.__contains__, classes())) if stems else ()


def _turn(listed: ListedRow) -> int:
    """Words of several meanings first, the classes' own drugs, combinations of them, all else."""
    stem, row = listed
    if stem in classes():
        return 2 if WITH in row[0] else 1
    return 0 if stem == VAGUE else 3


def _substances(listed: list[ListedRow], known: dict[str, Substance]) -> Iterator[Substance]:
    """What the names of each row stand for; `known` gets the first of each ingredient."""
    files: dict[str, set[str]] = defaultdict(set)
    for stem, (ingredient, *_) in listed:
        files[ingredient].add(stem)
    for stem, (ingredient, kind, route, *_) in listed:
        of_classes = _classes_of(ingredient, stem, known, files)
        substance = Substance(ingredient, of_classes, kind, route)
        known.setdefault(ingredient, substance)
        yield substance


def _meanings(of_rows: list[tuple[list[str], Substance]]) -> dict[str, Substance]:
    """What each normalised name stands for: the first row of a name counts, unless a later
    one says it is a drug of other classes: then both are asked about. Two brands of the same
    classes are read as these, and both are told.
    """
    names: dict[str, Substance] = {}
    for keys, substance in of_rows:
        for name in keys:
            first = names.setdefault(name, substance)
            if first.ingredient != substance.ingredient and _differ(first, substance, name):
                names[name] = _either(first, substance)
    names.pop("", None)
    return names


def _check_meanings(listed: list[ListedRow]) -> None:
    """Refuse vague names of drugs that no table lists, or of other countries than meanings."""
    known = {row[0] for stem, row in listed if stem != VAGUE}
    for stem, (meant, _, _, countries, *_) in listed:
        meanings = meant.split(OR) if stem == VAGUE else []
        for one in meanings:
            if one not in known:
                raise DrugTableError(f"{VAGUE}.csv: {one} is no ingredient of another table")
        if meanings and OR in countries and len(countries.split(OR)) != len(meanings):
            raise DrugTableError(f"{VAGUE}.csv: {meant} has not as many countries as meanings")


def _homes(
    of_rows: list[tuple[list[str], Substance]], listed: list[ListedRow], names: dict[str, Substance]
) -> dict[str, list[tuple[Substance, str]]]:
    """The drugs of each name that is asked about, and the countries in which it is each."""
    homes: dict[str, list[tuple[Substance, str]]] = defaultdict(list)
    first = {substance.ingredient: substance for _, substance in reversed(of_rows)}
    for (keys, substance), (stem, row) in zip(of_rows, listed, strict=True):
        several = stem == VAGUE
        if several and OR not in row[3]:
            continue
        meant = row[0].split(OR) if several else [row[0]]
        of_each = [
            (first[one] if several else substance, told)
            for one, told in zip(meant, row[3].split(OR), strict=True)
        ]
        for name in keys:
            if name in names and names[name].kind == VAGUE:
                homes[name] += of_each
    return homes


def _either(first: Substance, other: Substance) -> Substance:
    """A name of two drugs: asked about, unless both are of the same classes of the article."""
    meant = f"{first.ingredient}{OR}{other.ingredient}"
    if first.classes != other.classes:
        return Substance(meant, (), VAGUE, "")
    if not first.classes or _parts(other) & _parts(first) == _parts(other):
        return first
    route = first.route if first.route == other.route else ""
    return Substance(meant, first.classes, first.kind, route)


def _parts(substance: Substance) -> set[str]:
    return {part for meant in substance.ingredient.split(OR) for part in meant.split(WITH)}


def _differ(first: Substance, other: Substance, name: str) -> bool:
    """Whether a brand is another drug elsewhere; an ingredient's own name is no such."""
    if not {first.kind, other.kind} <= {"brand", "short"}:
        return False
    return name not in (normalise(first.ingredient), normalise(other.ingredient))


def _by_sound(names: Iterable[str]) -> dict[str, list[str]]:
    """The names by how they are heard, where that is not how they are written."""
    by_sound: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if (heard := as_heard(name)) != name and len(name) > SHORTEST_HEARD:
            by_sound[heard].append(name)
    return by_sound


def compile_names() -> dict[str, Any]:
    """All names as JSON: see `known_names.Tables` for what becomes of it."""
    listed = [(path.stem, spelt_out(row)) for path in table_files() for row in rows(path)]
    if not listed:
        raise DrugTableError("no table holds a row")
    listed.sort(key=_turn)
    known: dict[str, Substance] = {}
    keys = normalise_lists([own_and_others(row) for row in listed])
    of_rows = list(zip(keys, _substances(listed, known), strict=True))
    _check_meanings(listed)
    names = _meanings(of_rows)
    homes = _homes(of_rows, listed, names)
    at_home = [substance for several in homes.values() for substance, _ in several]
    numbers = {
        substance: place
        for place, substance in enumerate(
            dict.fromkeys([*known.values(), *names.values(), *at_home])
        )
    }
    rare = rare_names(listed)
    indexes: dict[str, dict[str, int]] = {"near": {}, "rare": {}, "exact": {}}
    for name, substance in names.items():
        index = "exact" if substance.kind in EXACT_ONLY else "rare" if name in rare else "near"
        indexes[index][name] = numbers[substance]
    by_sound = _by_sound(indexes["near"])
    return {
        "newest": max(row[6] for _, row in listed),
        "substances": [
            [drug.ingredient, " ".join(drug.classes), drug.kind, drug.route] for drug in numbers
        ],
        **{index: NameIndex.of(numbered).to_json() for index, numbered in indexes.items()},
        "sounds": NameIndex.of({heard: place for place, heard in enumerate(by_sound)}).to_json(),
        "sounding": [" ".join(alike) for alike in by_sound.values()],
        "homes": {
            name: [[numbers[substance], countries] for substance, countries in several]
            for name, several in homes.items()
        },
        "countries": sorted(
            {code for _, row in listed for code in row[3].replace(OR, " ").split()}
        ),
        "phrases": phrases(listed),
        "apart": apart(listed),
    }
