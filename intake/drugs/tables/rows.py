"""The rows that a pharmacist keeps in data/*.csv, as they stand there.

Every row says what its names stand for. A file named after a class key holds
that class; all others hold what the article does not name. data/README.md tells more.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from intake.drugs.tables import files
from intake.drugs.tables.classes import classes
from intake.drugs.tables.files import DrugTableError, lines

NOT_TABLES = {"classes", "elsewhere", "stems", "suffixes"}
KINDS = frozenset(("ingredient", "brand", "lay", "street", "short", "everyday", "vague"))
ROUTES = frozenset(
    (
        *("", "inhaled", "injected", "local", "mouth", "nasal", "rectal", "skin", "swallowed"),
        *("eye", "ear", "vaginal"),
    )
)
COLUMNS = 7
_COUNTRIES = re.compile(r"(?:[A-Z]{2})?(?: (?:/ )?[A-Z]{2})*")
WITH = " + "  # parts the ingredients of a combination
OR = " / "  # parts the meanings of a vague name
UNNAMED = ", not named"  # ends what a word for a whole class stands for
VAGUE = "vague"  # the table, and the kind, of such names
ListedRow = tuple[str, list[str]]  # the stem of its file, its cells


def table_files() -> list[Path]:
    """Vague names, then the classes, then the rest."""
    order = {key: place for place, key in enumerate([VAGUE, *classes()])}
    tables = [path for path in files.DATA.glob("*.csv") if path.stem not in NOT_TABLES]
    return sorted(tables, key=lambda path: (order.get(path.stem, len(order)), path.stem))


def own_and_others(listed: ListedRow) -> str:
    """The names of a row, that of its ingredient before them where that is a name; ";" between."""
    stem, row = listed
    return f"{row[0]};{row[4]}" if row[1] in ("ingredient", "brand") and stem != VAGUE else row[4]


def listed_names() -> list[str]:
    """Every name that stands in a table, each once, as it is spelt there."""
    of_rows = (own_and_others((path.stem, row)) for path in table_files() for row in rows(path))
    names = dict.fromkeys(name.strip() for names in of_rows for name in names.split(";"))
    return [name for name in names if name]


def class_rows(class_key: str) -> Iterator[list[str]]:
    """The rows of one class."""
    return rows(files.DATA / f"{class_key}.csv")


def rows(path: Path) -> Iterator[list[str]]:
    """Rows of one table: ingredient, kind, route, countries, names, source, date.

    Raises DrugTableError for a file that cannot be read or a row that is wrong.
    """
    for at, line in enumerate(lines(path)[1:], start=2):
        row = line.split(",") if '"' not in line else next(csv.reader([line]))
        _check(f"{path.name}, line {at}", row)
        yield row


def _check(where: str, row: list[str]) -> None:
    """Refuse a row with a slip that would change how its names are read. Raises DrugTableError."""
    if len(row) != COLUMNS:
        raise DrugTableError(f"{where}: not {COLUMNS} columns")
    ingredient, kind, route, countries, _, _, day = row
    if not ingredient:
        raise DrugTableError(f"{where}: no ingredient")
    if kind not in KINDS:
        raise DrugTableError(f"{where}: {kind!r} is no kind: {', '.join(sorted(KINDS))}")
    if route not in ROUTES:
        raise DrugTableError(f"{where}: {route!r} is no route: {', '.join(sorted(ROUTES - {''}))}")
    if not _COUNTRIES.fullmatch(countries):
        raise DrugTableError(f"{where}: {countries!r} is no country in two letters, or several")
    if not _is_day(day):
        raise DrugTableError(f"{where}: {day!r} is no day such as 2026-11-29")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
