"""Makes what tests stand on: clinics, clinicians, visits, saved answers, sent submissions.

Ana is the patient, Dr Osei her doctor at Hilltop, Dr Lind a doctor of Valley. All are
invented; a test names only what it is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete

from intake import clock, store
from intake.actor import Role
from intake.commands.demo_answers import maya
from intake.draft import of_given
from intake.extensions import db
from intake.services import accounts
from intake.services.accounts import enrolment
from intake.services.clinic import visits
from intake.services.filling.answers import save_all
from intake.services.filling.submit import submit
from intake.store.tables import NameRow
from intake.store.visits.visit import row_of

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
NOTHING_ON_FILE = store.OnFile()
ANA = store.Identity("Ana Example", date(1990, 5, 17))


def make_clinic(clinic: store.Clinic = CLINIC) -> store.Clinic:
    """Add Ana's clinic, or this one."""
    with store.transaction():
        store.add_clinic(clinic)
    return clinic


def make_clinician(
    clinic: store.Clinic = CLINIC,
    email: str = "osei@hilltop.example",
    name: str = "Dr Osei",
    *roles: Role,
) -> None:
    """Add an account of Dr Osei's, or this one, with an app; every password is PASSWORD."""
    accounts.add_clinician(clinic.id, email, name, PASSWORD, roles)
    enrolment.give_app(email)


def make_visit(
    clinic: store.Clinic = CLINIC,
    identity: store.Identity = ANA,
    *,
    scheduled_at: datetime | None = None,
    known: store.OnFile = NOTHING_ON_FILE,
    email: str = "",
) -> store.Visit:
    """Make a visit of Ana's that she has not opened yet."""
    booking = visits.Booking(identity, "video", scheduled_at, known, email)
    return visits.create_visit(clinic, booking, by="command")


def make_answers(**changes: object) -> dict[str, Any]:
    """Fill in a whole form as Ana would; changes say "_" for the point of an id."""
    changed = {key.replace("_", "."): value for key, value in changes.items()}
    today = clock.today(CLINIC.time_zone)
    ana = {"about.name": ANA.name, "about.dob": str(ANA.born)}
    return {**maya(today), **ana, **changed}


def start_visit(clinic: store.Clinic = CLINIC, key: str = "one start") -> store.Visit:
    """Make a visit through the open door, nothing answered yet."""
    return visits.start_visit(clinic, key, {})[0]


def save_answers(visit: store.Visit, answers: Mapping[str, Any]) -> None:
    """Save these answers in place of all that was saved."""
    save_all(visit, of_given(answers))


def saved_answers(visit: store.Visit) -> dict[str, Any]:
    """The answers saved so far, as a form takes them."""
    db.session.rollback()  # as another process would read them now
    return store.saved_draft(visit).given


def make_draft(visit: store.Visit, answers: dict[str, Any] | None = None) -> store.Visit:
    """Save Ana's whole form, or these answers; gives the visit as it is then."""
    save_answers(visit, make_answers() if answers is None else answers)
    return fresh(visit)


def make_submission(visit: store.Visit, answers: dict[str, Any] | None = None) -> store.Visit:
    """Save and send Ana's whole form, or these answers; gives the visit as it is then."""
    submit(make_draft(visit, answers))
    return fresh(visit)


def make_older(*visits: store.Visit) -> None:
    """Make visits as they were before the worklist counted answers and search knew names."""
    with store.transaction():
        for visit in visits:
            row = row_of(store.lock_visit(visit))
            row.attention = row.headline = None
            place = {"clinic_id": visit.clinic.id, "visit_id": visit.id}
            db.session.execute(delete(NameRow).filter_by(**place))


def fresh(visit: store.Visit) -> store.Visit:
    """Read a visit again."""
    again = store.clinic_visit(visit.clinic.id, visit.reference)
    assert again
    return again
