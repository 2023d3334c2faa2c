"""Signing in, failing to, people and emergencies: each leaves its row, and failures only a few."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from intake import store
from intake.actor import Actor
from intake.extensions import db
from intake.services.accounts import emergencies, people
from tests import factories
from tests.service import Frozen

OSEI = "osei@hilltop.example"


def told(clinic_id: str = "hilltop") -> list[str]:
    db.session.rollback()
    return [f"{one.who} {one.words}" for one in store.audit.newest(clinic_id)]


def test_requirement_41_signing_in_and_out_are_told(osei: FlaskClient) -> None:
    assert told()[0] == "Dr Osei signed in"
    osei.post("/sign-out")
    assert told()[0] == "Dr Osei signed out"


def test_requirement_41_failures_at_an_account_are_one_row_an_hour(
    client: FlaskClient, frozen: Frozen
) -> None:
    before = len(told())
    wrong = {"email": OSEI, "password": "wrong password 123"}
    for _ in range(12):
        client.post("/sign-in", data=wrong)
    assert told()[: len(told()) - before] == [
        "Dr Osei was locked out after too many tries",
        "Dr Osei could not sign in",
    ]
    frozen.move(hours=3)
    client.post("/sign-in", data=wrong)
    assert len(told()) == before + 3


def test_requirement_41_failures_for_nobody_stand_in_the_services_own_chain(
    client: FlaskClient,
) -> None:
    before = told()
    for number in range(8):
        data = {"email": f"nobody{number}@hilltop.example", "password": "wrong password 123"}
        client.post("/sign-in", data=data)
    assert told() == before
    assert told("") == ["The service refused a sign-in for which there is no account"]


def test_requirement_41_what_becomes_of_people_is_told(app: Flask, osei: FlaskClient) -> None:
    new = {"email": "new@hilltop.example", "roles": "doctor"}
    osei.post("/clinic/people", data=new)
    assert told()[0] == "Dr Osei invited new@hilltop.example"
    factories.make_clinician(factories.CLINIC, "lund@hilltop.example", "Dr Lund", "doctor")
    lund = store.user_id_of("lund@hilltop.example") or 0
    people.change_roles("hilltop", lund, ["front-desk"])
    assert told()[0] == "A command changed the role of Dr Lund"
    osei.post(f"/clinic/people/{lund}/end")
    assert told()[0] == "Dr Osei removed Dr Lund from the clinic"
    assert list(store.audit.findings()) == []


def test_requirement_13_an_emergency_is_told_without_its_reason(
    app: Flask, osei: FlaskClient, visit: store.Visit
) -> None:

    user_id = store.user_id_of(OSEI) or 0
    actor = Actor(user_id, "Dr Osei", "hilltop", frozenset({"front-desk"}))
    emergencies.open_visit(actor, visit, "Ana fell and is unconscious")
    assert told()[0] == f"Dr Osei opened the answers of {visit.reference} in an emergency"
