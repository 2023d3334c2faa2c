"""What a patient rightly means by a kind of medicine, though the article does not name it."""

from __future__ import annotations

from intake.drugs.tables.files import lines
from intake.drugs.tables.rows import WITH, rows, table_files


def test_each_goes_by_the_name_that_the_tables_give_its_ingredient() -> None:
    """Else it is never found: the tables call trimethoprim with sulfamethoxazole co-trimoxazole."""
    known = {part for path in table_files() for row in rows(path) for part in row[0].split(WITH)}
    listed = [line for line in lines("kindred.txt") if line and line[0] not in "#["]
    assert {name.strip() for line in listed for name in line.split(";")} <= known
