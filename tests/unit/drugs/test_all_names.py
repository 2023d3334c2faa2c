"""Every listed name reads as its own row says, or is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.drugs import read_line
from intake.drugs.tables.known_names import tables
from intake.drugs.tables.rows import VAGUE, rows, table_files


@pytest.mark.parametrize("path", table_files(), ids=lambda path: path.stem)
def test_every_listed_name_is_of_its_own_classes_or_asked_about(path: Path) -> None:
    known = tables().ingredients
    wrong: list[str] = []
    for ingredient, kind, _, _, names, *_ in rows(path):
        classes = () if kind in {VAGUE, "not"} else known[ingredient].classes
        for name in filter(None, names.split(";")):
            reading = read_line(name.strip())
            drugs = reading.classes == classes and (reading.drugs or kind == "not")
            if not (drugs or reading.result == "ask"):
                wrong.append(name)
    assert wrong == []
