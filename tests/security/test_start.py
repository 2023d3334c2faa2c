"""A service that would lose or betray what patients type does not start, and says why in a line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pysqlite3
import pytest
from flask import Flask
from sqlalchemy import event, text

from intake import store
from intake.app import check_start, create_app
from intake.config import ConfigError, Settings
from intake.extensions import db
from intake.store.database import engine_options
from tests.security.services import OTHER_MASTER, WHOLE, restarted, start
from tests.service import serving, settings_of

ROOT = Path(__file__).resolve().parents[2]


def test_requirement_39_a_wrong_master_key_does_not_start(
    app: Flask, settings: Settings, visit: store.Visit
) -> None:
    assert start(settings) == ""
    with restarted(settings, master_key=OTHER_MASTER) as other, pytest.raises(ConfigError) as why:
        check_start(other)
    assert str(why.value).startswith("INTAKE_MASTER_KEY is not the key of this database")
    both = {"master_key": OTHER_MASTER, "old_master_keys": (settings.master_key,)}
    with restarted(settings, **both) as other:
        assert check_start(other) == "server"


def test_requirement_39_a_wrong_master_key_refuses_commands_too(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    with restarted(settings) as same:
        assert check_start(same) == "command"
    with restarted(settings, master_key=OTHER_MASTER) as other, pytest.raises(ConfigError):
        check_start(other)


def test_a_database_without_this_versions_tables_does_not_start(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    missing = tmp_path / "empty.sqlite"
    assert "there is no" in start(settings_of(f"sqlite:///{missing}"))
    assert not missing.exists()
    missing.touch()
    assert "db upgrade" in start(settings_of(f"sqlite:///{missing}"))
    db.session.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    db.session.commit()
    assert "db upgrade" in start(settings)


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("ALTER TABLE visit DROP COLUMN kind", "table visit is not as .* kind is missing"),
        ("DROP TABLE name_index", "table name_index .* the whole table is missing"),
    ],
)
def test_half_a_schema_does_not_start(
    app: Flask, settings: Settings, broken: str, told: str
) -> None:
    with db.engine.begin() as connection:
        connection.execute(text(broken))
    assert re.search(told, start(settings))


def test_requirement_55_a_postgresql_that_loses_data_does_not_start(
    app: Flask, settings: Settings, engine: str
) -> None:
    if engine == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ALTER DATABASE test SET synchronous_commit = off"))
        db.engine.dispose()
        assert "synchronous_commit off" in start(settings)
    else:
        assert start(settings) == ""


def test_a_file_that_is_moved_away_under_the_service_is_not_made_anew(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    with serving(settings) as server:
        assert check_start(server) == "server"
        (tmp_path / "intake.sqlite").rename(tmp_path / "moved")
        assert server.test_client().get("/v/nothing").status_code == 503
        assert not (tmp_path / "intake.sqlite").exists()


def test_a_database_that_is_not_there_does_not_start_and_tells_no_password(tmp_path: Path) -> None:
    assert "cannot be used" in start(settings_of(f"sqlite:///{tmp_path / 'no' / 'x.sqlite'}"))
    said = start(settings_of("postgresql://user:hunter2@127.0.0.1:1/intake"))
    assert "cannot be used" in said
    assert "hunter2" not in said


def test_a_command_that_needs_no_database_makes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    file = tmp_path / "none.sqlite"
    assert create_app(settings_of(f"sqlite:///{file}"))
    with serving(settings_of(f"sqlite:///{file}")) as app:
        assert check_start(app) == "command"
    assert not file.exists()


def test_requirement_55_an_sqlite_that_loses_data_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pysqlite3, "sqlite_version_info", (3, 40, 1))
    with pytest.raises(ConfigError, match=r"3\.51\.3 is needed"):
        engine_options("sqlite:////var/lib/intake.sqlite")


@pytest.mark.parametrize(
    ("pragma", "name"),
    [("synchronous=NORMAL", "synchronous"), ("foreign_keys=OFF", "foreign_keys")],
)
def test_requirement_55_pragmas_that_did_not_take_are_refused(
    app: Flask, settings: Settings, pragma: str, name: str
) -> None:
    with serving(settings) as again:

        @event.listens_for(db.engine, "connect")
        def weaken(connection: Any, _record: object) -> None:
            connection.cursor().execute(f"PRAGMA {pragma}")

        with pytest.raises(ConfigError, match=name):
            check_start(again)


# As it is really started.


def run(folder: Path, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), **env},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_requirement_11_flask_run_with_nothing_set_refuses(tmp_path: Path) -> None:
    answer = run(tmp_path, "flask", "--app", "wsgi", "run", "--port", "0")
    assert answer.returncode != 0
    assert "Intake cannot start: Set DATABASE_URL" in answer.stderr
    assert answer.stderr.count("\n") == 1, answer.stderr


def test_requirement_39_gunicorn_with_a_wrong_key_is_one_line_and_the_end(
    app: Flask, settings: Settings, visit: store.Visit, tmp_path: Path
) -> None:
    command = ("gunicorn", "-c", ".setup/gunicorn.py", "wsgi:app", "--bind", "127.0.0.1:0")
    answer = run(tmp_path, *command, **{**WHOLE, "DATABASE_URL": settings.database_url})
    assert answer.returncode != 0
    assert "Intake cannot start: INTAKE_MASTER_KEY is not the key" in answer.stderr
    assert answer.stderr.count("\n") == 1, answer.stderr
