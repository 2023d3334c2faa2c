"""Making visits and changing their links, by a clinic or through its open door."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from intake import clock, store
from intake.draft import Draft
from intake.reference import new_reference
from intake.services import limits
from intake.services.answers import keep
from intake.services.form_library import first_form

LINK_LIVES = timedelta(days=30)
AFTER_VISIT = timedelta(days=1)
TRIES = 5  # at a reference that another visit took


def create_visit(
    clinic: store.Clinic, *, kind: str, scheduled_at: datetime | None, booked: store.Identity
) -> store.Visit:
    """A visit made by the clinic. Its link works until the day after the visit."""
    expires = (scheduled_at or clock.now() + LINK_LIVES) + AFTER_VISIT
    made = _new(clinic, secrets.token_hex(16), expires)
    booking = replace(made, kind=kind, scheduled_at=scheduled_at, booked=booked)
    return _insert(booking, Draft())[0]


def start_visit(
    clinic: store.Clinic, key: str, given: Mapping[str, Any], client: str = ""
) -> tuple[store.Visit, bool]:
    """A visit made by a patient at the open door, its first page saved; and whether it is new.

    `key` is one page's one start at this clinic: with the same key the same visit comes back,
    as it is by now, and nothing is saved. `client` is the address it is started from. Raises
    TooManyError.
    """
    made = _new(clinic, store.start_id(clinic.id, key), clock.now() + LINK_LIVES)
    before = store.visit_of_id(clinic.id, made.id)
    if before:
        return before, False
    limits.spend(limits.STARTS, clinic.id, client)
    limits.spend(limits.STARTS_OF_CLINIC, clinic.id)
    return _insert(made, Draft(given))


def cancel_visit(visit: store.Visit) -> None:
    """Cancel a visit that was not sent yet; its link stops working."""
    with store.transaction():
        if store.lock_visit(visit).open_to_patient:
            store.cancel_visit(visit)


def renew_link(visit: store.Visit) -> None:
    """Replace the visit's link by a new one that works 30 days at least."""
    with store.transaction():
        locked = store.lock_visit(visit)
        store.renew_link(locked, max(locked.expires_at, clock.now() + LINK_LIVES))
        store.drop_openings(locked)


def _new(clinic: store.Clinic, visit_id: str, expires_at: datetime) -> store.Visit:
    return store.Visit(
        clinic=clinic,
        id=visit_id,
        reference=new_reference(),
        questionnaire_id=first_form().id,
        kind="",
        scheduled_at=None,
        created_at=clock.now(),
        expires_at=expires_at,
        status="new",
        booked=store.Identity(),
        given=store.Identity(),
        link_serial=1,
        saved_at=None,
        sent_at=None,
    )


def _insert(visit: store.Visit, first: Draft) -> tuple[store.Visit, bool]:
    """Keep a new visit and its first answers; or the visit whose id was kept meanwhile, False."""
    for _ in range(TRIES):
        made = _inserted(visit, first)
        found = store.visit_of_id(visit.clinic.id, visit.id)
        if found:
            return found, made
        visit = replace(visit, reference=new_reference())
    raise TimeoutError("no free reference for a visit")


def _inserted(visit: store.Visit, first: Draft) -> bool:
    try:
        with store.transaction():
            store.insert_visit(visit)
            if first.answers:
                keep(visit, first)
    except store.TakenError:
        return False
    return True
