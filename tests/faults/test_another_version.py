"""Tables that a newer version changes under a service that runs: nothing is written there by it."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import create_engine, text

from intake import store
from intake.app import check_start
from intake.store.database import engine_options
from tests import factories
from tests.databases import Database
from tests.phones import Tab, form_of, phone_with

TYPED = "Beekeeper in the hills"


def change_tables(url: str, to: str) -> str:
    """Leave what another version's `flask db upgrade` leaves; gives the revision before."""
    beside = create_engine(url, **engine_options(url))
    with beside.begin() as connection:
        before = str(connection.scalar(text("SELECT version_num FROM alembic_version")))
        connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": to})
    beside.dispose()
    return before


def test_a_service_whose_tables_were_changed_is_busy_and_keeps_what_was_typed(
    app: Flask, database: Database, visit: store.Visit
) -> None:
    store.close()  # as a server begins, with no connection open
    assert check_start(app) == "server"
    phone = phone_with(app, factories.make_draft(visit))
    form = form_of(visit)
    page = Tab.on(phone, f"{form}/about")
    before = change_tables(database.url, "9999")
    reply = page.post(about_job=TYPED)
    assert (reply.status_code, TYPED in reply.text) == (503, True)
    assert phone.post(f"{form}/send").status_code == 503
    assert phone.get(f"{form}/about").status_code == 503
    assert phone.get("/healthz").status_code == 200
    ready = phone.get("/readyz")
    assert ready.json
    assert (ready.status_code, ready.json["status"]) == (
        503,
        "the tables are those of another version",
    )
    change_tables(database.url, before)
    assert store.submission_references() == []
    assert page.post(about_job=TYPED).status_code == 303
    assert phone.post(f"{form}/send").location == f"{form}/sent"


def test_a_service_whose_tables_are_gone_is_busy_until_they_are_back(
    app: Flask, database: Database, engine: str, visit: store.Visit
) -> None:
    store.close()
    assert check_start(app) == "server"
    phone = phone_with(app, factories.make_draft(visit))
    page = Tab.on(phone, f"{form_of(visit)}/about")
    rename(database.url, "alembic_version", "away")  # as between a DROP and a restore
    reply = page.post(about_job=TYPED)
    assert (reply.status_code, TYPED in reply.text) == (503, True)
    ready = phone.get("/readyz")
    assert ready.json
    told = {"sqlite": "the database does not answer", "postgresql": store.OTHER_TABLES}
    assert (ready.status_code, ready.json["status"]) == (503, told[engine])
    rename(database.url, "away", "alembic_version")
    assert page.post(about_job=TYPED).status_code == 303


def rename(url: str, table: str, to: str) -> None:
    """Give a table another name, from beside."""
    beside = create_engine(url, **engine_options(url))
    with beside.begin() as connection:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO {to}"))
    beside.dispose()
