from dataclasses import replace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from intake import store
from intake.app import check_start
from intake.config import Settings
from intake.extensions import db
from tests import factories
from tests.factories import CLINIC as HILLTOP
from tests.service import serving

CLINIC = "INSERT INTO clinic VALUES (:id, :id, :id, 'UTC', 'A4', '', '999', '', false)"
USER = (
    'INSERT INTO "user" (id, clinic_id, email, name, password, active, fs_uniquifier)'
    " VALUES (:id, :clinic, :name, :name, 'hash', true, :name)"
)
MEMBERSHIPS = "SELECT clinic_id, user_id, roles FROM membership ORDER BY user_id"
SENT = (
    "INSERT INTO visit (clinic_id, id, reference, questionnaire_id, kind, created_at, expires_at,"
    " link_serial, link_hash, identity, birth_tries)"
    " VALUES ('hill', 'v', 'AAAA-2222', 'q', '', '2026-01-01', '2026-02-01', 1, 'h', 'i', 0)",
    "INSERT INTO submission VALUES ('hill', 'v', 1, 'c', '2026-01-02')",
    "INSERT INTO marking VALUES ('hill', 'v', 1, 1, 2, '2026-01-03', 'c')",
)


def run(statement: str, **values: object) -> None:
    db.session.execute(text(statement), values)
    db.session.commit()


def rows(query: str) -> list[tuple[object, ...]]:
    found = [tuple(row) for row in db.session.execute(text(query))]
    db.session.rollback()
    return found


def test_the_migrations_make_exactly_the_tables_of_the_models(empty: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, db.metadata) == []
    downgrade(revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]


def test_whoever_worked_in_a_clinic_is_its_member_there_and_back(empty: Flask) -> None:
    upgrade(revision="0002")
    for clinic in ("hill", "vale"):
        run(CLINIC, id=clinic)
    run(USER, id=1, clinic="hill", name="osei")
    run(USER, id=2, clinic="vale", name="lind")
    run("INSERT INTO role VALUES (7, 'administrator')")
    run("INSERT INTO user_role VALUES (2, 7)")
    for statement in SENT:
        run(statement)
    upgrade()
    expected = [("hill", 1, "administrator doctor"), ("vale", 2, "administrator")]
    assert rows(MEMBERSHIPS) == expected
    assert rows("SELECT user_id FROM marking") == [(2,)]
    run("INSERT INTO membership (clinic_id, user_id, roles) VALUES ('vale', 1, 'doctor')")
    assert rows('SELECT DISTINCT password FROM "user"') == [("first:hash",)]
    downgrade(revision="0002")
    assert rows('SELECT id, clinic_id FROM "user" ORDER BY id') == [(1, "hill"), (2, "vale")]
    assert rows('SELECT DISTINCT password FROM "user"') == [("hash",)]
    assert rows("SELECT user_id, name FROM user_role JOIN role ON role_id = id") == [
        (2, "administrator")
    ]
    upgrade()
    assert rows(MEMBERSHIPS) == expected


def test_a_change_of_tables_leaves_references_checked(empty: Flask) -> None:
    upgrade()
    with pytest.raises(IntegrityError):
        run("INSERT INTO membership (clinic_id, user_id, roles) VALUES ('nowhere', 1, 'clinician')")
    db.session.rollback()


def test_what_newer_tables_hold_goes_and_all_else_stays_there_and_back(
    app: Flask, settings: Settings, visit: store.Visit
) -> None:
    content = store.submission(factories.make_submission(visit))
    with store.transaction():
        store.change_clinic(replace(HILLTOP, accent="#005eb8", opening="Welcome"))
    store.close()
    downgrade(revision="0018")
    upgrade()
    store.close()
    with serving(settings) as again:
        assert check_start(again) == "server"
        there = store.clinic(HILLTOP.id)
        assert there
        assert (there.name, there.accent, there.opening) == (HILLTOP.name, "", "")
        assert store.submission(factories.fresh(visit)) == content
        assert factories.make_submission(factories.make_visit()).status == "sent"
