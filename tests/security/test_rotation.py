"""A new master key, row by row, while the service goes on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import LargeBinary, select, text

from intake import store
from intake.config import Settings
from intake.extensions import Base, db
from intake.store.sealing.encryption import FORMAT, id_of
from intake.store.tables import Sealed, SubmissionRow
from intake.store.upkeep import rotation
from intake.store.upkeep.made_keys import check_keys
from tests import factories
from tests.security.services import OTHER_MASTER, restarted

# Bytes that nobody can open: hashes and marks.
NOT_SEALED = {"mark", "link_hash", "key", "key_hash", "sender", "id", "public", "token"} | {
    "code_hash",
    "detail",
    "mac",
}


class KilledError(Exception):
    """The process was killed here."""


@pytest.fixture
def filled(app: Flask, visit: store.Visit, monkeypatch: pytest.MonkeyPatch) -> store.Visit:
    """A visit that was sent, with its page, beside one that is filled in."""
    monkeypatch.setattr("reports.draw", lambda *_: b"%PDF-page")
    factories.make_draft(factories.start_visit(key="another"), {"about.name": "Ben Example"})
    return factories.make_submission(visit)


def rotating(settings: Settings) -> dict[str, Any]:
    return {"master_key": OTHER_MASTER, "old_master_keys": (settings.master_key,)}


def opens(visit: store.Visit) -> None:
    """Read all that is kept of it."""
    found = factories.fresh(visit)
    stored = store.submission(found)
    assert stored
    assert stored.content["answers"]["about.name"] == "Ana Example"
    assert found.booked == factories.ANA
    given = {one.given.name for one in store.worklist("hilltop")}
    assert {"Ben Example", "Ana Example"} <= given


def heads() -> set[bytes]:
    """Which master keys wrap what is kept."""
    return {head for head, number in rotation.still_wrapped_by().items() if number}


def test_requirement_38_rotation_killed_in_the_middle_goes_on(
    settings: Settings, filled: store.Visit
) -> None:
    old, new = id_of(settings.master_key), id_of(OTHER_MASTER)
    with restarted(settings, **rotating(settings)):
        seen = []

        def kill(*told: object) -> None:
            seen.append(told)
            if len(seen) == 4:
                raise KilledError

        with pytest.raises(KilledError):
            store.rotate(kill)
        assert heads() == {old, new}
        opens(filled)
    # A worker whose own key is the old one still, and knows the new one.
    with restarted(settings, old_master_keys=(OTHER_MASTER,)):
        opens(filled)
        factories.save_answers(factories.start_visit(key="meanwhile"), {"about.name": "Cy"})
    with restarted(settings, **rotating(settings)) as app:
        said = app.test_cli_runner().invoke(args=["keys", "rotate"])
        assert said.exit_code == 0, said.output
        assert f"Key 1 of INTAKE_OLD_MASTER_KEYS ({old.hex()}) may be removed" in said.output
        assert heads() == {new}
        assert sum(store.rotate().rewrapped.values()) == 0
    with restarted(settings, master_key=OTHER_MASTER):
        opens(filled)
        check_keys()


def test_requirement_38_rotation_changes_the_head_of_a_record_only(
    settings: Settings, filled: store.Visit
) -> None:
    before = db.session.scalars(select(SubmissionRow.content)).one()
    db.session.rollback()
    with restarted(settings, **rotating(settings)):
        store.rotate()
        after = db.session.scalars(select(SubmissionRow.content)).one()
        assert after != before
        assert after[65:] == before[65:]
        assert after.startswith(FORMAT + id_of(OTHER_MASTER))


def test_requirement_38_an_unreadable_record_is_told_and_stops_nothing(
    settings: Settings, filled: store.Visit
) -> None:
    db.session.execute(text("UPDATE draft SET answers = :blob"), {"blob": FORMAT + b"x" * 90})
    db.session.commit()
    with restarted(settings, **rotating(settings)) as app:
        said = app.test_cli_runner().invoke(args=["keys", "rotate"])
        assert said.exit_code == 1
        assert "draft: 1 rows open with none of the keys" in said.output
        opens(filled)


def test_requirement_38_what_is_written_during_rotation_is_kept(
    settings: Settings, filled: store.Visit
) -> None:
    other = factories.start_visit(key="another")
    with restarted(settings, **rotating(settings)) as app:
        with ThreadPoolExecutor(1) as pool:

            def write() -> None:
                with app.app_context():
                    for number in range(10):
                        factories.save_answers(other, {"about.name": f"Ben {number}"})

            writing = pool.submit(write)
            store.rotate()
            writing.result()
        store.rotate()
        assert factories.saved_answers(factories.fresh(other))["about.name"] == "Ben 9"
        assert heads() == {id_of(OTHER_MASTER)}


def test_requirement_38_no_column_of_bytes_is_forgotten_in_rotation() -> None:
    columns = [one for table in Base.metadata.sorted_tables for one in table.columns]
    of_bytes = [one for one in columns if isinstance(one.type, LargeBinary | Sealed)]
    assert [str(one) for one in of_bytes if not isinstance(one.type, Sealed)] == [
        str(one) for one in of_bytes if one.name in NOT_SEALED
    ]
