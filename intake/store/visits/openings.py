"""Which browsers have opened a visit: the hash of a key that each one keeps in its cookie.

A browser may see answers while its row is here; "Finish" takes the row away, and with it whatever
the cookie opened, a copy of the cookie too. None commits.
"""

from __future__ import annotations

import secrets

from sqlalchemy import delete, exists, insert, select

from intake import clock
from intake.extensions import db
from intake.store.records import Visit
from intake.store.sealing.keys import hashed
from intake.store.tables import OpeningRow, SubmissionRow

MOST = 20  # browsers of one visit; more than a patient has


def add_opening(visit: Visit) -> str:
    """Let one more browser in; its key. The visit is locked by then.

    Where there are too many the oldest goes, and has to be opened anew.
    """
    key = secrets.token_urlsafe(20)
    mine = _of(visit.clinic.id, visit.id)
    newest = select(OpeningRow.key_hash).filter_by(**mine).order_by(OpeningRow.opened_at.desc())
    for gone in db.session.scalars(newest.offset(MOST - 1)).all():
        db.session.execute(delete(OpeningRow).filter_by(**mine, key_hash=gone))
    db.session.execute(
        insert(OpeningRow).values(
            **mine, key_hash=opening_hash(visit.id, key), opened_at=clock.now()
        )
    )
    return key


def is_opening(visit: Visit, key: str) -> bool:
    """Whether the browser with this key has the visit open."""
    place = {**_of(visit.clinic.id, visit.id), "key_hash": opening_hash(visit.id, key)}
    return bool(db.session.scalar(select(exists(select(OpeningRow).filter_by(**place)))))


def drop_opening(clinic_id: str, visit_id: str, key: str) -> None:
    """Close the visit in the browser with this key, if it was open there."""
    place = {**_of(clinic_id, visit_id), "key_hash": opening_hash(visit_id, key)}
    db.session.execute(delete(OpeningRow).filter_by(**place))


def drop_openings(visit: Visit) -> None:
    """Close the visit in every browser."""
    db.session.execute(delete(OpeningRow).filter_by(**_of(visit.clinic.id, visit.id)))


def was_sent_by(visit: Visit, key: str) -> bool:
    """Whether the browser with this key sent the form."""
    place = {**_of(visit.clinic.id, visit.id), "sender": opening_hash(visit.id, key)}
    # Whole rows, so that one whose sender was changed past the service is refused.
    return bool(db.session.scalars(select(SubmissionRow).filter_by(**place)).all())


def opening_hash(visit_id: str, key: str) -> bytes:
    """What the database keeps of a browser's key."""
    return hashed("opening", f"{visit_id}:{key}")


def _of(clinic_id: str, visit_id: str) -> dict[str, str | bytes]:
    return {"clinic_id": clinic_id, "visit_id": visit_id}
