"""Writes past the service and past what the database itself checks, and looks who notices."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select, text

from intake import store
from intake.extensions import db
from intake.store.sealing.encryption import SealError
from intake.store.upkeep.tables import marked_tables


def is_noticed() -> bool:
    """Whether reading all there is, as the service reads it, refuses something."""
    try:
        for kind in marked_tables().values():
            db.session.scalars(select(kind)).all()
        for clinic in ("hilltop", "valley"):
            for listed in store.worklist(clinic):
                visit = store.clinic_visit(clinic, listed.reference)
                assert visit
                store.saved_draft(visit)
                store.submission(visit)
                store.verifications(visit)
    except SealError:
        return True
    return False


@contextmanager
def tampering() -> Iterator[None]:
    """Let statements pass all that the database itself checks; they are taken back at the end."""
    db.session.rollback()
    db.session.expunge_all()
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        db.session.execute(text("PRAGMA defer_foreign_keys = ON"))
        query = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for name in db.session.scalars(query).all():
            db.session.execute(text(f"DROP TRIGGER {name}"))
    try:
        yield
    finally:
        db.session.rollback()
        db.session.expunge_all()


def write(statement: str, **values: object) -> None:
    """Write for good, past the service and what the database itself checks."""
    on_postgresql = db.engine.dialect.name == "postgresql"
    for table in ("submission", "marking"):
        for name in ("is_final", "stays", "is_not_replaced"):
            on = f" ON {table}" if on_postgresql else ""
            db.session.execute(text(f"DROP TRIGGER IF EXISTS {table}_{name}{on}"))
    db.session.execute(text(statement), values)
    db.session.commit()
