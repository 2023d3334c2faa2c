"""The rows that a pharmacist keeps in data/*.csv, as they stand there.

Every row says what its names stand for. A file named after a class key holds
that class; all others hold what the article does not name. data/README.md tells more.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from intake.drugs.tables import files
from intake.drugs.tables.classes import classes
from intake.drugs.tables.files import DrugTableError, lines

NOT_TABLES = {"classes", "elsewhere", "stems", "suffixes"}
COLUMNS = 7
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

    Raises DrugTableError for a file that cannot be read or a row that is not whole.
    """
    for at, line in enumerate(lines(path)[1:], start=2):
        row = line.split(",") if '"' not in line else next(csv.reader([line]))
        if len(row) != COLUMNS:
            raise DrugTableError(f"{path.name}, line {at}: not {COLUMNS} columns")
        yield row
