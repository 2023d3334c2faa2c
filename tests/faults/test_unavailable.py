"""A database that is locked, or goes away for a moment: busy is said, and nothing typed is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
import pysqlite3
import pytest
from flask import Flask, Response
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from intake import store
from intake.extensions import db
from intake.store import database as of_service
from intake.store.upkeep import readiness
from tests import factories
from tests.databases import Database
from tests.phones import Tab, form_of, phone_with

TYPED = "Beekeeper in the hills"


@contextmanager
def locked(database: Database, engine: str) -> Iterator[None]:
    """Another program holds what every save needs."""
    if engine == "sqlite":
        with closing(pysqlite3.connect(database.url.removeprefix("sqlite:///"))) as other:
            other.isolation_level = None
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")
    else:
        with psycopg.connect(database.url) as other:
            other.execute("SELECT 1 FROM visit FOR UPDATE")
            yield
            other.rollback()


def test_a_save_at_a_locked_database_is_busy_and_keeps_what_was_typed(
    app: Flask,
    database: Database,
    engine: str,
    visit: store.Visit,
) -> None:
    phone = phone_with(app, factories.make_draft(visit))
    form = form_of(visit)
    page = Tab.on(phone, f"{form}/about")
    with locked(database, engine):
        assert phone.get("/healthz").status_code == 200
        reply = page.post(about_job=TYPED)
        sent = phone.post(f"{form}/send")
    assert reply.status_code == 503
    assert "The service is busy" in reply.text
    assert TYPED in reply.text
    assert reply.headers["Retry-After"]
    assert sent.status_code == 503
    assert page.post(about_job=TYPED).status_code == 303
    assert phone.post(f"{form}/send").location == f"{form}/sent"
    assert len(store.submission_references()) == 1


def test_a_connection_that_breaks_under_a_save_is_busy_and_the_next_try_saves(
    app: Flask, database: Database, engine: str, visit: store.Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = phone_with(app, factories.make_draft(visit))
    page = Tab.on(phone, f"{form_of(visit)}/about")
    keep, broken = store.keep_draft, list[bool]()

    def break_off(*given: object) -> None:
        if not broken:
            broken.append(True)
            _break(database, engine)
        keep(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "keep_draft", break_off)
    reply = page.post(about_job=TYPED)
    if engine == "postgresql":
        assert (reply.status_code, TYPED in reply.text) == (503, True)
        reply = page.post(about_job=TYPED)
    assert reply.status_code == 303
    assert factories.saved_answers(visit)["about.job"] == TYPED


def test_an_answer_stands_though_the_connection_is_gone_when_all_is_done(
    app: Flask, database: Database, engine: str, visit: store.Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = phone_with(app, factories.make_draft(visit))
    form = form_of(visit)

    def break_off(reply: Response) -> Response:
        store.look_anew()
        store.clinic_visit(visit.clinic.id, visit.reference)  # in a transaction that is open
        _break(database, engine)
        return reply

    monkeypatch.setitem(app.after_request_funcs, None, [*app.after_request_funcs[None], break_off])
    assert phone.post(f"{form}/send").location == f"{form}/sent"


def test_a_database_that_only_reads_is_busy_and_not_ready(
    app: Flask, database: Database, engine: str, visit: store.Visit
) -> None:
    phone = phone_with(app, factories.make_draft(visit))
    page = Tab.on(phone, f"{form_of(visit)}/about")
    with only_reading(database, engine):
        if engine == "postgresql":  # SQLite's disk is asked by tests/services/test_readiness.py
            ready = phone.get("/readyz")
            assert ready.json
            assert (ready.status_code, ready.json["status"]) == (
                503,
                "the database takes no writes",
            )
        reply = page.post(about_job=TYPED)
        assert (reply.status_code, TYPED in reply.text) == (503, True)
    assert page.post(about_job=TYPED).status_code == 303  # over another connection by itself


def test_a_database_without_room_is_not_ready(
    app: Flask, engine: str, visit: store.Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = phone_with(app, factories.make_draft(visit))
    assert phone.get("/readyz").status_code == 200
    if engine == "sqlite":
        usage = shutil.disk_usage("/")._replace(free=1000)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    else:
        monkeypatch.setattr(readiness, "SPILL", "DO $$ BEGIN RAISE disk_full; END $$")
    ready = phone.get("/readyz")
    assert ready.json
    assert (ready.status_code, ready.json["status"]) == (503, "the disk is nearly full")


@contextmanager
def only_reading(database: Database, engine: str) -> Iterator[None]:
    """As a standby, or a database that was set so; connections made meanwhile stay so."""
    if engine == "sqlite":
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        yield
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = OFF")
    else:
        with psycopg.connect(database.url, autocommit=True) as other:
            other.execute("ALTER DATABASE test SET default_transaction_read_only = on")
        _break(database, engine)
        yield
        with psycopg.connect(database.url, autocommit=True) as other:
            other.execute("SET default_transaction_read_only = off")
            other.execute("ALTER DATABASE test SET default_transaction_read_only = off")


def _break(database: Database, engine: str) -> None:
    """End every connection to the database; SQLite has none that could break."""
    if engine == "postgresql":
        with psycopg.connect(database.url, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait a moment where the service waits seconds, set before the engine is made."""
    monkeypatch.setattr(of_service, "WAIT", 0.3)


def test_a_page_that_is_too_old_at_a_database_that_is_gone_is_busy_and_keeps_what_was_typed(
    app: Flask, visit: store.Visit
) -> None:
    phone = phone_with(app, factories.make_draft(visit))
    page = Tab.on(phone, f"{form_of(visit)}/about")
    app.config.update(WTF_CSRF_ENABLED=True, PROPAGATE_EXCEPTIONS=False)  # as it really serves

    def gone(*_: object) -> None:
        raise OperationalError("", None, Exception("gone"))

    event.listen(db.engine, "begin", gone)
    try:
        reply = phone.post(page.address, data={"about.job": TYPED})
    finally:
        event.remove(db.engine, "begin", gone)
    assert (reply.status_code, TYPED in reply.text) == (503, True)
