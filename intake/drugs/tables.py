"""The names and classes a pharmacist keeps in data/*.csv, read once.

Every row says what its names stand for. A file named after a class key holds
that class; the classes of a combination are those of its ingredients; all
other files hold what the article does not name. data/README.md tells more.
"""

from __future__ import annotations

import csv
import gc
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from intake.drugs.fold import fold, fold_lists
from intake.drugs.model import DrugClass, Substance

DATA = Path(__file__).parent / "data"
NOT_TABLES = {"classes"}
EXACT_ONLY = {"everyday", "vague", "short", "not"}  # kinds that no near miss may reach
COLUMNS = 7
LONGEST = 6  # words in one name
WITH = " + "  # parts the ingredients of a combination
OR = " / "  # parts the meanings of a vague name
VAGUE = "vague"  # the table of such names


@dataclass(frozen=True)
class Tables:
    """Every known name, folded, and what it stands for."""

    names: Mapping[str, Substance]
    ingredients: Mapping[str, Substance]  # by the ingredient's own name
    version: str  # date of the newest row and a digest of all rows
    longest: int  # words a name may have


def _read_classes() -> dict[str, DrugClass]:
    with (DATA / "classes.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: DrugClass(**row) for row in csv.DictReader(file)}  # type: ignore[arg-type]


CLASSES: Mapping[str, DrugClass] = _read_classes()


@lru_cache(maxsize=1)
def common() -> Mapping[str, int]:
    """Folded names that patients use most, each with its place; 0 is the commonest."""
    lines = (DATA / "common.txt").read_text(encoding="utf-8").splitlines()
    return {fold(line): at for at, line in enumerate(lines) if not line.startswith("#")}


@lru_cache(maxsize=1)
def well_known() -> frozenset[str]:
    """Folded names that stand for a drug wherever they are read: common ones and ingredients."""
    return frozenset(common()) | {fold(ingredient) for ingredient in tables().ingredients}


def table_files() -> list[Path]:
    """Vague names, then the classes, then the rest: the first row of a name counts."""
    order = {key: place for place, key in enumerate([VAGUE, *CLASSES])}
    files = [path for path in DATA.glob("*.csv") if path.stem not in NOT_TABLES]
    return sorted(files, key=lambda path: (order.get(path.stem, len(order)), path.stem))


def rows(path: Path) -> Iterator[list[str]]:
    """Rows of one table: ingredient, kind, route, countries, names, source, date."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for at, line in enumerate(lines[1:], start=2):
        row = line.split(",") if '"' not in line else next(csv.reader([line]))
        if len(row) != COLUMNS:
            raise ValueError(f"{path.name}, line {at}: not {COLUMNS} columns")
        yield row


def _classes_of(ingredient: str, stem: str, known: Mapping[str, Substance]) -> tuple[str, ...]:
    """The file's own class, and that of each ingredient of a combination, in the page's order."""
    own = (stem,) if stem in CLASSES else ()
    if WITH not in ingredient:
        return own
    parts = [known[part].classes for part in ingredient.split(WITH) if part in known]
    found = set(own).union(*parts)
    return tuple(filter(found.__contains__, CLASSES)) if found else ()


def _version(newest: str) -> str:
    digest = hashlib.sha256()
    for path in sorted(DATA.iterdir()):
        digest.update(path.read_bytes())
    return f"{newest}.{digest.hexdigest()[:8]}"


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The tables, read at the first call. Raises ValueError or OSError for a broken file."""
    collecting = gc.isenabled()
    gc.disable()  # nothing here is garbage, and looking for it takes longer than reading
    try:
        return _read()
    finally:
        if collecting:
            gc.enable()


_Row = tuple[str, list[str]]  # the stem of its file, its cells


def _turn(listed: _Row) -> int:
    """Words of several meanings first, the classes' own drugs, combinations of them, all else."""
    stem, row = listed
    if stem in CLASSES:
        return 2 if WITH in row[0] else 1
    return 0 if stem == VAGUE else 3


def _substances(listed: Iterable[_Row], known: dict[str, Substance]) -> list[Substance]:
    """What the names of each row stand for; rows that say the same share one."""
    found = []
    for stem, (ingredient, kind, route, *_) in listed:
        first = known.get(ingredient)
        if first is None or first.kind != kind or first.route != route:
            substance = Substance(ingredient, _classes_of(ingredient, stem, known), kind, route)
            first = known.setdefault(ingredient, substance)
        else:
            substance = first
        found.append(substance)
    return found


def _own_and_others(listed: _Row) -> str:
    """The names of a row, that of its ingredient before them where that is a name."""
    stem, row = listed
    return f"{row[0]};{row[4]}" if row[1] in ("ingredient", "brand") and stem != VAGUE else row[4]


def _read() -> Tables:
    listed = [(path.stem, row) for path in table_files() for row in rows(path)]
    listed.sort(key=_turn)
    known: dict[str, Substance] = {}
    names: dict[str, Substance] = {}
    folded = fold_lists([_own_and_others(one) for one in listed])
    for keys, substance in zip(reversed(folded), reversed(_substances(listed, known)), strict=True):
        for name in keys:  # backwards: the first row of a name counts
            names[name] = substance
    newest = max(row[6] for _, row in listed)
    names.pop("", None)
    return Tables(names, known, _version(newest), LONGEST)
