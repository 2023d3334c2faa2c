"""Which visits have been kept long enough, which are held, and which are told to go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, and_, or_, select, union_all

from intake import clock
from intake.extensions import db
from intake.store.audit.reading import was_opened
from intake.store.records import Visit
from intake.store.tables import RetentionRow, VisitRow
from intake.store.visits.visit import row_of


@dataclass(frozen=True)
class Spans:
    """How many days a clinic keeps visits."""

    sent: int = 365  # after the visit or the sending, the later
    unsent: int = 30  # after the link's end


USUAL = Spans()


@dataclass(frozen=True)
class Due:
    """A visit that has been kept long enough, or will have been soon."""

    id: str
    reference: str
    on: datetime  # when its time is over
    sent: bool
    opened: bool  # somebody of the clinic has opened its answers
    held: bool
    told_at: datetime | None  # since when administrators are told that it will go


def spans_of(clinic_id: str) -> Spans:
    """How long a clinic keeps its visits. Raises SealError if that was tampered with."""
    row = db.session.get(RetentionRow, clinic_id)
    return Spans(row.sent_days, row.unsent_days) if row else USUAL


def keep_spans(clinic_id: str, spans: Spans) -> None:
    """Change how long a clinic keeps its visits."""
    row = db.session.get(RetentionRow, clinic_id)
    if row is None:
        row = RetentionRow(clinic_id=clinic_id)
        db.session.add(row)
    row.sent_days, row.unsent_days = spans.sent, spans.unsent


def due_visits(clinic_id: str, spans: Spans, by: datetime, visit_id: str = "") -> list[Due]:
    """The visits whose time is over by then, and all that are held; the first to go first.

    With `visit_id` only that one. Marks are not looked at: whoever deletes locks the visit before.
    """
    query = select(
        VisitRow.id,
        VisitRow.reference,
        VisitRow.scheduled_at,
        VisitRow.sent_at,
        VisitRow.expires_at,
        VisitRow.held_at,
        VisitRow.told_at,
        was_opened().label("opened"),
    ).where(VisitRow.clinic_id == clinic_id)
    if visit_id:
        kept = or_(*_kept_long_enough(spans, by), VisitRow.held_at.is_not(None))
        query = query.where(VisitRow.id == visit_id, kept)
    else:
        query = query.where(VisitRow.id.in_(_ids(clinic_id, spans, by)))
    found = [_due(row, spans) for row in db.session.execute(query)]
    return sorted(found, key=lambda one: (one.on, one.reference))


def tell(visit: Visit) -> None:
    """Keep that administrators are told from now on that the visit will go."""
    row = row_of(visit)
    row.told_at = row.told_at or clock.now()


def forget_told(clinic_id: str) -> None:
    """Tell administrators anew of every visit of the clinic that is to go."""
    told = select(VisitRow).where(VisitRow.clinic_id == clinic_id, VisitRow.told_at.is_not(None))
    locked = told.with_for_update(of=VisitRow).execution_options(populate_existing=True)
    for row in db.session.scalars(locked):
        row.told_at = None


def is_held(visit: Visit) -> bool:
    """Whether the visit may not be deleted by anybody."""
    here = (VisitRow.clinic_id == visit.clinic.id, VisitRow.id == visit.id)
    return db.session.scalar(select(VisitRow.held_at).where(*here)) is not None


def set_held(visit: Visit, *, held: bool) -> None:
    """Keep the visit from being deleted, or no more; administrators are then told anew."""
    row = row_of(visit)
    row.held_at = (row.held_at or clock.now()) if held else None
    row.told_at = None


def _ids(clinic_id: str, spans: Spans, by: datetime) -> CompoundSelect[str]:
    """The ids of those visits: each reason has an index of its own."""
    reasons = (*_kept_long_enough(spans, by), VisitRow.held_at.is_not(None))
    return union_all(
        *(select(VisitRow.id).where(VisitRow.clinic_id == clinic_id, r) for r in reasons)
    )


def _kept_long_enough(spans: Spans, by: datetime) -> tuple[ColumnElement[bool], ...]:
    """That the time of a visit that was sent is over, or of one that was not."""
    sent, unsent = by - timedelta(days=spans.sent), by - timedelta(days=spans.unsent)
    return (
        and_(
            VisitRow.sent_at.is_not(None),
            VisitRow.sent_at <= sent,
            or_(VisitRow.scheduled_at.is_(None), VisitRow.scheduled_at <= sent),
        ),
        and_(VisitRow.sent_at.is_(None), VisitRow.expires_at <= unsent),
    )


def _due(row: Any, spans: Spans) -> Due:
    if row.sent_at:
        last = max(row.sent_at, row.scheduled_at or row.sent_at)
        on = last + timedelta(days=spans.sent)
    else:
        on = row.expires_at + timedelta(days=spans.unsent)
    return Due(
        id=row.id,
        reference=row.reference,
        on=on,
        sent=row.sent_at is not None,
        opened=row.opened,
        held=row.held_at is not None,
        told_at=row.told_at,
    )
