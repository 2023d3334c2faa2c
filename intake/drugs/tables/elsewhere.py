"""What drugs are known for where the form's source is silent, as data/elsewhere.csv has it.

It flags nothing and ranks nothing: the page prints it on a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from intake.drugs.model import Elsewhere
from intake.drugs.tables.files import DrugTableError, once, records
from intake.drugs.tables.known_names import tables
from intake.drugs.tables.rows import WITH

COLUMNS = ["ingredients", "known_for", "not_by", "source", "seen", "date"]


@once
def elsewhere() -> Mapping[str, Elsewhere]:
    """What is known of each single ingredient. Raises DrugTableError for a broken file."""
    found = {
        ingredient: Elsewhere(ingredient, known_for, source, tuple(_parts(not_by)))
        for ingredients, known_for, not_by, source, _, _ in records("elsewhere.csv", COLUMNS)
        for ingredient in _parts(ingredients)
    }
    unheard = found.keys() - {part for name in tables().ingredients for part in name.split(WITH)}
    if unheard:
        raise DrugTableError(f"elsewhere.csv: {min(unheard)} is no ingredient of another table")
    return found


def known_elsewhere(ingredient: str, route: str) -> tuple[Elsewhere, ...]:
    """What is known of a drug by this route, of each part of a combination; () for nothing."""
    facts = (elsewhere().get(part) for part in ingredient.split(WITH))
    return tuple(fact for fact in facts if fact and route not in fact.not_by)


def _parts(cell: str) -> Iterator[str]:
    return (part.strip() for part in cell.split(";") if part.strip())
