"""Making visits and changing their links, by a clinic or through its open door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from intake import clock, store
from intake.draft import Draft
from intake.reference import new_reference
from intake.services import audit, limits
from intake.services.filling.answers import keep
from intake.services.form_library import first_form
from intake.services.messages.asking import ask_locked, stop_locked

LINK_LIVES = timedelta(days=30)
AFTER_VISIT = timedelta(days=1)
TRIES = 5  # at a reference that another visit took


@dataclass(frozen=True)
class Booking:
    """A visit that the clinic wants: whom for, how, and when if that is known."""

    booked: store.Identity
    kind: str
    scheduled_at: datetime | None
    known: store.OnFile = field(default_factory=store.OnFile)  # of the patient
    email: str = ""  # where the invitation goes; "" if the clinic hands the link on


def create_visit(
    clinic: store.Clinic, booking: Booking, key: str = "", *, by: audit.Who
) -> store.Visit:
    """A visit made by the clinic. Its link works until the day after the visit.

    With a key, the same booking once more is the same visit: two clicks make one.
    """
    return create_visits(clinic, [booking], key, by=by)[0]


def create_visits(
    clinic: store.Clinic, bookings: Sequence[Booking], key: str = "", *, by: audit.Who
) -> list[store.Visit]:
    """Make all of these visits or none; with a key each of them once, however often it is asked."""
    key = key or store.new_key()
    ids = [store.start_id(clinic.id, key, repr(one)) for one in bookings]
    for _ in range(TRIES):
        made = [_booked(clinic, *each) for each in zip(ids, bookings, strict=True)]
        try:
            with store.transaction():
                for visit, booking in zip(made, bookings, strict=True):
                    _insert_booked(visit, booking, by)
        except store.TakenError:  # a reference, or another click that was quicker
            continue
        found = (store.visit_of_id(clinic.id, visit.id) for visit in made)
        return [visit for visit in found if visit]
    raise TimeoutError("no free reference for a visit")


def _insert_booked(visit: store.Visit, booking: Booking, by: audit.Who) -> None:
    if store.visit_of_id(visit.clinic.id, visit.id) is None:
        store.insert_visit(visit, booking.known)
        audit.write(by, "created visit", visit)
        if booking.email:
            ask_locked(visit, booking.email, by)


def _booked(clinic: store.Clinic, visit_id: str, booking: Booking) -> store.Visit:
    expires = (booking.scheduled_at or clock.now() + LINK_LIVES) + AFTER_VISIT
    made = _new(clinic, visit_id, expires)
    who, when = booking.booked, booking.scheduled_at
    return replace(made, booked=who, kind=booking.kind, scheduled_at=when)


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
    return _insert(made, Draft(given), "patient")


def cancel_visit(visit: store.Visit, by: audit.Who) -> None:
    """Cancel a visit that was not sent yet; its link stops working."""
    with store.transaction():
        if store.lock_visit(visit).open_to_patient:
            store.cancel_visit(visit)
            audit.write(by, "cancelled visit", visit)


def renew_link(visit: store.Visit, by: audit.Who) -> None:
    """Replace the visit's link by a new one that works 30 days at least.

    It is written to nobody until somebody asks for that: the old one may have gone wrong.
    """
    with store.transaction():
        locked = store.lock_visit(visit)
        store.renew_link(locked, max(locked.expires_at, clock.now() + LINK_LIVES))
        store.drop_openings(locked)
        store.drop_code(locked)
        stop_locked(locked)
        audit.write(by, "renewed link", locked)


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


def _insert(visit: store.Visit, first: Draft, by: audit.Who) -> tuple[store.Visit, bool]:
    """Keep a new visit and its first answers; or the visit whose id was kept meanwhile, False."""
    for _ in range(TRIES):
        made = _inserted(visit, first, by)
        found = store.visit_of_id(visit.clinic.id, visit.id)
        if found:
            return found, made
        visit = replace(visit, reference=new_reference())
    raise TimeoutError("no free reference for a visit")


def _inserted(visit: store.Visit, first: Draft, by: audit.Who) -> bool:
    try:
        with store.transaction():
            store.insert_visit(visit)
            if first.answers:
                keep(visit, first)
            audit.write(by, "started visit" if by == "patient" else "created visit", visit)
    except store.TakenError:
        return False
    return True
