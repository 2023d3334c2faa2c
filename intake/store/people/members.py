"""The people who sign in, and the clinics each of them works in. Nothing here commits."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from intake.actor import ROLES, Role
from intake.extensions import db
from intake.store.clinics import clinic_of
from intake.store.records import Clinic
from intake.store.tables import ClinicRow, MembershipRow, UserRow


@dataclass(frozen=True)
class Membership:
    """A clinic that someone works in, and as what."""

    clinic: Clinic
    roles: frozenset[Role]


class MemberError(Exception):
    """The account or the membership is there already."""


def memberships(user_id: int) -> list[Membership]:
    """The clinics that someone works in, by name."""
    query = (
        select(ClinicRow, MembershipRow)
        .join(MembershipRow, MembershipRow.clinic_id == ClinicRow.id)
        .where(MembershipRow.user_id == user_id)
        .order_by(ClinicRow.name, ClinicRow.id)
    )
    found = db.session.execute(query)
    return [Membership(clinic_of(clinic), roles_of(row.roles)) for clinic, row in found]


def has_administrator(clinic_id: str) -> bool:
    """Whether someone looks after the clinic's people."""
    kept = db.session.scalars(select(MembershipRow).filter_by(clinic_id=clinic_id))
    return any("administrator" in roles_of(one.roles) for one in kept)


def roles_of(kept: str) -> frozenset[Role]:
    """The roles that a membership's column names; an unknown name gives none."""
    return frozenset(role for role in ROLES if role in kept.split())


def kept_roles(roles: Iterable[Role]) -> str:
    """What a membership's column keeps of these roles."""
    return " ".join(sorted(roles))


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


def add_membership(clinic_id: str, user_id: int, roles: Iterable[Role]) -> None:
    """Let someone work in a clinic. Raises MemberError if they do already."""
    _insert(MembershipRow(clinic_id=clinic_id, user_id=user_id, roles=kept_roles(roles)))


def _insert(row: UserRow | MembershipRow) -> None:
    db.session.add(row)
    try:
        db.session.flush()
    except IntegrityError:
        raise MemberError from None
