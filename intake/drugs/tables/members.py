"""The lists as a clinician or pharmacist reads them: each class with all its names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from intake.drugs.tables.rows import WITH, class_rows


@dataclass(frozen=True)
class Names:
    """One row of a class's table."""

    route: str  # "" when the names do not say
    countries: str  # "US CA", "" for everywhere
    names: str  # every name read as this ingredient, separated by semicolons
    source: str
    date: str  # the day the row was written, YYYY-MM-DD


@dataclass(frozen=True)
class Member:
    """An ingredient, or a combination of them, with its rows."""

    ingredient: str
    names: tuple[Names, ...]


def members(class_key: str) -> Iterator[Member]:
    """The members of one class, single drugs before combinations, by name."""
    listed = sorted(class_rows(class_key), key=_single_first)
    for ingredient, own in groupby(listed, key=lambda row: row[0]):
        yield Member(
            ingredient,
            tuple(
                Names(route, countries, names, source, date)
                for _, _, route, countries, names, source, date in own
            ),
        )


def _single_first(row: list[str]) -> tuple[bool, str]:
    return WITH in row[0], row[0].lower()


def names_of(class_key: str) -> tuple[int, int]:
    """How many members a class has, and under how many names."""
    listed = list(class_rows(class_key))
    return len({row[0] for row in listed}), sum(row[4].count(";") + 1 for row in listed)
