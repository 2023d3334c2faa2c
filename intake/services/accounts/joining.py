"""Making accounts, and letting people work in a clinic."""

from __future__ import annotations

from collections.abc import Iterable

from email_validator import EmailNotValidError, validate_email

from intake import store
from intake.actor import Role
from intake.services import audit
from intake.sign_in import passwords
from intake.sign_in.password_rules import problem_of


class AccountError(ValueError):
    """What was asked for cannot be done; the message says why and what to do."""


def has_account(email: str) -> bool:
    """Whether someone signs in with this address. Raises AccountError for what is none."""
    return store.user_id_of(normal(email)) is not None


def add_clinician(
    clinic_id: str, email: str, name: str, password: str, roles: Iterable[Role] = ()
) -> None:
    """Make an account for someone who works in this clinic. Raises AccountError.

    Without roles they get `usual_roles`.
    """
    email = normal(email)
    require_good(password, email, name, clinic_id)
    kept = passwords.hash_of(password)
    try:
        with store.transaction():
            user_id = store.add_user(email, name, kept)
            store.add_membership(clinic_id, user_id, roles or usual_roles(clinic_id))
            audit.write("command", "invited", clinic_id=clinic_id, whom=email)
    except store.TakenAddressError:
        raise AccountError(f"{email} has an account already") from None


def add_to_clinic(clinic_id: str, email: str, roles: Iterable[Role] = ()) -> None:
    """Let someone who has an account work in this clinic too. Raises AccountError.

    Without roles they get `usual_roles`.
    """
    user_id = store.user_id_of(normal(email))
    if user_id is None:
        raise AccountError(f"{email} has no account yet")
    try:
        with store.transaction():
            store.add_membership(clinic_id, user_id, roles or usual_roles(clinic_id))
            audit.write("command", "invited", clinic_id=clinic_id, whom=email)
    except store.MemberError:
        raise AccountError(f"{email} works in {clinic_id} already") from None


def usual_roles(clinic_id: str) -> frozenset[Role]:
    """A doctor; the first of a clinic also looks after its people."""
    first: frozenset[Role] = frozenset({"administrator", "doctor"})
    return frozenset({"doctor"}) if store.has_administrator(clinic_id) else first


def require_good(password: str, email: str, name: str, *clinic_ids: str) -> None:
    """Raise AccountError for a password that is short or easily guessed."""
    clinics = [clinic.name for one in clinic_ids if (clinic := store.clinic(one))]
    if problem := problem_of(password, (email, name, *clinic_ids, *clinics)):
        raise AccountError(problem)


def normal(email: str) -> str:
    """An address as it is kept. Raises AccountError for what is none."""
    try:
        checked = validate_email(email, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise AccountError(f"{email} is no email address: {error}") from None
    return checked.normalized
