"""Keys: apart from the database, each for one purpose, changed without losing anything."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import LargeBinary, select, text

from intake import store
from intake.app import create_app
from intake.config import ConfigError, Settings
from intake.extensions import Base, db
from intake.store.sealing.encryption import FORMAT, id_of
from intake.store.sealing.keys import keyring
from intake.store.sealing.purposes import PURPOSES
from intake.store.tables import KeyRow, Sealed, SubmissionRow
from intake.store.upkeep import rotation
from intake.store.upkeep.made_keys import check_keys
from tests import factories
from tests.databases import Database
from tests.factories import PASSWORD
from tests.security.services import OTHER_MASTER, OTHER_SECRET, restarted
from tests.views.conftest import posted

ROOT = Path(__file__).resolve().parents[2]
# Bytes that nobody can open: hashes and marks.
NOT_SEALED = {"mark", "link_hash", "key", "key_hash", "sender"}
BORN = {"born-day": "17", "born-month": "5", "born-year": "1990"}


class KilledError(Exception):
    """The process was killed here."""


def field(page: str, name: str) -> str:
    found: list[str] = lxml.html.fromstring(page).xpath(f"//input[@name='{name}']/@value")
    return found[0]


def start(client: FlaskClient, visit: store.Visit) -> str:
    """Follow the link and open the form, as with CSRF; gives the page of its first questions."""
    form = f"/form/{store.handle_of(visit)}"
    client.get(f"/v/{store.link_token(visit)}")
    token = field(client.get(form + "/open").text, "csrf_token")
    assert client.post(f"{form}/open", data={**BORN, "csrf_token": token}).status_code == 303
    return client.get(f"{form}/about").text


def cookies_to(old: FlaskClient, new: FlaskClient) -> None:
    for name in ("session", *[one for one in cookie_names(old) if one.startswith("visit-")]):
        cookie = old.get_cookie(name)
        if cookie:
            new.set_cookie(name, cookie.value)


def cookie_names(client: FlaskClient) -> list[str]:
    return [key[2] for key in client._cookies or ()]  # kept by domain, path and name


def test_requirement_39_the_database_alone_opens_nothing(
    app: Flask, settings: Settings, visit: store.Visit, database: Database
) -> None:
    keyring().unlock()
    written = database.written()
    for purpose in PURPOSES:
        assert keyring()._keys[purpose] not in written
    with restarted(settings, master_key=OTHER_MASTER), pytest.raises(ConfigError) as refused:
        check_keys()
    assert "INTAKE_MASTER_KEY" in str(refused.value)


def test_requirement_39_every_key_is_of_one_purpose_and_random(app: Flask) -> None:
    keyring().unlock()
    keys = [keyring()._keys[purpose] for purpose in PURPOSES]
    assert len(set(keys)) == len(keys)
    assert {len(key) for key in keys} == {32}


def test_requirement_38_a_new_secret_ends_neither_links_nor_passwords(
    settings: Settings, visit: store.Visit
) -> None:
    link, handle = store.link_token(visit), store.handle_of(visit)
    with restarted(settings, secret_key=OTHER_SECRET) as app:
        app.config.update(WTF_CSRF_ENABLED=False)
        assert app.test_client().get(f"/v/{link}").location == f"/form/{handle}/open"
        form = {"email": "osei@hilltop.example", "password": PASSWORD}
        assert app.test_client().post("/sign-in", data=form).status_code == 302


@pytest.mark.parametrize(("old", "status"), [(True, 303), (False, 400)])
def test_requirement_38_an_open_form_survives_a_new_secret_beside_the_old(
    app: Flask, settings: Settings, visit: store.Visit, old: bool, status: int
) -> None:
    app.config.update(WTF_CSRF_ENABLED=True)
    patient = app.test_client()
    page = start(patient, visit)
    hidden = {name: field(page, name) for name in ("csrf_token", "seen") if f'"{name}"' in page}
    kept = (settings.secret_key,) if old else ()
    with restarted(settings, secret_key=OTHER_SECRET, old_secret_keys=kept) as again:
        browser = again.test_client()
        cookies_to(patient, browser)
        questions = again.extensions["questionnaires"]["muscle-twitching"].page("about")
        typed = posted(questions, factories.make_answers())
        reply = browser.post(f"/form/{store.handle_of(visit)}/about", data={**hidden, **typed})
        assert reply.status_code == status


def test_two_workers_that_start_at_once_make_the_keys_once(settings: Settings) -> None:
    first, second = create_app(settings), create_app(settings)
    with first.app_context():
        upgrade()
        db.engine.dispose()
    together = Barrier(2)

    def begin(app: Flask) -> tuple[Any, ...]:
        with app.app_context():
            together.wait()
            keyring().unlock()
            db.engine.dispose()
            return tuple(sorted(keyring()._keys.items()))

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(begin, [first, second]))) == 1


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM key WHERE purpose = 'rows'",
        "DELETE FROM key WHERE purpose = 'all keys'",
        "DELETE FROM key",
        "UPDATE key SET made_at = '2020-01-01'",
        "UPDATE key SET number = 2 WHERE purpose = 'rows'",
        "UPDATE key SET purpose = 'more' WHERE purpose = 'rows'",
        "UPDATE key SET sealed = (SELECT sealed FROM key WHERE purpose = 'sender')"
        " WHERE purpose = 'rows'",
    ],
)
def test_requirement_37_a_key_that_was_changed_moved_or_deleted_is_refused(
    settings: Settings, visit: store.Visit, change: str
) -> None:
    db.session.execute(text(change))
    db.session.commit()
    with restarted(settings), pytest.raises(ConfigError):
        keyring().unlock()


def test_requirement_37_marks_taken_off_with_all_keys_are_not_made_again(
    settings: Settings, visit: store.Visit
) -> None:
    tables = [one.name for one in Base.metadata.sorted_tables if "mark" in one.columns]
    db.session.execute(text("DELETE FROM key"))
    for table in tables:
        db.session.execute(text(f'UPDATE "{table}" SET mark = NULL'))
    db.session.commit()
    with restarted(settings), pytest.raises(ConfigError, match="restore the table key"):
        keyring().unlock()


# A new master key.


@pytest.fixture
def filled(app: Flask, visit: store.Visit, monkeypatch: pytest.MonkeyPatch) -> store.Visit:
    """A visit that was sent, with its page, beside one that is filled in."""
    monkeypatch.setattr("reports.render_page", lambda *_: b"%PDF-page")
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


def test_every_purpose_that_the_code_names_is_declared(app: Flask) -> None:
    named = {
        purpose
        for file in (ROOT / "intake").rglob("*.py")
        for purpose in re.findall(r'hashed\(\s*"([^"]+)"', file.read_text())
    }
    assert {"rows", "link token", "document digest"} <= named <= PURPOSES.keys()
    purposes = set(db.session.scalars(select(KeyRow.purpose)))
    assert purposes == {*PURPOSES, "all keys"}
