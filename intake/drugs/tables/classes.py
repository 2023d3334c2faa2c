"""The classes that a form's source names, as a pharmacist keeps them in data/classes.csv."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args

from intake.drugs.model import DrugClass, Role
from intake.drugs.tables.files import DrugTableError, once, records

COLUMNS = ["key", "name", "short", "role", "local", "article_words", "source", "local_words"]
YES_NO = {"yes": True, "no": False}


@once
def classes() -> Mapping[str, DrugClass]:
    """Each class by its key, in the page's order. Raises DrugTableError for a broken file."""
    return {row[0]: _class(row) for row in records("classes.csv", COLUMNS)}


def _class(row: list[str]) -> DrugClass:
    key, name, short, role, local, article_words, source, local_words = row
    if role not in get_args(Role):
        raise DrugTableError(f"classes.csv: the role of {key} is {role!r}, not cause or treatment")
    if local not in YES_NO:
        raise DrugTableError(f"classes.csv: the local of {key} is {local!r}, not yes or no")
    words = (article_words, source, local_words)
    return DrugClass(key, name, short, cast(Role, role), YES_NO[local], *words)
