"""A service that would lose or betray what patients type does not start, and says why in a line."""

from __future__ import annotations

import base64
import hashlib
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pysqlite3
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text

from intake import store
from intake.app import check_start, create_app
from intake.config import ConfigError, Settings, from_environment
from intake.extensions import db
from intake.store.database import engine_options
from tests import factories
from tests.databases import Database
from tests.security.services import OTHER_MASTER, restarted
from tests.service import serving, settings_of

ROOT = Path(__file__).resolve().parents[2]


def in_base64(key: bytes) -> str:
    return base64.b64encode(key).decode()


WHOLE = {
    "DATABASE_URL": "postgresql://db/intake",
    "INTAKE_SECRET_KEY": hashlib.sha256(b"a secret").hexdigest(),
    "INTAKE_MASTER_KEY": in_base64(hashlib.sha256(b"a key").digest()),
    "INTAKE_BASE_URL": "https://intake.example/",
}


def refused(**changes: str) -> str:
    with pytest.raises(ConfigError) as why:
        from_environment({**WHOLE, **changes})
    return str(why.value)


@pytest.mark.parametrize(
    "key",
    [
        bytes(32),
        b"\xff" * 32,
        bytes(range(32)),
        bytes(range(64, 0, -2)),
        b"password" * 4,
        b"0123456789abcdef" * 2,
        b"intake-master-k!" * 2,
    ],
)
def test_requirement_11_a_simple_master_key_is_refused(key: bytes) -> None:
    assert "INTAKE_MASTER_KEY" in refused(INTAKE_MASTER_KEY=in_base64(key))


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "short",
        " " * 40,
        "s" * 64,
        "01" * 32,
        "changeme" * 8,
        "change-me-change-me-change-me-change-me",
        "12345678901234567890123456789012",
        "abcdefghijklmnopqrstuvwxyz0123456789",
        "secretsecretsecretsecretsecretsecret",
    ],
)
def test_requirement_11_a_simple_secret_is_refused(secret: str) -> None:
    assert "INTAKE_SECRET_KEY" in refused(INTAKE_SECRET_KEY=secret)


def test_random_keys_are_never_too_simple() -> None:
    for _ in range(2000):
        assert from_environment(
            {
                **WHOLE,
                "INTAKE_SECRET_KEY": os.urandom(16).hex(),
                "INTAKE_MASTER_KEY": in_base64(os.urandom(32)),
            }
        )


def test_old_keys_are_taken_as_they_are_and_must_be_keys() -> None:
    old = in_base64(bytes(32))
    settings = from_environment({**WHOLE, "INTAKE_OLD_MASTER_KEYS": f"{old}, {old},"})
    assert settings.old_master_keys == (bytes(32), bytes(32))
    assert "INTAKE_OLD_MASTER_KEYS" in refused(INTAKE_OLD_MASTER_KEYS="c2hvcnQ=")
    settings = from_environment({**WHOLE, "INTAKE_OLD_SECRET_KEYS": "newer,older"})
    assert settings.signing_keys == ["older", "newer", WHOLE["INTAKE_SECRET_KEY"]]


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///intake.sqlite",
        "sqlite:///./intake.sqlite",
        "sqlite:///file::memory:?uri=true",
        "sqlite+pysqlite://",
        "mysql://db/intake",
        "postgres",
        "postgresql://user:hunter2secret@db:x/intake",
    ],
)
def test_requirement_11_a_database_that_forgets_or_moves_is_refused(url: str) -> None:
    said = refused(DATABASE_URL=url)
    assert said.startswith("DATABASE_URL")
    assert "hunter2secret" not in said


@pytest.mark.parametrize("value", ["0", "", "false", "no", "true", "yes", " 1", "2"])
def test_requirement_11_only_1_means_the_demo(value: str) -> None:
    assert not from_environment({**WHOLE, "INTAKE_DEMO": value}).demo
    with pytest.raises(ConfigError, match="Set DATABASE_URL"):
        from_environment({"INTAKE_DEMO": value})
    with pytest.raises(ConfigError, match="Set DATABASE_URL"):
        from_environment({"INTAKE_DEMO": value}, command_line=True)


@pytest.mark.parametrize(
    "name",
    ["INTAKE_SECRET_KEY", "INTAKE_MASTER_KEY", "INTAKE_OLD_SECRET_KEYS", "INTAKE_OLD_MASTER_KEYS"],
)
@pytest.mark.parametrize("command_line", [True, False])
def test_requirement_11_the_demo_is_refused_beside_real_keys(name: str, command_line: bool) -> None:
    with pytest.raises(ConfigError, match=name):
        env = {"INTAKE_DEMO": "1", name: WHOLE.get(name, "old")}
        from_environment(env, command_line=command_line)
    assert from_environment({"INTAKE_DEMO": "1"}).demo
    assert from_environment({}, command_line=True).demo


# The database.


def start(settings: Settings) -> str:
    """What a server that starts with these settings is told; nothing if it starts."""
    with serving(settings) as app:
        try:
            check_start(app)
        except ConfigError as error:
            return str(error)
        assert db.engine.pool.checkedin() == 0  # type: ignore[attr-defined]
        return ""


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
    assert "db upgrade" in start(settings_of(f"sqlite:///{tmp_path / 'empty.sqlite'}"))
    db.session.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    db.session.commit()
    assert "db upgrade" in start(settings)


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


# What it leaves on the disk.


def test_requirement_36_the_database_and_its_log_are_their_owners_alone(tmp_path: Path) -> None:
    os.umask(0o022)
    file = tmp_path / "data" / "intake.sqlite"
    file.parent.mkdir()
    with serving(settings_of(f"sqlite:///{file}")):
        db.create_all()
        with store.transaction():
            store.add_clinic(factories.CLINIC)
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in file.parent.iterdir()}
    assert modes == {f"intake.sqlite{end}": 0o600 for end in ("", "-wal", "-shm")}


def test_requirement_36_files_that_an_earlier_version_left_open_are_closed(
    app: Flask, settings: Settings
) -> None:
    file = Path(settings.database_url.removeprefix("sqlite:///"))
    file.chmod(0o644)
    assert start(settings) == ""
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


CANARY = "Zyzzyva-canary"


def test_requirement_36_no_word_of_a_patient_is_left_open_on_the_disk(
    app: Flask,
    client: FlaskClient,
    osei: FlaskClient,
    visit: store.Visit,
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    names = {"about.name": f"Ana {CANARY}", "hpi.words": CANARY, "about.dob": "1987-03-29"}
    sent = factories.make_submission(visit, {**factories.make_answers(), **names})
    for ending in ("", f"/intake-{sent.reference}.pdf"):
        assert osei.get(f"/clinic/visits/{sent.reference}{ending}").status_code == 200
    client.get(f"/v/{store.link_token(sent)}")
    written = database.written() + caplog.text.encode() + "".join(capfd.readouterr()).encode()
    for file in (tmp_path / "temporary").rglob("*"):
        written += file.read_bytes() if file.is_file() else b""
    assert len(written) > 50_000
    for word in (CANARY, "1987-03-29", store.link_token(sent), "Sertraline"):
        assert word.encode() not in written, word
