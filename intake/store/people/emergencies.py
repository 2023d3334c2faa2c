"""Visits opened in an emergency by someone who may not see answers. Nothing here commits."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from intake import clock
from intake.extensions import db
from intake.store.people.records import Emergency
from intake.store.records import Visit
from intake.store.sealing.keys import open_json, seal_json
from intake.store.tables import EmergencyRow, UserRow, VisitRow


def add_emergency(visit: Visit, user_id: int, reason: str, lasts: timedelta) -> None:
    """Keep that someone opens a visit now, why, and for how long. The visit is locked by then."""
    number = func.coalesce(func.max(EmergencyRow.number), 0) + 1
    row = EmergencyRow(
        **_of(visit),
        number=db.session.scalars(select(number).filter_by(**_of(visit))).one(),
        user_id=user_id,
        opened_at=clock.now(),
        ends_at=clock.now() + lasts,
    )
    row.reason = seal_json(reason, *_place(row))
    db.session.add(row)


def is_open(visit: Visit, user_id: int) -> bool:
    """Whether someone has opened this visit in an emergency that is not over."""
    query = select(EmergencyRow.number).filter_by(**_of(visit), user_id=user_id)
    return db.session.scalar(query.where(EmergencyRow.ends_at > clock.now()).limit(1)) is not None


def unseen(clinic_id: str) -> list[Emergency]:
    """What no administrator of the clinic has seen yet, the oldest first."""
    query = (
        select(EmergencyRow, UserRow.name, VisitRow.reference)
        .join(UserRow, UserRow.id == EmergencyRow.user_id)
        .join(VisitRow, VisitRow.id == EmergencyRow.visit_id)
        .where(EmergencyRow.clinic_id == clinic_id, VisitRow.clinic_id == clinic_id)
        .where(EmergencyRow.seen_at.is_(None))
        .order_by(EmergencyRow.opened_at)
    )
    return [_record(*found) for found in db.session.execute(query)]


def see(clinic_id: str, visit_id: str, number: int, user_id: int) -> None:
    """Keep which administrator has seen it; the first stays."""
    row = db.session.get(EmergencyRow, (clinic_id, visit_id, number))
    if row and row.seen_at is None:
        row.seen_by, row.seen_at = user_id, clock.now()


def _of(visit: Visit) -> dict[str, str]:
    return {"clinic_id": visit.clinic.id, "visit_id": visit.id}


def _place(row: EmergencyRow) -> tuple[str, ...]:
    opened = (row.number, row.user_id, row.opened_at.isoformat(), row.ends_at.isoformat())
    return ("emergency", row.clinic_id, row.visit_id, *map(str, opened))


def _record(row: EmergencyRow, by: str, reference: str) -> Emergency:
    return Emergency(
        visit_id=row.visit_id,
        reference=reference,
        number=row.number,
        user_id=row.user_id,
        by=by,
        opened_at=row.opened_at,
        ends_at=row.ends_at,
        reason=open_json(row.reason, *_place(row)),
    )
