"""What a change of the tables would alter, for the pharmacist who makes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intake.drugs.model import Reading
from intake.drugs.reading.line import read_line
from intake.drugs.tables.files import load, tables_of
from intake.drugs.tables.rows import listed_names


@dataclass(frozen=True)
class Difference:
    """A text that the present tables and others read differently."""

    text: str
    before: Reading
    after: Reading

    def to_json(self) -> dict[str, Any]:
        """The object that `drugs diff` prints for the text."""
        return {
            "text": self.text,
            "before": self.before.to_json(),
            "after": self.after.to_json(),
        }


def differences(folder: Path, texts: Iterable[str] | None = None) -> list[Difference]:
    """The texts (by default every name of either's tables) that the folder's tables read otherwise.

    For a command: no other thread may read meanwhile. Raises DrugTableError for a wrong folder.
    """
    asked = dict.fromkeys(listed_names() if texts is None else texts)
    with tables_of(folder):  # first, so that a wrong folder is told at once
        load()
        asked |= dict.fromkeys(listed_names() if texts is None else ())
        after = [read_line(text) for text in asked]
    both = (
        Difference(text, read_line(text), then) for text, then in zip(asked, after, strict=True)
    )
    return [one for one in both if _told(one.before) != _told(one.after)]


def _told(reading: Reading) -> tuple[object, ...]:
    """All that the page may tell of a reading; by how many letters a name was missed is none."""
    drugs = [(drug.ingredient, drug.classes, drug.status) for drug in reading.drugs]
    return reading.result, reading.classes, drugs, reading.candidates, reading.elsewhere
