"""Accounts: who signs in, with which password. Nothing here commits."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from intake import clock
from intake.extensions import db
from intake.store.people.records import Person
from intake.store.tables import UserRow


class TakenAddressError(Exception):
    """The address has an account already."""


def person_of(row: UserRow) -> Person:
    """The record of an account's row."""
    return Person(
        id=row.id,
        email=row.email,
        name=row.name,
        password=row.password,
        active=row.active,
        has_app=row.code_secret is not None,
        factor_since=row.factor_since,
        signed_in_at=row.signed_in_at,
    )


def find(email: str) -> Person | None:
    """Whose address this is, in whatever case it is written, or None."""
    query = select(UserRow).where(func.lower(UserRow.email) == email.lower())
    row = db.session.scalar(query.order_by(UserRow.id).limit(1))
    return person_of(row) if row else None


def user_id_of(email: str) -> int | None:
    """The id of whose address this is, or None."""
    person = find(email)
    return person.id if person else None


def add_user(email: str, name: str, password_hash: str) -> int:
    """Insert an account and return its id. Raises TakenAddressError."""
    row = UserRow(email=email, name=name, password=password_hash, active=True, code_step=0)
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError:
        raise TakenAddressError from None
    return row.id


def set_password(user_id: int, password_hash: str) -> None:
    """Keep another hash."""
    row_of(user_id).password = password_hash


def set_active(user_id: int, *, active: bool) -> None:
    """Let someone sign in, or no more."""
    row_of(user_id).active = active


def note_sign_in(user_id: int) -> None:
    """Keep that they have signed in now."""
    row_of(user_id).signed_in_at = clock.now()


def row_of(user_id: int) -> UserRow:
    """The account's row, nobody else changing it until the transaction ends."""
    query = select(UserRow).filter_by(id=user_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()
