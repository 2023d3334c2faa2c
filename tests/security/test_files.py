"""What lies on the disk is for its owner only, and tells nothing."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from intake import store
from intake.app import check_start
from intake.config import Settings
from tests import factories
from tests.databases import Database
from tests.service import serving, settings_of


def test_requirement_36_the_database_and_its_log_are_their_owners_alone(tmp_path: Path) -> None:
    os.umask(0o022)
    file = tmp_path / "data" / "intake.sqlite"
    file.parent.mkdir()
    with serving(settings_of(f"sqlite:///{file}")):
        upgrade()
        with store.transaction():
            store.add_clinic(factories.CLINIC)
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in file.parent.iterdir()}
    assert modes == {f"intake.sqlite{end}": 0o600 for end in ("", "-wal", "-shm")}


def test_requirement_36_files_that_an_earlier_version_left_open_are_closed(
    app: Flask, settings: Settings
) -> None:
    file = Path(settings.database_url.removeprefix("sqlite:///"))
    file.chmod(0o644)
    with serving(settings) as again:
        check_start(again)
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
