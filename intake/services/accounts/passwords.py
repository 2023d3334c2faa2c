"""Setting a password: one's own with the present one, or by a link that works once."""

from __future__ import annotations

from intake import store
from intake.services import audit
from intake.services.accounts import limits
from intake.services.accounts.joining import AccountError, require_good
from intake.sign_in import passwords
from intake.store.people.records import AccountLink, Person, Session


def change(session: Session, present: str, new: str) -> None:
    """Set another password and sign out every other browser. Raises AccountError, TooManyError."""
    person = session.person
    limits.count(account=person.email.lower())
    if not passwords.is_right(person.password, present):
        raise AccountError("That is not your present password")
    limits.forget(account=person.email.lower())
    _require_good(person, new)
    kept = passwords.hash_of(new)
    with store.transaction():
        store.users.set_password(person.id, kept)
        store.sessions.prove(session.key)
        store.sessions.end_all(person.id, but=session.key)
        audit.write_of_person(person.id, "changed password")


def set_by_link(link: AccountLink, new: str) -> None:
    """Set a password by a link, use it up, and sign out every browser. Raises AccountError."""
    person = store.users.find(link.email)
    if person is None:
        raise AccountError("That account is not there any more")
    _require_good(person, new)
    kept = passwords.hash_of(new)
    with store.transaction():
        if store.links.use(link.key) is None:
            raise AccountError("This link was used already")
        store.users.set_password(person.id, kept)
        store.sessions.end_all(person.id)
        audit.write_of_person(person.id, "changed password")
    limits.forget(account=person.email.lower())


def _require_good(person: Person, new: str) -> None:
    clinics = [one.clinic.id for one in store.memberships(person.id)]
    require_good(new, person.email, person.name, *clinics)
