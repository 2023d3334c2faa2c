"""`flask db upgrade` killed at any statement can be repeated, and a second one waits for it."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import current, upgrade
from sqlalchemy import event, inspect, text
from sqlalchemy.exc import OperationalError

from intake.config import Settings
from intake.extensions import db
from intake.store.database import WRITES
from tests.service import serving


class Killed(BaseException):
    """In place of a signal, which the database takes for a rollback."""


@pytest.mark.parametrize("statement", [20, 50, 80])
def test_an_upgrade_that_was_killed_is_done_again(empty: Flask, statement: int) -> None:
    done = 0

    @event.listens_for(db.engine, "before_cursor_execute")
    def kill(*_: object) -> None:
        nonlocal done
        done += 1
        if done == statement:
            raise Killed

    with pytest.raises(Killed):
        upgrade()
    event.remove(db.engine, "before_cursor_execute", kill)
    db.engine.dispose()
    upgrade()
    assert "audit" in inspect(db.engine).get_table_names()


@pytest.mark.parametrize("deed", ["upgrade", "current"])
def test_no_file_is_left_where_an_upgrade_failed_or_somebody_only_looked(
    settings: Settings, tmp_path: Path, deed: str
) -> None:
    file = tmp_path / "mistyped.sqlite"
    there = replace(settings, database_url=f"sqlite:///{file}")
    with serving(there), pytest.raises((Killed, OperationalError)):
        if deed == "current":
            current()

        @event.listens_for(db.engine, "commit")
        def kill(*_: object) -> None:
            raise Killed

        upgrade()
    assert not list(tmp_path.glob("mistyped*"))
    with serving(there):
        upgrade()
    assert file.exists()


def test_an_upgrade_waits_for_another_that_is_under_way(empty: Flask, engine: str) -> None:
    def upgrade_beside() -> None:
        with empty.app_context():
            upgrade()

    with db.engine.execution_options(**{WRITES: True}).connect() as other:
        if engine == "postgresql":
            other.execute(text("SELECT pg_advisory_xact_lock(hashtext('intake upgrade'))"))
        else:
            other.execute(text("CREATE TABLE mine (id INTEGER)"))
        beside = threading.Thread(target=upgrade_beside)
        beside.start()
        beside.join(0.5)
        assert beside.is_alive()
        other.rollback()
    beside.join(30)
    assert "audit" in inspect(db.engine).get_table_names()
