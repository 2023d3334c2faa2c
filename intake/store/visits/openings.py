"""Which browsers have opened a visit: the hash of a key that each one keeps in its cookie.

A browser may see answers while its row is here and was used a short while ago; else the date of
birth is asked again. "Finish" takes the row away, and with it whatever the cookie opened, a copy of
the cookie too. None commits.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, delete, insert, select, update

from intake import clock
from intake.extensions import db
from intake.store.records import Visit
from intake.store.sealing.keys import hashed
from intake.store.tables import OpeningRow, SubmissionRow, VisitRow

MOST = 20  # browsers of one visit; more than a patient has
IDLE = timedelta(minutes=30)  # after which the phone may be in other hands
NOTED = timedelta(minutes=1)  # so often at most a use is written down


class Opening(NamedTuple):
    """What a browser's key opens now."""

    state: Literal["none", "idle", "open"]  # idle after a while without use
    use_due: bool = False  # whether the last use was noted long enough ago to note another


def add_opening(visit: Visit, key: str = "") -> str:
    """Let one more browser in, or once more the one with this key; its key. The visit is locked.

    Where there are too many the oldest goes, and has to be opened anew.
    """
    if opening_of(visit, key).state != "none":
        _use(visit, key)
        return key
    key = secrets.token_urlsafe(20)
    mine = _of(visit.clinic.id, visit.id)
    newest = select(OpeningRow.key_hash).filter_by(**mine).order_by(OpeningRow.opened_at.desc())
    for gone in db.session.scalars(newest.offset(MOST - 1)).all():
        db.session.execute(delete(OpeningRow).filter_by(**mine, key_hash=gone))
    db.session.execute(
        insert(OpeningRow).values(
            **mine,
            key_hash=opening_hash(visit.id, key),
            opened_at=clock.now(),
            used_at=clock.now(),
        )
    )
    return key


def opening_of(visit: Visit, key: str) -> Opening:
    """Whether the browser with this key has the visit open."""
    row = db.session.execute(
        select(OpeningRow.used_at).filter_by(**_place(visit.clinic.id, visit.id, key))
    ).first()
    if row is None:
        return Opening("none")
    if row.used_at is None:
        return Opening("idle")
    unused = clock.now() - row.used_at
    return Opening("open" if unused < IDLE else "idle", unused >= NOTED)


def keep_language(visit: Visit, code: str) -> None:
    """Keep in which language the patient reads the form, if it is another than before."""
    other = VisitRow.language.is_distinct_from(code)
    here = (VisitRow.clinic_id == visit.clinic.id, VisitRow.id == visit.id)
    changing = update(VisitRow).where(*here, other).values(language=code)
    db.session.execute(changing, execution_options={"synchronize_session": False})


def note_use(visit: Visit, key: str) -> None:
    """Note that an open form is used now; not of one that somebody has put aside meanwhile."""
    _use(visit, key, OpeningRow.used_at.is_not(None))


def put_aside(opened: Iterable[tuple[str, str, str]]) -> None:
    """Ask for the date of birth before these forms are shown again: clinic, visit and key each."""
    for clinic_id, visit_id, key in opened:
        place = _place(clinic_id, visit_id, key)
        db.session.execute(update(OpeningRow).filter_by(**place).values(used_at=None))


def drop_opening(clinic_id: str, visit_id: str, key: str) -> None:
    """Close the visit in the browser with this key, if it was open there."""
    place = _place(clinic_id, visit_id, key)
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


def _use(visit: Visit, key: str, *also: ColumnElement[bool]) -> None:
    place = _place(visit.clinic.id, visit.id, key)
    used = update(OpeningRow).filter_by(**place).where(*also).values(used_at=clock.now())
    db.session.execute(used)


def _place(clinic_id: str, visit_id: str, key: str) -> dict[str, str | bytes]:
    return {**_of(clinic_id, visit_id), "key_hash": opening_hash(visit_id, key)}


def _of(clinic_id: str, visit_id: str) -> dict[str, str | bytes]:
    return {"clinic_id": clinic_id, "visit_id": visit_id}
