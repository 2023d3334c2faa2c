"""Backups on full or wrong disks, under wrong clocks, and of other versions."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pysqlite3
import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade

from intake import store
from intake.app import check_start
from intake.config import Settings
from intake.extensions import db
from intake.services.running import backup
from intake.store.backup.working import working_folder
from tests import factories
from tests.security.services import restarted
from tests.service import Frozen


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=words)
    return result.exit_code, result.output


def elsewhere(settings: Settings, folder: Path, **changes: Any) -> Any:
    """A new machine with the same keys, and no database yet."""
    return restarted(settings, database_url=f"sqlite:///{folder}/new.sqlite", **changes)


def test_a_disk_that_is_full_is_one_line(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def __init__(self, connection: Any) -> None:
            self._connection = connection

        def cursor(self) -> Full:
            return self

        def execute(self, *_: object) -> None:
            raise pysqlite3.OperationalError("database or disk is full")

        def close(self) -> None:
            self._connection.close()

    raw = db.engine.raw_connection
    monkeypatch.setattr(db.engine, "raw_connection", lambda: Full(raw()))
    code, said = run(app, "backup", "make", str(tmp_path / "backups"))
    assert (code, said) == (2, "Error: no backup was made: database or disk is full\n")
    assert not list((tmp_path / "backups").iterdir())


def test_what_a_killed_one_left_is_swept_away_and_what_another_makes_is_not(
    app: Flask, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    left = folder / ".unfinished-killed"
    left.mkdir(parents=True)
    (left / "snapshot").write_bytes(b"half")
    with working_folder(folder) as under_way:
        (under_way / "snapshot").write_bytes(b"half")
        assert run(app, "backup", "make", str(folder))[0] == 0
        assert (under_way / "snapshot").exists()
    [made] = folder.iterdir()
    assert made.name.endswith(".backup")
    assert run(app, "backup", "check", str(made))[0] == 0
    assert [*folder.iterdir()] == [made]


def test_two_backups_that_begin_at_once_do_not_sweep_each_other_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sees the other's folder just before that has locked it."""
    made = tempfile.mkdtemp
    swept: list[str] = []

    def seen_by_another(**words: Any) -> str:
        folder = str(made(**words))
        if not swept:
            swept.append(folder)
            with working_folder(tmp_path):
                assert not Path(folder).exists()
        return folder

    monkeypatch.setattr("intake.store.backup.working.tempfile.mkdtemp", seen_by_another)
    with working_folder(tmp_path) as folder:
        (folder / "snapshot").write_bytes(b"half")
    assert swept
    assert [*tmp_path.iterdir()] == []


def test_a_database_that_cannot_be_opened_is_one_line(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise pysqlite3.OperationalError("disk I/O error")  # of a pragma, as it connects

    monkeypatch.setattr(db.engine, "raw_connection", broken)
    told = run(app, "backup", "make", str(tmp_path / "backups"))
    assert told == (2, "Error: no backup was made: disk I/O error\n")


@pytest.mark.parametrize("keep", [1, 2])
def test_the_one_just_made_stays_though_the_clock_went_back(
    app: Flask, frozen: Frozen, tmp_path: Path, keep: int
) -> None:
    before, _ = backup.make(tmp_path / ".", keep=keep)
    frozen.move(minutes=1)
    older, _ = backup.make(tmp_path / ".", keep=keep)
    frozen.move(days=-1)
    made, _ = backup.make(tmp_path / ".", keep=keep)
    assert made.exists()
    assert older.exists() == (keep == 2)
    assert not before.exists()


def test_one_on_a_disk_that_only_reads_is_opened_elsewhere(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, _ = backup.make(tmp_path, keep=1)
    made, where = tempfile.mkdtemp, list[object]()

    def make(*, prefix: str, dir: Path) -> str:
        where.append(dir)
        return made(prefix=prefix, dir=dir)

    monkeypatch.setattr(tempfile, "mkdtemp", make)
    assert run(app, "backup", "check", str(file))[0] == 0
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, how: path != tmp_path and access(path, how))
    assert run(app, "backup", "check", str(file))[0] == 0
    assert where == [tmp_path, Path(tempfile.gettempdir())]


def test_one_of_a_version_before_is_put_back_upgraded_and_served(
    app: Flask, settings: Settings, visit: store.Visit, tmp_path: Path
) -> None:
    sent = factories.make_submission(visit)
    content = store.submission(sent)
    store.close()
    downgrade(revision="0019")
    store.close()
    assert run(app, "backup", "make", str(tmp_path / "backups"))[0] == 0  # before an upgrade
    [file] = (tmp_path / "backups").iterdir()
    new = tmp_path / "new.sqlite"
    for end in ("-anchor", "-saved"):  # of a database that was lost, and went on after the backup
        Path(f"{new}{end}").write_text('{"hilltop": [99, "00"]}')
    with elsewhere(settings, tmp_path) as other:
        code, said = run(other, "backup", "restore", str(file))
        assert (code, "It is of an older version" in said) == (0, True)
        upgrade()
        store.close()
        assert check_start(other) == "server"
        assert store.submission(factories.fresh(sent)) == content


def test_one_of_a_newer_version_is_refused_and_nothing_is_touched(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    with store.backup.snapshot(tmp_path) as (header, database), database.open("rb") as reading:
        file = tmp_path / "newer.backup"
        with file.open("wb") as out:
            store.backup.pack(replace(header, revision="9999"), reading, out)
    with elsewhere(settings, tmp_path) as other:
        code, said = run(other, "backup", "restore", str(file))
        assert (code, said.count("\n"), "newer version" in said) == (2, 1, True)
    assert not (tmp_path / "new.sqlite").exists()
