"""What the database itself refuses, whoever asks."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from intake import store
from intake.extensions import db
from tests.security.tampering import is_noticed

STATEMENTS = (
    "UPDATE submission SET content = content",
    "UPDATE submission SET version = 2",
    "UPDATE submission SET sent_at = '2020-01-01'",
    "DELETE FROM submission",
    "UPDATE marking SET user_id = 0",
    "DELETE FROM marking",
)
REPLACE = {
    "sqlite": "INSERT OR REPLACE INTO submission SELECT * FROM submission",
    "postgresql": (
        "INSERT INTO submission SELECT * FROM submission"
        " ON CONFLICT (clinic_id, visit_id, version) DO UPDATE SET sent_at = now()"
    ),
}


def test_requirement_50_the_database_keeps_what_is_final(cast: list[store.Visit]) -> None:
    for statement in (*STATEMENTS, REPLACE[db.engine.dialect.name]):
        with pytest.raises(DBAPIError, match=r"is never (changed|deleted)"):
            db.session.execute(text(statement))
        db.session.rollback()
    assert not is_noticed()
