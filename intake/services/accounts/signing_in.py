"""The first step of signing in: address and password."""

from __future__ import annotations

from intake import store
from intake.services import audit
from intake.services.accounts import limits, sessions
from intake.sign_in import passwords
from intake.store.people.records import Person, Session


def sign_in(email: str, password: str, address: str, browser: str) -> str | None:
    """Give the token of a new session; None if the address or the password is wrong.

    Raises TooManyError before anything is checked. An unknown address takes as long as a
    wrong password.
    """
    account, network = email.strip().lower(), limits.network_of(address)
    try:
        limits.count(account=account, address=network)
    except limits.TooManyError:
        audit.record_failure("locked", account, network, store.user_id_of(account))
        raise
    person = _with_password(account, password)
    if person is None:
        audit.record_failure("sign-in failed", account, network, store.user_id_of(account))
        return None
    limits.forget(account=account)
    limits.take_back(address=network)
    with store.transaction():
        _renew_hash(person, password)
        token = sessions.begin(person, browser)
        if not (person.has_factor or sessions.needs_factor(person)):
            store.users.note_sign_in(person.id)
            audit.write_of_person(person.id, "signed in")
    return token


def prove(session: Session, password: str) -> bool:
    """Ask for the password again; whether it is right. Raises TooManyError."""
    account = session.person.email.lower()
    limits.count(account=account)
    if not passwords.is_right(session.person.password, password):
        return False
    limits.forget(account=account)
    with store.transaction():
        store.sessions.prove(session.key)
    return True


def _with_password(email: str, password: str) -> Person | None:
    person = store.users.find(email)
    if person is None or not person.active:
        passwords.pretend(password)
        return None
    return person if passwords.is_right(person.password, password) else None


def _renew_hash(person: Person, password: str) -> None:
    if passwords.is_outdated(person.password):
        store.users.set_password(person.id, passwords.hash_of(password))
