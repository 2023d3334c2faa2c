import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from intake.extensions import db

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
