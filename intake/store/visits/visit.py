"""Finding visits and locking them. Every function takes the clinic or the visit."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, func, select

from intake import clock
from intake.extensions import db
from intake.store.clinics import clinic_of
from intake.store.database import keep_at_hand
from intake.store.records import Status, Visit
from intake.store.sealing.encryption import SealError
from intake.store.sealing.tokens import handle_of_id, hash_of, token_for
from intake.store.tables import DraftRow, SubmissionRow, VisitRow
from intake.store.tables.marked import BROKEN_TOLD, require_intact
from intake.store.visits import read_together
from intake.store.visits.identities import NOBODY, identities
from intake.store.visits.locks import lock_of_row


class GoneError(LookupError):
    """The visit was erased meanwhile."""


def visit_for_token(token: str) -> Visit | None:
    """The visit a link opens; None for unknown, expired and cancelled links alike."""
    if len(token) > 64:
        return None
    visit = _first(visits_with_times().where(VisitRow.link_hash == hash_of(token)))
    return visit if visit and is_live(visit) else None


def visit_in_browser(clinic_id: str, visit_id: str, serial: int) -> Visit | None:
    """The visit a patient's browser has opened; None once its link is dead or replaced."""
    found = _with_draft(clinic_id, visit_id)
    if found is None:
        return None
    row, saved, sent, draft = found
    visit = record_of(row, saved, sent)
    read_together.keep(row, draft)
    return visit if visit.link_serial == serial and is_live(visit) else None


def clinic_visit(clinic_id: str, reference: str) -> Visit | None:
    """The clinic's visit of this reference, or None."""
    return _first(
        visits_with_times().where(VisitRow.clinic_id == clinic_id, VisitRow.reference == reference)
    )


def visit_to_erase(clinic_id: str | None, reference: str) -> Visit | None:
    """The clinic's visit of this reference, whether it opens or not, or None.

    Without a clinic that of any (command line only).
    """
    query = visits_with_times().where(VisitRow.reference == reference)
    if clinic_id is not None:
        query = query.where(VisitRow.clinic_id == clinic_id)
    row = db.session.execute(query).first()
    try:
        return record_of(*row) if row else None
    except SealError:
        return record_of(*row, readable=False) if row else None


def clinic_visits(clinic_id: str, references: Collection[str]) -> list[Visit]:
    """Those of these references that the clinic has, in the order in which they are named."""
    query = visits_with_times().where(
        VisitRow.clinic_id == clinic_id, VisitRow.reference.in_(references)
    )
    found = {row[0].reference: record_of(*row) for row in db.session.execute(query)}
    return [found[one] for one in dict.fromkeys(references) if one in found]


def visit_of_id(clinic_id: str, visit_id: str) -> Visit | None:
    """The clinic's visit of this id, whatever its state, or None."""
    return _first(visits_with_times().where(*_is(clinic_id, visit_id)))


def visit_of_reference(reference: str) -> Visit | None:
    """The visit of this reference in any clinic (command line only), or None."""
    return _first(visits_with_times().where(VisitRow.reference == reference))


def lock_visit(visit: Visit) -> Visit:
    """The visit as it is now, nobody else changing it until the transaction ends.

    Whoever changes a visit, its draft or what was sent of it takes this lock first.
    Raises GoneError if it is gone.
    """
    hold(visit)
    found = _with_draft(visit.clinic.id, visit.id)
    if found is None:
        raise GoneError
    row, saved, sent, draft = found
    keep_at_hand(row, draft)
    return record_of(row, saved, sent, readable=visit.readable)


def hold(visit: Visit) -> None:
    """Wait until nobody else changes the visit, and keep others from it until the end.

    A statement of its own: PostgreSQL's sees what was there when it began, before it waited;
    only the next one reads what the others wrote meanwhile (its docs, "Read Committed").
    SQLite has one lock for all, which a transaction takes as it begins.
    """
    if db.engine.dialect.name != "sqlite":
        row = select(VisitRow.id).where(*_is(visit.clinic.id, visit.id))
        db.session.execute(row.with_for_update())


def link_token(visit: Visit) -> str:
    """The token of a visit's current link."""
    return token_for(visit.id, visit.link_serial)


def handle_of(visit: Visit) -> str:
    """What names the visit in the addresses of its form; opens nothing by itself."""
    return handle_of_id(visit.id)


def is_live(visit: Visit) -> bool:
    """Whether the visit's link works now."""
    return visit.status != "cancelled" and visit.expires_at > clock.now()


def row_of(visit: Visit) -> VisitRow:
    """The row behind a record, for the store's own use. Raises GoneError if it is gone."""
    row = db.session.get(VisitRow, (visit.clinic.id, visit.id))
    if row is None:
        raise GoneError
    require_intact(row)
    return row


@cache
def visits_with_times() -> Select[VisitRow, datetime, datetime]:
    """Visits, each with when its draft was saved and when it was sent, in one statement.

    One that was changed past the service is among them: record_of() refuses it.
    """
    sent = (
        select(func.max(SubmissionRow.sent_at))
        .where(SubmissionRow.clinic_id == VisitRow.clinic_id, SubmissionRow.visit_id == VisitRow.id)
        .scalar_subquery()
    )
    return (
        select(VisitRow, DraftRow.saved_at, sent)
        .outerjoin(
            DraftRow,
            (DraftRow.clinic_id == VisitRow.clinic_id) & (DraftRow.visit_id == VisitRow.id),
        )
        .execution_options(populate_existing=True, **{BROKEN_TOLD: VisitRow})
    )


def record_of(
    row: VisitRow, saved: datetime | None, sent: datetime | None, *, readable: bool = True
) -> Visit:
    """The record of a visit's row; without its identities where it is said not to be readable.

    Raises SealError if the row, its draft or its submissions were changed past the service.
    """
    if readable:
        require_intact(row)
    if readable and (row.saved_at, row.sent_at) != (saved, sent):
        raise SealError("a draft or a submission is missing or was slipped in")
    booked, given = identities(row) if readable else (NOBODY, NOBODY)
    return Visit(
        clinic=clinic_of(row.clinic),
        id=row.id,
        reference=row.reference,
        questionnaire_id=row.questionnaire_id,
        kind=row.kind,
        scheduled_at=row.scheduled_at,
        created_at=row.created_at,
        expires_at=row.expires_at,
        status=_status(row, saved, sent),
        booked=booked,
        given=given,
        link_serial=row.link_serial,
        saved_at=saved,
        sent_at=sent,
        lock=lock_of_row(row),
        readable=readable,
        language=row.language or "",
    )


def _is(clinic_id: str, visit_id: str) -> tuple[Any, Any]:
    return VisitRow.clinic_id == clinic_id, VisitRow.id == visit_id


def _with_draft(
    clinic_id: str, visit_id: str
) -> Row[VisitRow, datetime | None, datetime | None, DraftRow | None] | None:
    query = visits_with_times().add_columns(DraftRow).where(*_is(clinic_id, visit_id))
    return db.session.execute(query).first()


def _first(query: Select[VisitRow, datetime, datetime]) -> Visit | None:
    row = db.session.execute(query).first()
    return record_of(*row) if row else None


def _status(row: VisitRow, saved: datetime | None, sent: datetime | None) -> Status:
    if sent:
        return "sent"
    if row.cancelled_at:
        return "cancelled"
    return "started" if saved else "new"
