"""Opening a form by its link: the date of birth that guards it, and the tries at it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from intake import store
from intake.services import audit, limits

BirthCheck = Literal["ok", "wrong"] | store.Lock


def guard_of(visit: store.Visit) -> date | None:
    """The date of birth that opens the form: the clinic's, else the one that was answered.

    What the patient answers never replaces the clinic's. None if nobody has told one yet.
    """
    return visit.booked.born or visit.given.born


def check_birth_date(visit: store.Visit, given: date, client: str = "") -> BirthCheck:
    """Compare the date of birth; each fifth wrong one locks the link for longer.

    Tries are counted under the visit's lock, so that parallel requests and other workers
    cannot gain one. Each is audited; further tries at a locked link are not. So are those of one
    client counted at all visits of a clinic; raises TooManyError.
    """
    limits.refuse_blocked(limits.WRONG_BIRTH_DATES, visit.clinic.id, client)
    found = _compare(visit, given)
    if found == "wrong":
        limits.count(limits.WRONG_BIRTH_DATES, visit.clinic.id, client)
    return found


def visit_of_link(token: str, client: str = "") -> store.Visit | None:
    """The visit that a link opens; None for unknown, expired and spent links alike.

    Raises TooManyError after too many that opened nothing, before it looks at this one.
    """
    limits.refuse_blocked(limits.WRONG_LINKS, client)
    visit = store.visit_for_token(token)
    if visit is None:
        limits.count(limits.WRONG_LINKS, client)
    return visit


def _compare(visit: store.Visit, given: date) -> BirthCheck:
    with store.transaction():
        locked = store.lock_visit(visit)
        if lock := store.lock_of(locked):
            return lock
        if given == guard_of(locked):
            store.forget_tries(locked)
            audit.write("patient", "opened form", locked)
            return "ok"
        store.count_wrong(locked)
        audit.write("patient", "wrong birth date", locked)
        return store.lock_of(locked) or "wrong"


def open_form(visit: store.Visit) -> str:
    """Open the form in one more browser; the key that its cookie keeps."""
    with store.transaction():
        return store.add_opening(store.lock_visit(visit))


def close_forms(opened: Iterable[tuple[str, str, str]]) -> None:
    """Close forms in one browser: clinic's id, visit's id and the browser's key of each."""
    with store.transaction():
        for clinic_id, visit_id, key in opened:
            store.drop_opening(clinic_id, visit_id, key)
