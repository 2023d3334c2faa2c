"""A PostgreSQL role with the rights that we print runs the service, and changes nothing final."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from intake import store
from intake.extensions import Base, db
from intake.services.deletion.erasing import erase
from tests import factories
from tests.databases import Database
from tests.phones import form_of, phone_with
from tests.service import serving, settings_of
from tests.signing_in import OSEI, sign_in_at_once

ROLE = 'a "web" role'
FORBIDDEN = (
    "UPDATE audit SET deed = deed",
    "DELETE FROM audit",
    "UPDATE submission SET content = content",
)
FORBIDDEN_ON_POSTGRESQL = (
    "UPDATE marking SET content = content",
    "TRUNCATE audit",
    "ALTER TABLE audit DISABLE TRIGGER ALL",
    "DROP TABLE audit",
    "CREATE TABLE more (id integer)",
    "UPDATE alembic_version SET version_num = version_num",
)


def test_the_sql_names_every_table(app: Flask) -> None:
    printed = app.test_cli_runner().invoke(args=["rights", ROLE]).output
    named = set(re.findall(r'ON "?(\w+)"? TO "a ""web"" role";', printed))
    assert set(Base.metadata.tables) <= named


def test_requirement_50_the_services_role_serves_and_changes_nothing_final(
    app: Flask, database: Database, engine: str, visit: store.Visit
) -> None:
    url = database.url
    if engine == "postgresql":
        with db.engine.begin() as owner:
            owner.execute(text('CREATE ROLE "a ""web"" role" LOGIN'))
            for statement in store.grants(ROLE):
                owner.execute(text(statement))
        url = url.replace("postgres@", f"{quote(ROLE)}@")
    db.session.remove()
    with serving(settings_of(url)) as web:
        web.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        phone = phone_with(web, factories.make_draft(visit))
        form = form_of(visit)
        assert phone.post(f"{form}/send").location == f"{form}/sent"
        assert phone.post(f"{form}/sent/note", data={"note": "One more thing"}).status_code == 303
        doctor = sign_in_at_once(web, OSEI)
        record = f"/clinic/visits/{visit.reference}"
        assert "One more thing" in doctor.get(record).text
        assert doctor.get(f"{record}/intake-{visit.reference}.pdf").status_code == 200
        for statement in FORBIDDEN + (FORBIDDEN_ON_POSTGRESQL if engine == "postgresql" else ()):
            with pytest.raises(DBAPIError):
                db.session.execute(text(statement))
            db.session.rollback()
        assert "submission" not in store.database_facts().may_change
        erase(factories.fresh(visit), "command")
        assert store.clinic_visit(visit.clinic.id, visit.reference) is None
