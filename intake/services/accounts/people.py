"""The people of a clinic: what they are there, and when they no longer are."""

from __future__ import annotations

from collections.abc import Iterable

from intake import store
from intake.actor import Role
from intake.services import audit
from intake.services.accounts.joining import AccountError

LAST = "Somebody has to look after the people here: make another administrator first"


def change_roles(
    clinic_id: str, user_id: int, roles: Iterable[Role], by: audit.Who = "command"
) -> None:
    """Change what someone is in a clinic. Raises AccountError, LookupError if not a member."""
    wanted = frozenset(roles)
    if not wanted:
        raise AccountError("Select what they do here, or end their work here")
    with store.transaction():
        if "administrator" not in wanted:
            _require_another(clinic_id, user_id)
        store.members.set_roles(clinic_id, user_id, wanted)
        whom = _called(clinic_id, user_id)
        audit.write(by, "changed role", clinic_id=clinic_id, whom=whom, to=" ".join(sorted(wanted)))


def remove(clinic_id: str, user_id: int, by: audit.Who = "command") -> None:
    """End someone's work in a clinic and sign them out. Raises AccountError, LookupError."""
    with store.transaction():
        _require_another(clinic_id, user_id)
        whom = _called(clinic_id, user_id)
        store.members.end_membership(clinic_id, user_id)
        store.sessions.end_all(user_id)
        audit.write(by, "removed", clinic_id=clinic_id, whom=whom)


def set_active(user_id: int, *, active: bool) -> None:
    """Let someone sign in, or no more: then every browser of theirs is signed out."""
    with store.transaction():
        store.users.set_active(user_id, active=active)
        if not active:
            store.sessions.end_all(user_id)
        audit.write_of_person(user_id, "activated" if active else "deactivated")


def _called(clinic_id: str, user_id: int) -> str:
    """A member's name, for the audit. Raises LookupError."""
    mine = [one for one in store.members.members(clinic_id) if one.person.id == user_id]
    if not mine:
        raise LookupError("not a member")
    return mine[0].person.name


def _require_another(clinic_id: str, user_id: int) -> None:
    """Keep a clinic from losing its last administrator."""
    store.members.hold(clinic_id)
    mine = [one for one in store.members.members(clinic_id) if one.person.id == user_id]
    is_one = any("administrator" in one.roles for one in mine)
    if not store.has_administrator(clinic_id, but=user_id) and is_one:
        raise AccountError(LAST)
