"""A backup holds what was acknowledged, opens with the master key alone, and can be put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from intake import store
from intake.config import Settings
from intake.extensions import db
from intake.services.deletion.erasing import erase
from intake.services.running import backup
from tests import factories
from tests.databases import Database, Databases
from tests.security.services import OTHER_MASTER, restarted
from tests.service import serving


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """The list of erased visits is in the test's own folder."""
    object.__setattr__(settings, "erased_list", tmp_path / "list" / "erased.list")
    return settings


@pytest.fixture
def sent(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[store.Visit]:
    """Two visits that were sent."""
    monkeypatch.setattr("reports.draw", lambda *_: b"%PDF-page")
    return [factories.make_submission(factories.make_visit()) for _ in range(2)]


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=words)
    return result.exit_code, result.output


def emptied(settings: Settings, databases: Databases, engine: str) -> None:
    """Take the database away, as a broken disk does."""
    store.close()
    if engine == "sqlite":
        file = Path(settings.database_url.removeprefix("sqlite:///"))
        for one in file.parent.glob(f"{file.name}*"):
            one.unlink()
    else:
        databases.postgresql(filled=False)


def test_requirement_53_a_backup_is_put_back_whole_and_what_was_erased_stays_erased(
    app: Flask,
    settings: Settings,
    database: Database,
    databases: Databases,
    engine: str,
    sent: list[store.Visit],
    tmp_path: Path,
) -> None:
    kept, erased = sent
    code, said = run(app, "backup", "make", str(tmp_path / "backups"))
    assert code == 0, said
    [file] = (tmp_path / "backups").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert b"hilltop" not in file.read_bytes().split(b"}", 1)[1]
    assert run(app, "backup", "check", str(file))[0] == 0
    before = store.submission(kept)
    erase(erased, "command")
    db.session.remove()
    assert run(app, "backup", "restore", str(file))[0] == 2  # where a database is
    emptied(settings, databases, engine)
    with serving(settings) as new:
        code, said = run(new, "backup", "restore", str(file))
        assert code == 0, said
        assert "Erased again what was erased since: 1 visits" in said
        assert store.submission(factories.fresh(kept)) == before
        assert store.clinic_visit("hilltop", erased.reference) is None
        assert run(new, "audit", "verify")[0] == 0


def test_a_backup_that_was_changed_cut_or_taken_apart_does_not_open(
    app: Flask, sent: list[store.Visit], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.backup.container, "PIECE", 50_000)
    file, _ = backup.make(tmp_path, keep=1)
    whole = file.read_bytes()
    ends = [len(whole) - 1, len(whole) // 2, 30, 3]
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 1
    head = whole.replace(b'"visit": 2', b'"visit": 3')
    for broken in (*(whole[:end] for end in ends), bytes(changed), head, whole + whole[-100:]):
        file.write_bytes(broken)
        with pytest.raises(backup.BackupError):
            backup.check(file)
    file.write_bytes(whole)
    backup.check(file)


def test_a_backup_names_the_master_key_that_it_needs(
    app: Flask, settings: Settings, sent: list[store.Visit], tmp_path: Path
) -> None:
    file, header = backup.make(tmp_path, keep=1)
    assert header.master_keys == (store.id_of(settings.master_key).hex(),)
    with restarted(settings, master_key=OTHER_MASTER) as other:
        code, said = run(other, "backup", "check", str(file))
        assert (code, header.master_keys[0] in said) == (2, True)


def test_a_backup_from_the_midst_of_a_change_of_keys_needs_both(
    app: Flask, settings: Settings, sent: list[store.Visit], tmp_path: Path
) -> None:
    both = {"master_key": OTHER_MASTER, "old_master_keys": (settings.master_key,)}
    ids = sorted(store.id_of(one).hex() for one in (OTHER_MASTER, settings.master_key))
    with restarted(settings, **both):
        file, header = backup.make(tmp_path, keep=1)
    assert list(header.master_keys) == ids
    elsewhere = tmp_path / "new" / "intake.sqlite"
    url = f"sqlite:///{elsewhere}"
    with restarted(settings, master_key=OTHER_MASTER, database_url=url) as other:
        old = store.id_of(settings.master_key).hex()
        code, said = run(other, "backup", "check", str(file))
        assert (code, old in said.splitlines()[-1]) == (1, True)
        code, said = run(other, "backup", "restore", str(file))
        assert (code, said.count("\n"), old in said) == (2, 1, True)
        assert not elsewhere.exists()
        code, said = run(other, "backup", "restore", "--anyway", str(file))
        assert (code, said.count("\n")) == (2, 1)  # the keys of the database are under the lost one
    elsewhere.unlink()
    with restarted(settings, **both, database_url=url) as other:
        assert "Put back" in run(other, "backup", "restore", str(file))[1]


def test_the_newest_stay_and_a_failed_one_leaves_nothing(
    app: Flask, sent: list[store.Visit], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        monkeypatch.setattr(backup, "NAME", f"intake-{number}.backup")
        backup.make(tmp_path / ".", keep=2)
    assert sorted(one.name for one in tmp_path.glob("*backup")) == [
        "intake-1.backup",
        "intake-2.backup",
    ]

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(store.backup, "pack", fail)
    with pytest.raises(OSError, match="no space"):
        backup.make(tmp_path, keep=2)
    assert not list(tmp_path.glob(".*"))


def test_what_is_put_back_and_not_as_it_was_is_told(
    app: Flask, settings: Settings, sent: list[store.Visit], tmp_path: Path
) -> None:
    file, header = backup.make(tmp_path, keep=1)
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE audit_head SET number = number - 1 WHERE clinic_id <> ''"))
    assert list(backup.differences(header, file.name))
