"""Nothing is kept in a connection that PgBouncer, in transaction mode, would lose."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import text

from intake.extensions import db
from intake.store.upkeep.tables import writing

OFTEN = 8  # from the fifth on the driver would prepare a statement, if it were let


def test_no_statement_stays_prepared(app: Flask, engine: str) -> None:
    for _ in range(OFTEN):
        with writing() as connection:
            connection.execute(text("SELECT 1 WHERE 1 = :one"), {"one": 1})
    if engine == "postgresql":
        with db.engine.connect() as connection:
            kept = connection.scalar(text("SELECT count(*) FROM pg_prepared_statements"))
        assert kept == 0
