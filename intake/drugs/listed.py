"""The rows that a pharmacist keeps in data/*.csv, as they stand there.

Every row says what its names stand for. A file named after a class key holds
that class; all others hold what the article does not name. data/README.md tells more.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from intake.drugs.model import DrugClass

DATA = Path(__file__).parent / "data"
NOT_TABLES = {"classes", "stems", "suffixes"}
COLUMNS = 7
WITH = " + "  # parts the ingredients of a combination
OR = " / "  # parts the meanings of a vague name
RARE = {"1mg catalogue"}  # sources of the many brands that few people take
UNNAMED = ", not named"  # ends what a word for a whole class stands for
VAGUE = "vague"  # the table, and the kind, of such names


def _read_classes() -> dict[str, DrugClass]:
    with (DATA / "classes.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: DrugClass(**row) for row in csv.DictReader(file)}  # type: ignore[arg-type]


CLASSES: Mapping[str, DrugClass] = _read_classes()


def table_files() -> list[Path]:
    """Vague names, then the classes, then the rest."""
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
