"""Who may open what: every route, as every role, in one's own clinic and in another's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule as Route

from intake import store
from intake.actor import ROLES, Role
from intake.config import Settings
from intake.services import accounts, documents
from intake.store.people.members import kept_roles, roles_of
from intake.views import access
from tests import factories
from tests.conftest import SignIn

OF_CLINIC = ("member", "doctor", "administrator")


@dataclass(frozen=True)
class Door:
    """A route of the clinic's, one way to knock at it, and the rule it declares."""

    method: str
    path: str
    rule: access.Rule


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The demo's, which has every route: messages to patients and the page they stand on."""
    return replace(settings, demo_password="a password of the demo")


@pytest.fixture
def sent(visit: store.Visit, monkeypatch: pytest.MonkeyPatch) -> store.Visit:
    """Ana's visit, sent; its PDFs cost nothing."""
    monkeypatch.setattr(documents, "pdf_of", lambda *_: b"%PDF")
    return factories.make_submission(visit)


def doors(app: Flask, visit: store.Visit, slug: str) -> Iterator[Door]:
    """Every route that belongs to a clinic, found in the URL map."""
    values = {"reference": visit.reference, "name": visit.reference, "key": "ssri"}
    values["user_id"] = str(store.user_id_of("osei@hilltop.example"))
    for route in app.url_map.iter_rules():
        rule = access.rule_of(app, route.endpoint)
        assert rule in get_args(access.Rule)
        if rule in OF_CLINIC:
            for method in (route.methods or set()) & {"GET", "POST"}:
                yield Door(method, f"{_path(app, route, values)}?at={slug}", rule)


def _path(app: Flask, route: Route, values: dict[str, str]) -> str:
    given = {name: values[name] for name in route.arguments}
    with app.test_request_context():
        path: str = app.url_map.bind("localhost").build(route.endpoint, given)
    return path


@pytest.mark.parametrize("role", ROLES)
def test_requirement_07_each_role_opens_what_is_its_own_in_its_clinic_and_nothing_else(
    app: Flask, sent: store.Visit, signed_in: SignIn, role: Role
) -> None:
    factories.make_clinician(factories.CLINIC, "one@hilltop.example", "One", role)
    browser = signed_in("one@hilltop.example")
    for door in doors(app, sent, "hilltop"):
        reply = browser.open(door.path, method=door.method)
        allowed = door.rule in ("member", role)
        assert (reply.status_code == 403) is not allowed, (role, door)
        assert reply.status_code not in (302, 404, 500), (role, door)
        if not allowed:
            assert "Your account cannot open" in reply.text


@pytest.mark.parametrize("role", ROLES)
def test_requirement_07_another_clinics_pages_are_not_there_whatever_the_role(
    app: Flask, sent: store.Visit, signed_in: SignIn, role: Role
) -> None:
    factories.make_clinician(factories.OTHER_CLINIC, "one@valley.example", "One", role)
    browser = signed_in("one@valley.example")
    for door in doors(app, sent, "hilltop"):
        reply = browser.open(door.path, method=door.method)
        assert reply.status_code == 404, (role, door)
        assert "Ana" not in reply.text


def test_the_front_desk_makes_a_visit_gives_its_link_and_sees_how_far_the_form_is(
    signed_in: SignIn, app: Flask
) -> None:
    factories.make_clinician(factories.CLINIC, "desk@hilltop.example", "Desk", "front-desk")
    desk = signed_in("desk@hilltop.example")
    made = desk.post("/clinic/visits/new", data={"name": "Ben Example", "kind": "video"})
    page = desk.get(made.location).text
    assert "Ben Example" in page
    assert "/v/" in page
    assert "Not started" in page
    [visit] = store.worklist("hilltop")
    factories.make_submission(visit)
    page = desk.get("/clinic").text
    assert "Sent" in page
    assert "PDF" not in page
    assert "Drug list" not in page
    assert desk.get(f"/clinic/visits/{visit.reference}/booking").status_code == 200


def test_the_front_desk_is_told_whom_to_ask_for_answers(
    signed_in: SignIn, sent: store.Visit
) -> None:
    factories.make_clinician(factories.CLINIC, "desk@hilltop.example", "Desk", "front-desk")
    reply = signed_in("desk@hilltop.example").get(f"/clinic/visits/{sent.reference}")
    assert reply.status_code == 403
    assert "Ask an administrator of the clinic" in reply.text
    assert "Weakness" not in reply.text


def test_whoever_has_the_role_in_one_of_two_clinics_is_not_asked_which(
    signed_in: SignIn, app: Flask
) -> None:
    factories.make_clinician(factories.CLINIC, "one@hilltop.example", "One", "doctor")
    accounts.add_to_clinic("valley", "one@hilltop.example", ["front-desk"])
    browser = signed_in("one@hilltop.example")
    assert browser.get("/clinic/drugs").status_code == 200
    assert browser.get("/clinic/drugs?at=valley").status_code == 403
    assert "Choose a clinic" in browser.get("/clinic").text


def test_the_first_of_a_clinic_looks_after_its_people_and_the_next_are_doctors(
    app: Flask, osei: FlaskClient
) -> None:
    factories.make_clinician(factories.CLINIC, "two@hilltop.example", "Two")
    roles = [
        one.roles
        for email in ("osei@hilltop.example", "two@hilltop.example")
        for one in store.memberships(store.user_id_of(email) or 0)
    ]
    assert roles == [{"administrator", "doctor"}, {"doctor"}]


def test_a_role_that_is_unknown_gives_no_right() -> None:
    assert roles_of("owner root") == frozenset()
    assert roles_of(kept_roles(ROLES)) == set(ROLES)
    assert roles_of("front-deskadministrator") == frozenset()
