"""Deleting a visit with all that belongs to it, so that nothing of it is left in the files."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Table, and_, bindparam, or_, select, text

from intake import clock
from intake.extensions import Base, db
from intake.store.database import WAIT
from intake.store.patients.earlier import forget_as_earlier
from intake.store.records import Visit
from intake.store.tables import Instant, VisitRow

STAYS = ("audit",)  # it holds nothing of a patient
CHUNK = 200
GOING = text(
    "UPDATE visit SET erasing_at = :now WHERE clinic_id = :clinic AND id = :visit"
).bindparams(bindparam("now", type_=Instant))
PATIENCE = 1000  # milliseconds for who reads just now


def erase(visit: Visit) -> None:
    """Delete the visit and every row of every table that belongs to it. It is locked by then.

    Only a visit that says so lets its submissions go (the triggers of migration 0004). One that
    does not open goes too: its row needs no mark any more.
    """
    forget_as_earlier(visit.clinic.id, visit.id)
    db.session.execute(GOING.bindparams(now=clock.now(), clinic=visit.clinic.id, visit=visit.id))
    for table in _of_visits():
        mine = (table.c.clinic_id == visit.clinic.id, table.c.visit_id == visit.id)
        db.session.execute(table.delete().where(*mine))
    mine = (VisitRow.clinic_id == visit.clinic.id, VisitRow.id == visit.id)
    db.session.execute(VisitRow.__table__.delete().where(*mine))  # type: ignore[attr-defined]
    for one in list(db.session):  # what the session still knows of it is gone
        if visit.id in (getattr(one, "visit_id", None), getattr(one, "id", None)):
            db.session.expunge(one)


def ids_there(ids: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of these visits, by clinic and id, that are in the database."""
    every, found = list(ids), []
    for start in range(0, len(every), CHUNK):
        some = [
            and_(VisitRow.clinic_id == clinic_id, VisitRow.id == visit_id)
            for clinic_id, visit_id in every[start : start + CHUNK]
        ]
        rows = db.session.execute(select(VisitRow.clinic_id, VisitRow.id).where(or_(*some)))
        found += [(clinic_id, visit_id) for clinic_id, visit_id in rows]
    return found


def wipe() -> bool:
    """Let nothing of what was deleted stay in SQLite's files; whether that was possible now.

    What is deleted is overwritten in the pages (PRAGMA secure_delete); the write-ahead log still
    has them as they were until it is written back and emptied, which who reads just now prevents:
    a start and `flask retention run` try again.
    PostgreSQL overwrites what is deleted after VACUUM, by itself.
    """
    db.session.rollback()
    if db.engine.dialect.name != "sqlite":
        return True
    connection = db.engine.raw_connection()  # outside of any transaction
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = bool((cursor.fetchone() or (1,))[0])
        cursor.execute(f"PRAGMA busy_timeout = {int(WAIT * 1000)}")
    finally:
        connection.close()
    return not busy


def _of_visits() -> Iterator[Table]:
    """The tables of what belongs to a visit: parents first, for their rows take others along."""
    for table in Base.metadata.sorted_tables:
        if table.name not in STAYS and {"clinic_id", "visit_id"} <= set(table.columns.keys()):
            yield table
