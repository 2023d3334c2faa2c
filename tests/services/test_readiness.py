"""The service says it is ready only when it can take and keep what a patient sends."""

from __future__ import annotations

import os
import shutil
from types import SimpleNamespace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from intake import store
from intake.config import Settings
from intake.extensions import db
from intake.services import audit
from tests.security.services import OTHER_MASTER, restarted
from tests.service import Frozen


def said(browser: FlaskClient) -> tuple[int, str]:
    assert browser.get("/healthz").status_code == 200  # to restart it would mend nothing
    reply = browser.get("/readyz")
    assert reply.json
    return reply.status_code, reply.json["status"]


def test_it_is_ready_once_it_has_written(client: FlaskClient, frozen: Frozen) -> None:
    audit.record("system", "started")
    assert said(client) == (200, "ready")


def test_another_versions_tables_or_none(client: FlaskClient) -> None:
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    assert said(client) == (503, "the tables are those of another version")
    with db.engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    assert said(client)[0] == 503


def test_other_keys(client: FlaskClient, settings: Settings, visit: store.Visit) -> None:
    with restarted(settings, master_key=OTHER_MASTER) as other:
        assert said(other.test_client()) == (503, "the keys do not open this database")


def test_a_clock_that_was_put_back(client: FlaskClient, frozen: Frozen) -> None:
    audit.record("system", "started")
    frozen.move(minutes=-2)
    assert said(client) == (503, "the clock is behind what was written")


def test_a_full_disk(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert said(client) == (503, "the disk is nearly full")


def test_a_disk_that_takes_no_writes(
    client: FlaskClient, frozen: Frozen, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = SimpleNamespace(access=lambda *_: False, W_OK=os.W_OK)
    monkeypatch.setattr("intake.store.upkeep.readiness.os", system)
    assert said(client) == (503, "the database takes no writes")


def test_a_database_that_does_not_answer(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise store.UnavailableError[0]("", None, Exception())

    monkeypatch.setattr(db.engine, "connect", fail)
    assert said(client) == (503, "the database does not answer")
