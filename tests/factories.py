"""Makes what tests stand on: clinics, clinicians, visits, saved answers, sent submissions.

Ana is the patient, Dr Osei her doctor at Hilltop, Dr Lind a doctor of Valley. All are
invented; a test names only what it is about.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from intake import clock, sign_in, store
from intake.commands.demo_answers import maya
from intake.services import submit

FORM = "muscle-twitching"
PASSWORD = "a long plain password"
CLINIC = store.Clinic(
    id="hilltop",
    slug="hilltop",
    name="Hilltop Clinic",
    time_zone="Europe/London",
    paper="A4",
    phone="01632 960 001",
    emergency_number="999",
    crisis_line="116 123",
    open_door=True,
)
OTHER_CLINIC = replace(CLINIC, id="valley", slug="valley", name="Valley Clinic", open_door=False)
ANA = store.Identity("Ana Example", date(1990, 5, 17))


def make_clinic(clinic: store.Clinic = CLINIC) -> store.Clinic:
    """Add Ana's clinic, or this one."""
    store.add_clinic(clinic)
    return clinic


def make_clinician(
    clinic: store.Clinic = CLINIC,
    email: str = "osei@hilltop.example",
    name: str = "Dr Osei",
) -> None:
    """Add an account of Dr Osei's, or this one; every password is PASSWORD."""
    sign_in.add_user(clinic.id, email, name, PASSWORD)


def make_visit(
    clinic: store.Clinic = CLINIC,
    identity: store.Identity = ANA,
    *,
    scheduled_at: datetime | None = None,
) -> store.Visit:
    """Make a visit of Ana's that she has not opened yet."""
    return store.create_visit(
        clinic.id, FORM, kind="video", scheduled_at=scheduled_at, identity=identity
    )


def make_answers(**changes: object) -> dict[str, Any]:
    """Fill in a whole form as Ana would; changes say "_" for the point of an id."""
    changed = {key.replace("_", "."): value for key, value in changes.items()}
    today = clock.today(CLINIC.time_zone)
    ana = {"about.name": ANA.name, "about.dob": str(ANA.born)}
    return {**maya(today), **ana, **changed}


def make_draft(
    visit: store.Visit, answers: dict[str, Any] | None = None, identity: store.Identity = ANA
) -> store.Visit:
    """Save Ana's whole form, or these answers; gives the visit as it is then."""
    store.save_answers(visit, make_answers() if answers is None else answers, identity)
    return fresh(visit)


def make_submission(visit: store.Visit, answers: dict[str, Any] | None = None) -> store.Visit:
    """Save and send Ana's whole form, or these answers; gives the visit as it is then."""
    submit.submit(make_draft(visit, answers), advice_shown=False)
    return fresh(visit)


def fresh(visit: store.Visit) -> store.Visit:
    """Read a visit again."""
    again = store.clinic_visit(visit.clinic.id, visit.reference)
    assert again
    return again
