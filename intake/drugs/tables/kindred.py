"""Drugs of no class that a patient rightly means by a kind of medicine: data/kindred.txt."""

from __future__ import annotations

from collections.abc import Iterable

from intake.drugs.tables.classes import classes
from intake.drugs.tables.files import DrugTableError, lines, once
from intake.drugs.tables.rows import WITH


@once
def _kindred() -> dict[str, frozenset[str]]:
    """The ingredients by class key. Raises DrugTableError for an unknown class."""
    listed: dict[str, set[str]] = {}
    keys: list[str] = []
    for line in lines("kindred.txt"):
        if line.startswith("["):
            keys = line.strip("[]").split()
            if not set(keys) <= classes().keys():
                raise DrugTableError(f"kindred.txt: {line} is no class")
        elif line and not line.startswith("#"):
            for key in keys:
                listed.setdefault(key, set()).update(name.strip() for name in line.split(";"))
    return {key: frozenset(names) for key, names in listed.items()}


def is_kindred(ingredient: str, class_keys: Iterable[str]) -> bool:
    """Whether a drug, or a part of it, is of the kind that these classes belong to."""
    parts = set(ingredient.split(WITH))
    return any(parts & _kindred().get(key, frozenset()) for key in class_keys)
