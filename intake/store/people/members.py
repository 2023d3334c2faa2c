"""The clinics that each person works in, and as what. Nothing here commits."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from intake.actor import ROLES, Role
from intake.extensions import db
from intake.store.clinics import clinic_of
from intake.store.people.records import Member, Membership
from intake.store.people.users import person_of
from intake.store.tables import ClinicRow, EmergencyRow, MembershipRow, UserRow


class MemberError(Exception):
    """They work in the clinic already."""


def memberships(user_id: int) -> list[Membership]:
    """The clinics that someone works in, by name."""
    unseen = (
        select(func.count())
        .select_from(EmergencyRow)
        .where(EmergencyRow.clinic_id == ClinicRow.id, EmergencyRow.seen_at.is_(None))
        .scalar_subquery()
    )
    query = (
        select(ClinicRow, MembershipRow, unseen)
        .join(MembershipRow, MembershipRow.clinic_id == ClinicRow.id)
        .where(MembershipRow.user_id == user_id)
        .order_by(ClinicRow.name, ClinicRow.id)
    )
    found = db.session.execute(query)
    return [Membership(clinic_of(clinic), roles_of(row.roles), n) for clinic, row, n in found]


def members(clinic_id: str) -> list[Member]:
    """Who works in a clinic, by name."""
    query = (
        select(UserRow, MembershipRow)
        .join(MembershipRow, MembershipRow.user_id == UserRow.id)
        .where(MembershipRow.clinic_id == clinic_id)
        .order_by(UserRow.name, UserRow.id)
    )
    found = db.session.execute(query)
    return [Member(person_of(user), roles_of(row.roles)) for user, row in found]


def has_administrator(clinic_id: str, but: int = 0) -> bool:
    """Whether someone who can sign in looks after the clinic's people, this user set aside."""
    query = (
        select(MembershipRow)
        .join(UserRow, UserRow.id == MembershipRow.user_id)
        .where(MembershipRow.clinic_id == clinic_id, MembershipRow.user_id != but, UserRow.active)
    )
    return any("administrator" in roles_of(one.roles) for one in db.session.scalars(query))


def hold(clinic_id: str) -> None:
    """Let nobody else change the clinic's members until the transaction ends."""
    rows = select(MembershipRow).filter_by(clinic_id=clinic_id).order_by(MembershipRow.user_id)
    held = rows.with_for_update().execution_options(populate_existing=True)
    db.session.scalars(held).all()


def add_membership(clinic_id: str, user_id: int, roles: Iterable[Role]) -> None:
    """Let someone work in a clinic. Raises MemberError if they do already."""
    db.session.add(MembershipRow(clinic_id=clinic_id, user_id=user_id, roles=kept_roles(roles)))
    try:
        db.session.flush()
    except IntegrityError:
        raise MemberError from None


def set_roles(clinic_id: str, user_id: int, roles: Iterable[Role]) -> None:
    """Change what someone is in a clinic. Raises LookupError if they do not work there."""
    _row(clinic_id, user_id).roles = kept_roles(roles)


def end_membership(clinic_id: str, user_id: int) -> None:
    """Let someone work in a clinic no more. Raises LookupError if they do not."""
    db.session.delete(_row(clinic_id, user_id))


def roles_of(kept: str) -> frozenset[Role]:
    """The roles that a membership's column names; an unknown name gives none."""
    return frozenset(role for role in ROLES if role in kept.split())


def kept_roles(roles: Iterable[Role]) -> str:
    """What a membership's column keeps of these roles."""
    return " ".join(sorted(roles))


def _row(clinic_id: str, user_id: int) -> MembershipRow:
    row = db.session.get(MembershipRow, (clinic_id, user_id))
    if row is None:
        raise LookupError("no such member")
    return row
