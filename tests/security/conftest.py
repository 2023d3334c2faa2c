"""Two rows at least in every table, for whoever tampers with them."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from intake import clock, store
from intake.actor import Actor
from intake.extensions import db
from intake.services.accounts import emergencies, enrolment, links, sessions
from intake.services.clinic import verify
from intake.services.filling import opening
from intake.store.people.records import Passkey
from intake.store.tables import UserRow
from intake.verification import Reading, Verdict
from tests import factories
from tests.factories import CLINIC, fresh

READING = Reading("cipro", "ciprofloxacin", ("fluoroquinolone",), "2026-11-22")


@pytest.fixture
def cast(app: Flask, monkeypatch: pytest.MonkeyPatch, drawn_at_sending: None) -> list[store.Visit]:
    """Two rows at least in every table: visits sent, verified and filled in, at two clinics."""
    monkeypatch.setattr("reports.draw", lambda *_: b"%PDF-page")
    osei = db.session.scalars(select(UserRow.id).filter_by(name="Dr Osei")).one()
    db.session.rollback()
    made = []
    for name in ("Ana Example", "Ben Example"):
        visit = factories.make_visit(identity=store.Identity(name), known=store.OnFile(name))
        sent = factories.make_submission(visit, factories.make_answers(about_name=name))
        actor = Actor(osei, "", CLINIC.id, frozenset({"doctor"}))
        verify.add_verification(actor, sent, 1, READING, Verdict("right", name))
        again = store.Identity(f"{name} again")
        saved = factories.make_visit(identity=again, email=f"{name[:3]}@post.example")
        factories.save_answers(saved, {"about.name": name})
        opening.code_of(saved)
        with store.transaction():
            store.link_earlier(saved, sent)
        made += [sent, saved]
    for email in ("osei@hilltop.example", "lind@valley.example"):
        _fill_accounts(email, made[0])
    with store.transaction():
        for clinic_id, days in (("hilltop", 100), ("valley", 200)):
            store.deletion.keep_spans(clinic_id, store.deletion.Spans(days, days))
    db.session.rollback()
    return [fresh(one) for one in made]


def _fill_accounts(email: str, visit: store.Visit) -> None:
    """A session, a passkey, recovery codes, links and an emergency of this person."""
    person = store.users.find(email)
    assert person
    links.invite(visit.clinic.id, f"new-{email}", ["doctor"])
    links.offer_password(email)
    with store.transaction():
        session = sessions.find(sessions.begin(person, f"The browser of {email}"))
        assert session
        key = Passkey(email.encode(), email, email.encode(), 0, clock.now())
        store.factors.add_passkey(person.id, key)
    enrolment.offered_secret(session)
    enrolment.new_recovery_codes(session)
    actor = Actor(person.id, person.name, visit.clinic.id, frozenset({"front-desk"}))
    emergencies.open_visit(actor, visit, f"Asked by {email}")
