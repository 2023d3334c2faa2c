"""SQLite's files moved, replaced or removed under the service: none acknowledges anything."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from intake import store
from tests import factories
from tests.databases import Database
from tests.phones import Tab, form_of, phone_with
from tests.security.services import start
from tests.service import settings_of

TYPED = "Beekeeper in the hills"
TOLD = "the database's file or its log was moved, replaced or removed"


def replace(file: Path) -> None:
    older = file.with_name("older")
    shutil.copyfile(file, older)
    older.replace(file)


def move(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))


def remove_folder(file: Path) -> None:
    file.parent.rename(file.parent.with_name("gone"))


def remove_log(file: Path) -> None:
    Path(f"{file}-wal").unlink()


@pytest.fixture
def file(database: Database) -> Path:
    return Path(database.url.removeprefix("sqlite:///"))


@pytest.mark.parametrize("harm", [replace, move, remove_folder, remove_log])
def test_a_save_is_busy_and_keeps_what_was_typed(
    app: Flask, visit: store.Visit, file: Path, harm: Callable[[Path], None]
) -> None:
    phone = phone_with(app, factories.make_draft(visit))
    page = Tab.on(phone, f"{form_of(visit)}/about")
    harm(file)
    reply = page.post(about_job=TYPED)
    assert (reply.status_code, TYPED in reply.text) == (503, True)
    ready = phone.get("/readyz")
    assert ready.json
    assert (ready.status_code, ready.json["status"]) == (503, TOLD)


def test_a_connection_made_later_takes_no_other_file_for_it(
    app: Flask, visit: store.Visit, file: Path
) -> None:
    replace(file)
    store.close()
    with pytest.raises(store.UnavailableError):
        store.clinic_visit(visit.clinic.id, visit.reference)


def test_a_damaged_file_is_busy(app: Flask, visit: store.Visit, file: Path) -> None:
    store.close()
    file.write_bytes(b"no database at all, " * 1000)
    browser = app.test_client()
    assert browser.get(f"/v/{store.link_token(visit)}").status_code == 503
    ready = browser.get("/readyz")
    assert ready.json
    assert ready.json["status"] == "the database does not answer"


def test_nobody_opens_a_file_whose_log_was_removed_while_another_process_has_it_open(
    app: Flask, visit: store.Visit, file: Path
) -> None:
    """SQLite would make an empty log, and read and write it as if it were the one before."""
    factories.make_draft(visit)
    remove_log(file)
    told = start(settings_of(f"sqlite:///{file}"))
    assert f"its log {file}-wal was removed" in told
    assert not Path(f"{file}-wal").exists()
