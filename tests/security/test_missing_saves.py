"""What was acknowledged and is missing from SQLite's file is noticed before anybody is served."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pysqlite3
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from intake import store
from intake.app import check_start
from intake.config import ConfigError, Settings
from intake.extensions import db
from intake.services.filling.submit import submit
from intake.store.audit import anchor
from intake.store.visits import last_save
from tests import factories
from tests.security.services import start
from tests.service import Frozen, serving


def test_a_log_that_was_removed_is_noticed_before_anybody_is_served(
    app: Flask, settings: Settings, visit: store.Visit, tmp_path: Path
) -> None:
    file = tmp_path / "intake.sqlite"
    store.deletion.wipe()  # all that was before is in the file itself
    sent = factories.make_submission(visit)
    with db.engine.connect() as reading:  # so that closing does not write the log back
        reading.execute(text("SELECT 1 FROM visit"))
        without = file.read_bytes()
        log = Path(f"{file}-wal").read_bytes()
        reading.rollback()
    anchor = Path(f"{file}-anchor").read_bytes()
    store.close()
    file.write_bytes(without)
    for end in ("-wal", "-shm"):
        Path(f"{file}{end}").unlink(missing_ok=True)
    told = start(settings)
    assert "acknowledged are missing" in told
    with serving(settings) as again, pytest.MonkeyPatch.context() as patch:
        patch.setenv("FLASK_RUN_FROM_CLI", "true")
        with pytest.raises(ConfigError, match="acknowledged are missing"):
            check_start(again)  # or a command's own deed would hide the loss
    assert store.submission(sent) is None
    store.close()
    ends = json.loads(anchor)
    Path(f"{file}-anchor").write_text(json.dumps({"hilltop": [1, ends["hilltop"][1]]}))
    assert "1 deeds that were acknowledged are missing" in start(settings)  # another in its place
    store.close()
    file.write_bytes(without)
    for end, content in (("-wal", log), ("-anchor", anchor)):
        Path(f"{file}{end}").write_bytes(content)
    assert start(settings) == ""
    assert store.submission(sent)


@pytest.mark.parametrize("then", ["sent", "saved"])
def test_whoever_is_killed_after_a_commit_leaves_no_false_alarm_though_the_clock_went_back(
    app: Flask, settings: Settings, visit: store.Visit, frozen: Frozen,
    monkeypatch: pytest.MonkeyPatch, then: str,
) -> None:  # fmt: skip
    frozen.move(hours=1)
    factories.make_draft(visit)
    frozen.move(hours=-1)
    monkeypatch.setattr(last_save, "afterwards", lambda _write: None)  # killed before it writes
    if then == "sent":
        submit(visit)
    else:
        factories.make_draft(visit, factories.make_answers(impact_worry="Something else."))
    assert start(settings) == ""


def test_a_save_that_went_with_the_log_is_noticed_too(
    app: Flask, settings: Settings, visit: store.Visit, tmp_path: Path
) -> None:
    file = tmp_path / "intake.sqlite"
    store.deletion.wipe()
    with db.engine.connect() as reading:
        factories.make_draft(visit)
        reading.execute(text("SELECT 1 FROM visit"))
        without = file.read_bytes()
        log = Path(f"{file}-wal").read_bytes()
        reading.rollback()
    store.close()
    file.write_bytes(without)
    for end in ("-wal", "-shm"):
        Path(f"{file}{end}").unlink(missing_ok=True)
    assert "what a patient saved last is missing" in start(settings)
    store.close()
    file.write_bytes(without)
    Path(f"{file}-wal").write_bytes(log)
    assert start(settings) == ""


def test_what_became_of_the_last_save_by_right_is_no_loss(
    app: Flask, visit: store.Visit, tmp_path: Path
) -> None:
    file = tmp_path / "intake.sqlite-saved"
    factories.make_draft(visit)
    saved = file.read_bytes()
    for deed in (factories.make_draft, factories.make_submission):
        deed(visit)
        last_save.check()
        file.write_bytes(saved)  # killed before it was noted
        last_save.check()
    file.write_bytes(bytes(128))  # after a power cut
    last_save.check()


@pytest.mark.parametrize("content", ["[]", "x", '{"hilltop": null}', '{"hilltop": [1e400, 2]}'])
def test_an_anchor_that_makes_no_sense_is_told(
    app: Flask, settings: Settings, visit: store.Visit, content: str
) -> None:
    Path(f"{settings.database_url.removeprefix('sqlite:///')}-anchor").write_text(content)
    assert "-anchor cannot be read" in start(settings)


def test_a_disk_that_is_full_leaves_the_anchor_that_was_there(
    app: Flask, settings: Settings, visit: store.Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.make_submission(visit)
    file = Path(f"{settings.database_url.removeprefix('sqlite:///')}-anchor")
    before, pwrite = file.read_bytes(), os.pwrite
    with monkeypatch.context() as full:
        full.setattr(
            os, "pwrite", lambda to, content, at: pwrite(to, content[: len(before) - at], at)
        )
        anchor.keep([("another clinic", 1, b"mac")])
    assert file.read_bytes() == before
    anchor.keep([("another clinic", 1, b"mac")])
    assert "another clinic" in json.loads(file.read_bytes())


def test_a_start_on_a_full_disk_is_one_line(
    app: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OperationalError("", None, pysqlite3.OperationalError("database or disk is full"))

    monkeypatch.setattr("intake.services.audit.record", full)
    assert start(settings) == "the database cannot be used: database or disk is full"
