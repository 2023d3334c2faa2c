"""Browsers that are signed in. How long each may be is for the services. Nothing here commits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from intake import clock
from intake.extensions import db
from intake.store.people.records import Session
from intake.store.people.users import person_of
from intake.store.sealing.keys import open_json, seal_json
from intake.store.tables import SessionRow, UserRow


class SessionOverError(Exception):
    """The session was ended meanwhile, in another tab or by its owner elsewhere."""


def find(key: bytes) -> Session | None:
    """The session of this key, or None."""
    found = db.session.execute(_query().where(SessionRow.key == key)).first()
    return _record(*found) if found else None


def of_person(user_id: int) -> list[Session]:
    """Someone's sessions, the last used first."""
    query = _query().where(SessionRow.user_id == user_id).order_by(SessionRow.seen_at.desc())
    return [_record(*found) for found in db.session.execute(query)]


def add(key: bytes, user_id: int, browser: str, factor_at: datetime | None = None) -> None:
    """Keep a new session, begun now."""
    now = clock.now()
    row = SessionRow(
        key=key,
        user_id=user_id,
        made_at=now,
        seen_at=now,
        proved_at=now,
        factor_at=factor_at,
        browser=browser,
    )
    db.session.add(row)


def replace(old: Session, key: bytes) -> None:
    """Give a session another key and the second factor; with the old key it is over."""
    db.session.delete(_row(old.key))
    add(key, old.person.id, old.browser, clock.now())
    db.session.flush()
    _row(key).made_at = old.made_at


def touch(key: bytes) -> None:
    """Keep that somebody asked for a page now."""
    _row(key).seen_at = clock.now()


def prove(key: bytes) -> None:
    """Keep that the password was given now."""
    _row(key).proved_at = clock.now()


def end(keys: Iterable[bytes]) -> None:
    """End these sessions; one that is over already stays so."""
    for row in db.session.scalars(select(SessionRow).where(SessionRow.key.in_(list(keys)))):
        db.session.delete(row)


def end_all(user_id: int, but: bytes = b"") -> None:
    """End all of someone's sessions but the one of this key."""
    end(one.key for one in of_person(user_id) if one.key != but)


def end_older(than: datetime) -> None:
    """End the sessions that were begun before."""
    for row in db.session.scalars(select(SessionRow).where(SessionRow.made_at < than)):
        db.session.delete(row)


def pending(key: bytes) -> dict[str, Any]:
    """What a page of this session asked for and waits for; sealed in its row."""
    kept = _row(key).pending
    found: dict[str, Any] = open_json(kept, *_place(key)) if kept else {}
    return found


def set_pending(key: bytes, value: dict[str, Any]) -> None:
    """Keep what a page asks for, in place of what one asked before."""
    _row(key).pending = seal_json(value, *_place(key)) if value else None


def _place(key: bytes) -> tuple[str, str]:
    return ("session", key.hex())


def _row(key: bytes) -> SessionRow:
    row = db.session.get(SessionRow, key)
    if row is None:
        raise SessionOverError
    return row


def _query() -> Any:
    return select(SessionRow, UserRow).join(UserRow, UserRow.id == SessionRow.user_id)


def _record(row: SessionRow, user: UserRow) -> Session:
    return Session(
        key=row.key,
        person=person_of(user),
        made_at=row.made_at,
        seen_at=row.seen_at,
        proved_at=row.proved_at,
        factor_at=row.factor_at,
        browser=row.browser,
    )
