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
from sqlalchemy import select, text

from intake import store
from intake.app import create_app
from intake.config import ConfigError, Settings
from intake.extensions import Base, db
from intake.store.sealing.keys import keyring
from intake.store.sealing.purposes import PURPOSES
from intake.store.tables import KeyRow
from intake.store.upkeep.made_keys import check_keys
from tests import factories
from tests.databases import Database
from tests.factories import PASSWORD
from tests.security.services import OTHER_MASTER, OTHER_SECRET, restarted
from tests.views.conftest import posted

ROOT = Path(__file__).resolve().parents[2]
BORN = {"born-day": "17", "born-month": "5", "born-year": "1990"}


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


def test_every_purpose_that_the_code_names_is_declared(app: Flask) -> None:
    named = {
        purpose
        for file in (ROOT / "intake").rglob("*.py")
        for purpose in re.findall(r'hashed\(\s*"([^"]+)"', file.read_text())
    }
    assert {"rows", "link token", "document digest"} <= named <= PURPOSES.keys()
    purposes = set(db.session.scalars(select(KeyRow.purpose)))
    assert purposes == {*PURPOSES, "all keys"}
