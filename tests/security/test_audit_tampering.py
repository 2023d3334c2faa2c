"""Whoever changes the audit by SQL is found out: one line for each finding, exit code 1."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from intake import store
from intake.extensions import db
from intake.services import audit
from tests import factories

NORTH = "WHERE clinic_id = 'north'"
FIFTH = f"{NORTH} AND number = 5"
CUT = "DELETE FROM audit WHERE clinic_id = 'north' AND number = 5"
BACK = (
    "UPDATE audit_head SET number = 4, mac ="
    " (SELECT mac FROM audit WHERE clinic_id = 'north' AND number = 4)"
    " WHERE clinic_id = 'north'"
)


@pytest.fixture
def written(app: Flask) -> None:
    """Five rows of North's, the second with a detail, two of South's; the triggers are off."""
    audit.record("system", "signed in", clinic_id="north")
    audit.record("system", "searched", clinic_id="north", found=3)
    for _ in range(3):
        audit.record("system", "saw worklist", clinic_id="north")
    for _ in range(2):
        audit.record("system", "signed in", clinic_id="south")
    run(*OFF[db.engine.dialect.name])


OFF = {
    "sqlite": (
        "DROP TRIGGER audit_is_final",
        "DROP TRIGGER audit_stays",
        "DROP TRIGGER audit_detail_stays",
    ),
    "postgresql": (
        "ALTER TABLE audit DISABLE TRIGGER USER",
        "ALTER TABLE audit_detail DISABLE TRIGGER USER",
    ),
}


def run(*statements: str) -> None:
    with store.transaction():
        for statement in statements:
            db.session.execute(text(statement))


def verify(app: Flask, *options: str) -> tuple[int, list[str]]:
    run = app.test_cli_runner().invoke(args=["audit", "verify", *options])
    return run.exit_code, run.output.splitlines()


def test_requirement_43_an_untouched_audit_has_no_finding(app: Flask, written: None) -> None:
    assert verify(app) == (0, ["The audit is as it was written."])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "'2026-01-01 00:00:00'"),
        ("who", "'1'"),
        ("deed", "'signed out'"),
        ("visit_id", "'other'"),
        ("reference", "'AAAA-2222'"),
    ],
)
def test_requirement_43_an_edit_of_any_column_is_found(
    app: Flask, written: None, column: str, value: str
) -> None:
    run(f"UPDATE audit SET {column} = {value} WHERE clinic_id = 'north' AND number = 3")
    assert verify(app) == (1, ["north: row 3 was changed, or its place"])


def test_requirement_43_a_row_moved_to_another_clinic_is_found(app: Flask, written: None) -> None:
    fifth = "clinic_id = 'north' AND number = 5"
    run(f"UPDATE audit SET clinic_id = 'south', number = 3 WHERE {fifth}")
    code, found = verify(app)
    assert code == 1
    assert "north: row 5 is missing" in found
    assert "south: row 3 was changed, or its place" in found


def test_requirement_43_a_deleted_row_is_found(app: Flask, written: None) -> None:
    run("DELETE FROM audit WHERE clinic_id = 'north' AND number IN (3, 4)")
    assert verify(app) == (1, ["north: rows 3 to 4 are missing"])


def test_requirement_43_a_deleted_row_is_found_when_the_rest_moves_up(
    app: Flask, written: None
) -> None:
    run(
        "DELETE FROM audit WHERE clinic_id = 'north' AND number = 3",
        "UPDATE audit SET number = 3 WHERE clinic_id = 'north' AND number = 4",
        "UPDATE audit SET number = 4 WHERE clinic_id = 'north' AND number = 5",
    )
    code, found = verify(app)
    assert code == 1
    assert "north: row 3 was changed, or its place" in found
    assert "north: row 5 is missing" in found


def test_requirement_43_swapped_rows_are_found(app: Flask, written: None) -> None:
    run(
        "UPDATE audit SET number = 99 WHERE clinic_id = 'north' AND number = 3",
        "UPDATE audit SET number = 3 WHERE clinic_id = 'north' AND number = 4",
        "UPDATE audit SET number = 4 WHERE clinic_id = 'north' AND number = 99",
    )
    code, found = verify(app)
    assert code == 1
    assert "north: row 3 was changed, or its place" in found


def test_requirement_43_a_cut_tail_is_found_by_the_head(app: Flask, written: None) -> None:
    run(CUT)
    assert verify(app) == (1, ["north: row 5 is missing"])


def test_requirement_43_an_emptied_audit_is_found(app: Flask, written: None) -> None:
    ours = "WHERE clinic_id IN ('north', 'south')"
    run(f"DELETE FROM audit_detail {ours}", f"DELETE FROM audit {ours}")
    assert verify(app) == (
        1,
        ["north: rows 1 to 5 are missing", "south: rows 1 to 2 are missing"],
    )


def test_requirement_43_a_tail_cut_with_its_head_is_found_by_the_head_kept_elsewhere(
    app: Flask, written: None, tmp_path: Path
) -> None:
    kept = tmp_path / "heads.txt"
    kept.write_text(app.test_cli_runner().invoke(args=["audit", "head"]).output)
    assert verify(app, "--heads", str(kept))[0] == 0
    run(CUT, BACK)
    assert verify(app)[0] == 0, "nothing in the database tells"
    code, (found,) = verify(app, "--heads", str(kept))
    assert code == 1
    assert found == f"north: row 5 is missing: it was the last one, says line 2 of {kept}"


def test_requirement_43_a_detail_that_was_changed_or_deleted_is_found(
    app: Flask, written: None
) -> None:
    run(f"UPDATE audit_detail SET content = (SELECT mac FROM audit {FIFTH}) {NORTH}")
    assert verify(app) == (1, ["north: the detail of row 2 is missing or does not open"])
    run(f"DELETE FROM audit_detail {NORTH}")
    assert verify(app) == (1, ["north: the detail of row 2 is missing or does not open"])


def test_requirement_43_a_visit_that_vanished_is_found(app: Flask, clinic: store.Clinic) -> None:
    visit = factories.make_visit(clinic)
    assert verify(app)[0] == 0
    run(f"UPDATE visit SET reference = 'AAAA-2222' WHERE id = '{visit.id}'")
    said = f"hilltop: the visit {visit.reference} was made and is not there"
    assert verify(app) == (1, [said, "hilltop: the visit AAAA-2222 does not open"])
    run("DELETE FROM visit")
    assert verify(app) == (1, [said])


@pytest.mark.parametrize("line", ["hilltop", "hilltop five 00", "hilltop 5 zz", "\x00"])
def test_a_line_that_is_no_head_is_refused(app: Flask, tmp_path: Path, line: str) -> None:
    kept = tmp_path / "heads.txt"
    kept.write_text(line)
    code, (said,) = verify(app, "--heads", str(kept))
    assert code == 2
    assert "line 1 of" in said
