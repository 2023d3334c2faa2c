"""An emergency: one visit, for an hour, with a reason, and the administrators are told."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from intake import store
from intake.extensions import db
from intake.services import accounts
from tests import factories
from tests.conftest import SignIn
from tests.factories import CLINIC, PASSWORD
from tests.service import Frozen
from tests.signing_in import give_password

DESK, OSEI = "desk@hilltop.example", "osei@hilltop.example"
REASON = "She called and cannot swallow, no doctor answers"


@pytest.fixture
def sent(visit: store.Visit) -> store.Visit:
    """Ana's visit, sent."""
    return factories.make_submission(visit)


@pytest.fixture
def desk(frozen: Frozen, sent: store.Visit, signed_in: SignIn) -> FlaskClient:
    """The front desk's browser, signed in with a second factor."""
    factories.make_clinician(CLINIC, DESK, "Sam Desk", "front-desk")
    frozen.move(days=1)
    return signed_in(DESK)


def record(visit: store.Visit) -> str:
    return f"/clinic/visits/{visit.reference}"


def opening(browser: FlaskClient, visit: store.Visit, reason: str = REASON) -> int:
    return browser.post(f"{record(visit)}/emergency", data={"reason": reason}).status_code


def test_requirement_13_a_reason_opens_one_visit_for_sixty_minutes(
    desk: FlaskClient, sent: store.Visit, frozen: Frozen
) -> None:
    other = factories.make_submission(factories.make_visit(CLINIC))
    assert desk.get(record(sent)).status_code == 403
    assert opening(desk, sent) == 303
    assert "Weakness" in desk.get(record(sent)).text
    assert desk.get(f"{record(sent)}/intake-{sent.reference}.txt").status_code == 200
    assert desk.get(record(other)).status_code == 403
    for _ in range(6):
        assert desk.get(record(sent)).status_code == 200
        frozen.move(minutes=10)
    assert desk.get(record(sent)).status_code == 403


def test_requirement_13_it_lets_one_read_and_say_nothing(
    desk: FlaskClient, sent: store.Visit
) -> None:
    opening(desk, sent)
    assert "Mark this match right or wrong" not in desk.get(record(sent)).text
    assert desk.post(f"{record(sent)}/markings", data={"verdict": "right"}).status_code == 403
    assert desk.get("/clinic/drugs").status_code == 403
    assert desk.get("/clinic/people").status_code == 403


@pytest.mark.parametrize("reason", ["", "   ", "help", "x" * 501])
def test_requirement_13_without_a_reason_nothing_opens(
    desk: FlaskClient, sent: store.Visit, reason: str
) -> None:
    assert opening(desk, sent, reason) == 422
    assert desk.get(record(sent)).status_code == 403


def test_requirement_13_it_needs_a_second_factor(
    app: Flask, sent: store.Visit, client: FlaskClient
) -> None:
    accounts.add_clinician(CLINIC.id, DESK, "Sam Desk", PASSWORD, ["front-desk"])
    give_password(client, DESK)
    assert "Set up a second factor" in client.get(f"{record(sent)}/emergency").text
    assert opening(client, sent) == 200
    assert client.get(record(sent)).status_code == 403


def test_requirement_13_a_second_factor_set_up_just_now_by_whoever_has_the_password_is_not_enough(
    frozen: Frozen, sent: store.Visit, signed_in: SignIn
) -> None:
    factories.make_clinician(CLINIC, DESK, "Sam Desk", "front-desk")
    assert opening(signed_in(DESK), sent) == 200
    frozen.move(hours=23)
    assert opening(signed_in(DESK), sent) == 200
    frozen.move(hours=1)
    assert opening(signed_in(DESK), sent) == 303


def test_requirement_13_it_is_theirs_alone(
    desk: FlaskClient, sent: store.Visit, signed_in: SignIn, lind: FlaskClient
) -> None:
    factories.make_clinician(CLINIC, "two@hilltop.example", "Two", "front-desk")
    opening(desk, sent)
    assert signed_in("two@hilltop.example").get(record(sent)).status_code == 403
    assert opening(lind, sent) == 404


def test_requirement_13_administrators_are_told_until_one_has_seen_it(
    desk: FlaskClient, sent: store.Visit, signed_in: SignIn, lind: FlaskClient
) -> None:
    factories.make_clinician(CLINIC, "doctor@hilltop.example", "Dr Only", "doctor")
    opening(desk, sent)
    osei = signed_in(OSEI)
    told = "opened in an emergency"
    assert told in osei.get("/clinic").text
    for other in (desk, signed_in("doctor@hilltop.example"), lind):
        assert told not in other.get("/clinic").text
    page = osei.get("/clinic/emergencies").text
    assert REASON in page and "Sam Desk" in page and sent.reference in page
    assert REASON not in lind.get("/clinic/emergencies").text
    lind.post("/clinic/emergencies/seen", data={"emergency": f"{sent.reference} 1"})
    assert told in osei.get("/clinic").text
    osei.post("/clinic/emergencies/seen", data={"emergency": f"{sent.reference} 1"})
    assert told not in osei.get("/clinic").text


def test_requirement_13_nobody_says_of_their_own_that_it_was_seen(
    frozen: Frozen, sent: store.Visit, signed_in: SignIn
) -> None:
    factories.make_clinician(CLINIC, "admin@hilltop.example", "Admin", "administrator")
    frozen.move(days=1)
    admin = signed_in("admin@hilltop.example")
    assert opening(admin, sent) == 303
    data = {"emergency": f"{sent.reference} 1"}
    assert admin.post("/clinic/emergencies/seen", data=data).status_code == 403
    assert signed_in(OSEI).post("/clinic/emergencies/seen", data=data).status_code == 303


def test_requirement_13_the_reason_is_kept_sealed_and_bound_to_its_row(
    desk: FlaskClient, sent: store.Visit, signed_in: SignIn
) -> None:
    opening(desk, sent)
    assert b"swallow" not in db.session.scalars(text("SELECT reason FROM emergency")).one()
    with store.transaction():
        db.session.execute(text("UPDATE emergency SET user_id = 1"))
    assert signed_in(OSEI).get("/clinic/emergencies").status_code == 503
