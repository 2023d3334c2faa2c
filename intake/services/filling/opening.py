"""Opening a form by its link: the date of birth that guards it, and the tries at it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal
from unicodedata import normalize

from intake import store
from intake.services import audit, limits

Opened = tuple[str, str, str]  # a form open in a browser: clinic's id, visit's id, its key
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


def code_of(visit: store.Visit) -> str:
    """The code that leads back to the visit's form when it is typed with the date of birth."""
    if code := store.has_code(visit):
        return code
    with store.transaction():
        return store.keep_code(store.lock_visit(visit))


def visit_of_code(typed: str, born: date, client: str = "") -> store.Visit | None:
    """The visit of a typed code and its date of birth; None for whatever does not fit.

    Letter case and width, spaces and hyphens of any kind do not matter. Wrong tries are counted by
    code, by client and by clinic, and at the visit's own lock; raises TooManyError.
    """
    code = "".join(one for one in normalize("NFKC", typed).upper() if one.isalnum())
    limits.refuse_blocked(limits.WRONG_CODES, client)
    limits.refuse_blocked(limits.TRIES_AT_CODE, code)
    for visit in store.visits_of_code(code):
        limits.refuse_blocked(limits.WRONG_CODES_OF_CLINIC, visit.clinic.id)
        if guard_of(visit) is None or _compare(visit, born) == "ok":
            return visit
        limits.count(limits.WRONG_CODES_OF_CLINIC, visit.clinic.id)
    limits.count(limits.WRONG_CODES, client)
    limits.count(limits.TRIES_AT_CODE, code)
    return None


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


def open_form(visit: store.Visit, key: str, others: Iterable[Opened]) -> str:
    """Open the form in one more browser, or again in the one with this key; the key it keeps.

    Opened for the first time, it puts aside what else is open in the same browser, which may by
    now be in other hands. It stays in the language in which the visit is opened.
    """
    with store.transaction():
        store.keep_language(visit, visit.language)
        found = store.add_opening(store.lock_visit(visit), key)
        if found != key:
            store.put_aside(others)
        return found


def opening_of(visit: store.Visit, key: str) -> store.Opening:
    """Whether the form is open in the browser with this key, or idle: to be asked for again.

    It never is idle where there is no date of birth to ask for.
    """
    found = store.opening_of(visit, key)
    unasked = found.state == "idle" and guard_of(visit) is None
    return found._replace(state="open") if unasked else found


def keep_language(visit: store.Visit, code: str) -> None:
    """Keep in which language the patient reads the form from now on."""
    with store.transaction():
        store.keep_language(visit, code)


def note_use(visit: store.Visit, key: str) -> None:
    """Note that the form is in use, so that it stays open."""
    with store.transaction():
        store.note_use(visit, key)


def close_forms(opened: Iterable[Opened]) -> None:
    """Close forms in one browser."""
    with store.transaction():
        for clinic_id, visit_id, key in opened:
            store.drop_opening(clinic_id, visit_id, key)
