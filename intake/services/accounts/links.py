"""Links that work once: invitations to a clinic, and leave to set a new password.

The service sends no email: whoever makes a link gives it to the person.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from flask import current_app

from intake import clock, store
from intake.actor import Role
from intake.services import audit
from intake.services.accounts.joining import AccountError, normal, require_good
from intake.sign_in import passwords
from intake.sign_in.secrets_given import kept_of, new_token
from intake.store.people.records import AccountLink, Person

INVITATION_LIVES = timedelta(days=7)
PASSWORD_LIVES = timedelta(days=1)


def invite(clinic_id: str, email: str, roles: Iterable[Role], by: audit.Who = "command") -> str:
    """A link's token that lets someone join a clinic; an earlier one is dead. Raises AccountError.

    It works once, for seven days.
    """
    email, wanted = normal(email), frozenset(roles)
    if not wanted:
        raise AccountError("Select what they do here")
    person = store.users.find(email)
    if person and any(one.clinic.id == clinic_id for one in store.memberships(person.id)):
        raise AccountError(f"{email} works here already")
    return _new(email, clinic_id, wanted, INVITATION_LIVES, by)


def offer_password(email: str) -> str:
    """A link's token that lets someone set a new password, once, within a day.

    Raises AccountError for an address without an account.
    """
    person = store.users.find(normal(email))
    if person is None:
        raise AccountError(f"{email} has no account")
    return _new(person.email, None, frozenset(), PASSWORD_LIVES, "command")


def address_of(token: str) -> str:
    """The whole address of a link, to give to the person."""
    base: str = current_app.config["SETTINGS"].base_url
    return f"{base}/account-link/{token}"


def find(token: str) -> AccountLink | None:
    """The link of this token while it works, or None."""
    return store.links.find(kept_of("account link", token)) if 0 < len(token) <= 64 else None


def join_new(link: AccountLink, name: str, password: str) -> None:
    """Make the invited person's account and let them work there. Raises AccountError."""
    if link.clinic_id is None:
        raise AccountError("This link is no invitation")
    require_good(password, link.email, name, link.clinic_id)
    kept = passwords.hash_of(password)
    try:
        with store.transaction():
            _join(link, store.add_user(link.email, name, kept))
    except store.TakenAddressError:
        raise AccountError("You have an account already: sign in") from None


def join_also(link: AccountLink, person: Person) -> None:
    """Let the invited person, who has an account, work there too. Raises AccountError."""
    if person.email.lower() != link.email.lower():
        raise AccountError(f"This invitation is for {link.email}")
    with store.transaction():
        _join(link, person.id)


def withdraw(clinic_id: str, email: str, by: audit.Who) -> None:
    """End an invitation to a clinic that was not taken up."""
    with store.transaction():
        store.links.withdraw(clinic_id, email)
        audit.write(by, "withdrew invitation", clinic_id=clinic_id)


def _join(link: AccountLink, user_id: int) -> None:
    if link.clinic_id is None or store.links.use(link.key) is None:
        raise AccountError("This link was used already")
    try:
        store.add_membership(link.clinic_id, user_id, link.roles)
    except store.MemberError:
        raise AccountError("You work there already") from None
    entry = store.audit.Entry(link.clinic_id, str(user_id), "joined")
    store.audit.append(entry)


def _new(
    email: str,
    clinic_id: str | None,
    roles: frozenset[Role],
    lives: timedelta,
    by: audit.Who,
) -> str:
    token, now = new_token(), clock.now()
    link = AccountLink(kept_of("account link", token), email, clinic_id, roles, now, now + lives)
    with store.transaction():
        store.links.add_link(link)
        if clinic_id is not None:
            audit.write(by, "invited", clinic_id=clinic_id, whom=email)
    return token
