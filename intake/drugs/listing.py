"""The lists as a clinician or pharmacist reads them: each class with all its names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from intake.drugs.listed import DATA, rows


@dataclass(frozen=True)
class Member:
    """One row of a class's table."""

    ingredient: str
    route: str  # "" when the names do not say
    countries: str  # "US CA", "" for everywhere
    names: str  # every name read as this ingredient, separated by semicolons
    source: str
    date: str  # the day the row was written, YYYY-MM-DD


def members(class_key: str) -> Iterator[Member]:
    """The rows of one class, in the order of its table."""
    for ingredient, _kind, route, countries, names, source, date in rows(DATA / f"{class_key}.csv"):
        yield Member(ingredient, route, countries, names, source, date)
