"""Browsers that are signed in. How long each may be is for the services. Nothing here commits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

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


def add(
    key: bytes,
    user_id: int,
    browser: str,
    made_at: datetime,
    factor_at: datetime | None = None,
) -> None:
    """Keep a new session, in use now."""
    now = clock.now()
    row = SessionRow(
        key=key,
        user_id=user_id,
        made_at=made_at,
        seen_at=now,
        proved_at=now,
        factor_at=factor_at,
        browser=browser,
    )
    db.session.add(row)


def replace(old: Session, key: bytes) -> None:
    """Give a session another key and the second factor; with the old key it is over."""
    _row(old.key)
    end([old.key])
    add(key, old.person.id, old.browser, old.made_at, clock.now())


def touch(key: bytes) -> None:
    """Keep that somebody asked for a page now."""
    _row(key).seen_at = clock.now()


def prove(key: bytes) -> None:
    """Keep that the password was given now."""
    _row(key).proved_at = clock.now()


def end(keys: Iterable[bytes]) -> None:
    """End these sessions; one that is over already stays so."""
    db.session.execute(delete(SessionRow).where(SessionRow.key.in_(list(keys))))


def end_all(user_id: int, but: bytes = b"") -> None:
    """End all of someone's sessions but the one of this key."""
    every = delete(SessionRow).where(SessionRow.user_id == user_id, SessionRow.key != but)
    db.session.execute(every)


def end_older(than: datetime) -> None:
    """End the sessions that were begun before."""
    db.session.execute(delete(SessionRow).where(SessionRow.made_at < than))


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
    """The session's row, which nobody ends until the transaction does."""
    query = select(SessionRow).filter_by(key=key).with_for_update()
    row = db.session.scalar(query.execution_options(populate_existing=True))
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
