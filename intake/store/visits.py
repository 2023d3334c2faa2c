"""Visits and their links. Every function takes the clinic or the visit."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from intake import clock
from intake.extensions import db
from intake.store.clinics import clinic_of
from intake.store.keys import hashed, open_json, seal_json
from intake.store.records import Identity, Status, Visit
from intake.store.tables import DraftRow, SubmissionRow, VisitRow
from intake.store.tokens import hash_of, new_reference, token_for

OPEN_DOOR_LINK_DAYS = 30
AFTER_VISIT_LINK_DAYS = 1
NOBODY = Identity()


def visit_for_token(token: str) -> Visit | None:
    """The visit a link opens; None for unknown, expired and cancelled links alike."""
    if len(token) > 64:
        return None
    row = db.session.scalar(select(VisitRow).filter_by(link_hash=hash_of(token)))
    return record_of(row) if row and _is_live(row) else None


def visit_in_session(clinic_id: str, visit_id: str, serial: int) -> Visit | None:
    """The visit a patient's browser has opened; None once its link is dead or replaced."""
    row = db.session.get(VisitRow, (clinic_id, visit_id))
    if row is None or row.link_serial != serial or not _is_live(row):
        return None
    return record_of(row)


def clinic_visit(clinic_id: str, reference: str) -> Visit | None:
    """The clinic's visit of this reference, or None."""
    row = _row(clinic_id, reference)
    return record_of(row) if row else None


def worklist(clinic_id: str) -> list[Visit]:
    """The clinic's visits, newest first."""
    query = select(VisitRow).filter_by(clinic_id=clinic_id).order_by(VisitRow.created_at.desc())
    return [record_of(row) for row in db.session.scalars(query)]


def start_visit(clinic_id: str, questionnaire_id: str, key: str) -> Visit:
    """A visit made by a patient through the clinic's open door.

    `key` is one browser's one start: a second tap with the same key gets the same visit.
    """
    visit_id = hashed("open door", key).hex()[:32]
    expires = clock.now() + timedelta(days=OPEN_DOOR_LINK_DAYS)
    try:
        return _insert(clinic_id, questionnaire_id, visit_id=visit_id, expires_at=expires)
    except IntegrityError:
        db.session.rollback()
        row = db.session.get(VisitRow, (clinic_id, visit_id))
        if row is None:
            raise
        return record_of(row)


def create_visit(
    clinic_id: str,
    questionnaire_id: str,
    *,
    kind: str,
    scheduled_at: datetime | None,
    identity: Identity,
) -> Visit:
    """A visit made by the clinic. Its link works until the day after the visit."""
    last = (scheduled_at or clock.now() + timedelta(days=OPEN_DOOR_LINK_DAYS)) + timedelta(
        days=AFTER_VISIT_LINK_DAYS
    )
    return _insert(
        clinic_id,
        questionnaire_id,
        visit_id=secrets.token_hex(16),
        expires_at=last,
        kind=kind,
        scheduled_at=scheduled_at,
        identity=identity,
    )


def cancel_visit(clinic_id: str, reference: str) -> Visit | None:
    """Cancel a visit that was not sent yet; its link stops working. None if not found."""
    row = _row(clinic_id, reference)
    if row is None:
        return None
    if row.cancelled_at is None and record_of(row).open_to_patient:
        row.cancelled_at = clock.now()
        db.session.commit()
    return record_of(row)


def renew_link(clinic_id: str, reference: str) -> Visit | None:
    """Replace the visit's link by a new one that works 30 days. None if not found."""
    row = _row(clinic_id, reference)
    if row is None:
        return None
    row.link_serial += 1
    row.link_hash = hash_of(token_for(row.id, row.link_serial))
    row.expires_at = max(row.expires_at, clock.now() + timedelta(days=OPEN_DOOR_LINK_DAYS))
    row.birth_tries, row.birth_locked_until = 0, None
    db.session.commit()
    return record_of(row)


def link_token(visit: Visit) -> str:
    """The token of a visit's current link."""
    return token_for(visit.id, visit.link_serial)


def row_of(visit: Visit) -> VisitRow:
    """The row behind a record, for the store's own use. Raises LookupError if it is gone."""
    row = db.session.get(VisitRow, (visit.clinic.id, visit.id))
    if row is None:
        raise LookupError("the visit is gone")
    return row


def seal_identity(row: VisitRow, identity: Identity) -> None:
    """Keep who the visit is for, sealed."""
    born = identity.born.isoformat() if identity.born else None
    value = {"name": identity.name, "born": born}
    row.identity = seal_json(value, "visit", row.clinic_id, row.id)


def record_of(row: VisitRow) -> Visit:
    """The record of a visit's row."""
    saved = db.session.scalar(select(DraftRow.saved_at).filter_by(**_key(row)))
    sent = db.session.scalar(select(SubmissionRow.sent_at).filter_by(**_key(row)))
    who = open_json(row.identity, "visit", row.clinic_id, row.id)
    born = date.fromisoformat(who["born"]) if who["born"] else None
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
        identity=Identity(who["name"], born),
        link_serial=row.link_serial,
        saved_at=saved,
        sent_at=sent,
    )


def _status(row: VisitRow, saved: datetime | None, sent: datetime | None) -> Status:
    if sent:
        return "sent"
    if row.cancelled_at:
        return "cancelled"
    return "started" if saved else "new"


def _key(row: VisitRow) -> dict[str, Any]:
    return {"clinic_id": row.clinic_id, "visit_id": row.id}


def _row(clinic_id: str, reference: str) -> VisitRow | None:
    return db.session.scalar(select(VisitRow).filter_by(clinic_id=clinic_id, reference=reference))


def _is_live(row: VisitRow) -> bool:
    return row.cancelled_at is None and row.expires_at > clock.now()


def _insert(  # noqa: PLR0913 - one row, written in one place
    clinic_id: str,
    questionnaire_id: str,
    *,
    visit_id: str,
    expires_at: datetime,
    kind: str = "",
    scheduled_at: datetime | None = None,
    identity: Identity = NOBODY,
) -> Visit:
    row = VisitRow(
        clinic_id=clinic_id,
        id=visit_id,
        reference=new_reference(),
        questionnaire_id=questionnaire_id,
        kind=kind,
        scheduled_at=scheduled_at,
        created_at=clock.now(),
        expires_at=expires_at,
        link_serial=1,
        link_hash=hash_of(token_for(visit_id, 1)),
        birth_tries=0,
    )
    seal_identity(row, identity)
    db.session.add(row)
    db.session.commit()
    return record_of(row)
