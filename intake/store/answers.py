"""The answers saved so far, and the date of birth that guards them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import CursorResult, case, update
from sqlalchemy.exc import IntegrityError

from intake import clock
from intake.extensions import db
from intake.store.keys import open_json, seal_json
from intake.store.records import BirthCheck, Identity, Visit
from intake.store.tables import DraftRow, VisitRow
from intake.store.visits import row_of, seal_identity

BIRTH_TRIES = 5
BIRTH_LOCK = timedelta(minutes=15)


class ClosedError(Exception):
    """The visit was sent or cancelled: its answers can no longer change."""


def saved_answers(visit: Visit) -> dict[str, Any]:
    """The answers saved so far; empty before the first Continue."""
    row = db.session.get(DraftRow, (visit.clinic.id, visit.id))
    if row is None:
        return {}
    answers: dict[str, Any] = open_json(row.answers, "draft", visit.clinic.id, visit.id)
    return answers


def save_answers(visit: Visit, answers: Mapping[str, Any], identity: Identity) -> None:
    """Keep all answers so far and who they are about.

    Raises ClosedError once the visit was sent or cancelled.
    """
    if not visit.open_to_patient:
        raise ClosedError
    sealed = seal_json(dict(answers), "draft", visit.clinic.id, visit.id)
    _put_draft(visit, sealed)
    known = Identity(identity.name or visit.identity.name, identity.born or visit.identity.born)
    if known != visit.identity:
        seal_identity(row_of(visit), known)
    db.session.commit()


def _put_draft(visit: Visit, sealed: bytes) -> None:
    row = {"clinic_id": visit.clinic.id, "visit_id": visit.id}
    new = {"answers": sealed, "saved_at": clock.now()}
    try:
        db.session.merge(DraftRow(**row, **new))
        db.session.flush()
    except IntegrityError:  # another tap made the first draft meanwhile: the later one counts
        db.session.rollback()
        db.session.merge(DraftRow(**row, **new))


def needs_birth_date(visit: Visit) -> bool:
    """Whether opening the visit needs the date of birth: saved or sent, and it is known."""
    return visit.status in ("started", "sent") and visit.identity.born is not None


def check_birth_date(visit: Visit, given: date) -> BirthCheck:
    """Compare the date of birth; five wrong ones lock the link for fifteen minutes.

    Tries are counted in the database, before comparing, so that parallel
    requests and other workers cannot gain a try.
    """
    row = row_of(visit)
    if not _take_a_try(row):
        return "locked"
    if given == visit.identity.born:
        row.birth_tries, row.birth_locked_until = 0, None
        db.session.commit()
        return "ok"
    return "locked" if row.birth_locked_until else "wrong"


def _take_a_try(row: VisitRow) -> bool:
    mine = update(VisitRow).filter_by(clinic_id=row.clinic_id, id=row.id)
    db.session.execute(
        mine.where(VisitRow.birth_locked_until <= clock.now()).values(
            birth_tries=0, birth_locked_until=None
        )
    )
    last = case((VisitRow.birth_tries + 1 >= BIRTH_TRIES, clock.now() + BIRTH_LOCK))
    taken: CursorResult[Any] = db.session.execute(  # type: ignore[assignment]
        mine.where(VisitRow.birth_locked_until.is_(None)).values(
            birth_tries=VisitRow.birth_tries + 1, birth_locked_until=last
        )
    )
    db.session.commit()
    db.session.refresh(row)
    return bool(taken.rowcount)
