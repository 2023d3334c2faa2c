"""The people who sign in, and the clinics each of them works in. Nothing here commits."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from intake.extensions import db
from intake.store.clinics import clinic_of
from intake.store.records import Clinic
from intake.store.tables import ClinicRow, MembershipRow, UserRow

CLINICIAN = "clinician"


@dataclass(frozen=True)
class Membership:
    """A clinic that someone works in, and as what."""

    clinic: Clinic
    role: str


class MemberError(Exception):
    """The account or the membership is there already."""


def memberships(user_id: int) -> list[Membership]:
    """The clinics that someone works in, by name."""
    query = (
        select(ClinicRow, MembershipRow.role)
        .join(MembershipRow, MembershipRow.clinic_id == ClinicRow.id)
        .where(MembershipRow.user_id == user_id)
        .order_by(ClinicRow.name, ClinicRow.id)
    )
    return [Membership(clinic_of(row), role) for row, role in db.session.execute(query)]


def user_id_of(email: str) -> int | None:
    """Whose address this is, in whatever case it is written, or None."""
    return db.session.scalar(
        select(UserRow.id).where(func.lower(UserRow.email) == email.lower()).limit(1)
    )


def add_user(email: str, name: str, password_hash: str) -> int:
    """Insert an account and return its id. Raises MemberError for an address that has one."""
    row = UserRow(
        email=email,
        name=name,
        password=password_hash,
        active=True,
        fs_uniquifier=secrets.token_hex(32),
    )
    _insert(row)
    return row.id


def add_membership(clinic_id: str, user_id: int, role: str = CLINICIAN) -> None:
    """Let someone work in a clinic. Raises MemberError if they do already."""
    _insert(MembershipRow(clinic_id=clinic_id, user_id=user_id, role=role))


def _insert(row: UserRow | MembershipRow) -> None:
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError:
        raise MemberError from None
