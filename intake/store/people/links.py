"""Links to an account that work once. Nothing here commits."""

from __future__ import annotations

from sqlalchemy import select

from intake import clock
from intake.extensions import db
from intake.store.people.members import kept_roles, roles_of
from intake.store.people.records import AccountLink
from intake.store.tables import AccountLinkRow


def add_link(link: AccountLink) -> None:
    """Keep a link in place of any other of the same kind to the same address."""
    for row in _of(link.clinic_id):
        if row.email.lower() == link.email.lower() or row.ends_at <= clock.now():
            db.session.delete(row)
    db.session.add(AccountLinkRow(**{**vars(link), "roles": kept_roles(link.roles)}))


def find(key: bytes) -> AccountLink | None:
    """The link of this key while it works, or None."""
    row = db.session.get(AccountLinkRow, key)
    return _record(row) if row and row.ends_at > clock.now() else None


def use(key: bytes) -> AccountLink | None:
    """Use up a link while it works; of two at once one gets it."""
    query = select(AccountLinkRow).filter_by(key=key).with_for_update()
    row = db.session.scalar(query)
    if row is None or row.ends_at <= clock.now():
        return None
    db.session.delete(row)
    return _record(row)


def invitations(clinic_id: str) -> list[AccountLink]:
    """The invitations to a clinic that were not taken up and still work, by address."""
    return [_record(row) for row in _of(clinic_id) if row.ends_at > clock.now()]


def withdraw(clinic_id: str, email: str) -> None:
    """End the invitation of this address to a clinic, if there is one."""
    for row in _of(clinic_id):
        if row.email == email:
            db.session.delete(row)


def _of(clinic_id: str | None) -> list[AccountLinkRow]:
    query = select(AccountLinkRow).filter_by(clinic_id=clinic_id).order_by(AccountLinkRow.email)
    return list(db.session.scalars(query))


def _record(row: AccountLinkRow) -> AccountLink:
    return AccountLink(
        key=row.key,
        email=row.email,
        clinic_id=row.clinic_id,
        roles=roles_of(row.roles),
        made_at=row.made_at,
        ends_at=row.ends_at,
    )
