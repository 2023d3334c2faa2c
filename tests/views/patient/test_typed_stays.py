"""Whatever keeps a patient's post from being saved, what was typed is shown again."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from intake import store
from intake.extensions import db
from tests.changed_form import next_version
from tests.phones import Tab

TYPED = "Tea, and two liters of water"


def test_a_page_drawn_before_the_form_changed_shows_what_was_typed(
    app: Flask, ready: FlaskClient, form: str, tmp_path: Path
) -> None:
    tabs = [
        Tab.on(ready, f"{form}/health?from=check"),
        Tab.on(ready, f"{form}/med/00000001"),
        Tab.on(ready, f"{form}/med/new"),
    ]
    app.extensions["questionnaires"] = next_version(tmp_path / "forms")

    page, entry, new = (
        tabs[0].post(life_drugs=["other"], life_drugs_other=TYPED, life_water="low"),
        tabs[1].post(med_why=TYPED),
        tabs[2].post(med_name="Zinc", med_why=TYPED),
    )

    for reply in (page, entry, new):
        assert reply.status_code == 400
        assert "The questions on this page have changed" in reply.text
        assert TYPED in reply.text
    # The question that the form no longer asks stands there too, in its words.
    assert "How much do you drink on a normal day?" in page.text
    assert "Under 4 glasses" in page.text
    assert f'href="{form}/health?from=check"' in page.text
    assert ready.get(f"{form}/health?from=check").status_code == 200


def test_a_page_that_the_form_no_longer_has_shows_what_was_typed(
    ready: FlaskClient, form: str
) -> None:
    page = Tab.on(ready, f"{form}/health")
    reply = ready.post(f"{form}/habits", data=page.with_typed(pmh_free=TYPED))
    assert reply.status_code == 404
    assert TYPED in reply.text


def test_a_database_that_stays_locked_says_so_and_shows_what_was_typed(
    ready: FlaskClient,
    form: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    page, check = (Tab.on(ready, f"{form}/{one}") for one in ("health", "check"))

    def locked(*_: object) -> None:
        raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))

    monkeypatch.setattr(store, "lock_visit", locked)
    with caplog.at_level(logging.DEBUG):
        replies = page.post(pmh_free=TYPED), check.post()

    for reply in replies:
        assert reply.status_code == 503
        assert "The service is busy" in reply.text
    assert TYPED in replies[0].text
    assert "OperationalError" in caplog.text
    assert TYPED not in caplog.text


def test_a_crash_shows_the_patient_what_was_typed(
    ready: FlaskClient, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Tab.on(ready, f"{form}/health")

    def crash(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(store, "keep_draft", crash)
    reply = page.post(pmh_free=TYPED)
    assert reply.status_code == 500
    assert "Sorry, something went wrong" in reply.text
    assert TYPED in reply.text


def test_answers_that_do_not_open_say_so_and_show_what_was_typed(
    ready: FlaskClient, form: str
) -> None:
    page = Tab.on(ready, f"{form}/health")
    with store.transaction():
        db.session.execute(text("UPDATE draft SET answers = :blob"), {"blob": b"\1\2"})
    reply = page.post(pmh_free=TYPED)
    assert reply.status_code == 503
    assert "This form cannot be read" in reply.text
    assert TYPED in reply.text


def test_what_is_too_long_to_send_says_so(ready: FlaskClient, form: str) -> None:
    reply = ready.post(f"{form}/health", data={"pmh.free": "x" * 1_100_000})
    assert reply.status_code == 413
    assert "That was too long to send" in reply.text
