"""How a patient gets in, and how nobody else does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import clock, store
from intake.extensions import db
from intake.services.clinic import visits
from intake.store.tables import VisitRow
from tests import factories
from tests.views.conftest import hidden

SAFE = {"safety.now": "none", "safety.more": "none"}
BORN = {"born-day": "17", "born-month": "May", "born-year": "1990"}


def test_the_home_page_opens_only_the_doors_that_are_on(client: FlaskClient, html: Any) -> None:
    page = html(client.get("/"))
    assert page.xpath("//a[@href='/start/hilltop']")
    assert not page.xpath("//a[@href='/start/valley']")
    assert page.xpath("//a[@href='/sign-in']")


@pytest.mark.parametrize("slug", ["valley", "no-such-clinic", "%00", "../etc"])
def test_a_door_that_is_not_open_looks_like_one_that_is_not_there(
    client: FlaskClient, slug: str
) -> None:
    assert client.get(f"/start/{slug}").status_code == 404


def test_looking_at_the_first_page_makes_no_visit(client: FlaskClient, html: Any) -> None:
    page = html(client.get("/start/hilltop"))
    assert "Hilltop Clinic can see" in page.text_content().replace("The clinic", "Hilltop Clinic")
    client.post("/start/hilltop", data={})
    assert store.worklist("hilltop") == []


def test_the_first_continue_makes_one_visit_and_shows_its_link(
    client: FlaskClient, html: Any
) -> None:
    reply = client.post("/start/hilltop", data=SAFE)
    [visit] = store.worklist("hilltop")
    assert reply.status_code == 303
    assert factories.saved_answers(visit) == {"safety.now": ["none"], "safety.more": ["none"]}
    page = html(client.get(reply.location))
    assert f"http://intake.test/v/{store.link_token(visit)}" in page.text_content()


def test_requirement_03_a_link_is_swapped_for_a_cookie_and_a_clean_address(
    client: FlaskClient, link: str, html: Any, form: str
) -> None:
    reply = client.get(link)
    assert (reply.status_code, reply.location) == (303, f"{form}/open")
    page = html(client.get(reply.location))
    assert page.xpath("//button[contains(., 'Start')]")
    assert link.removeprefix("/v/") not in page.text_content()


def test_following_a_link_uses_nothing_up_and_opens_nothing(
    client: FlaskClient, app: Flask, visit: store.Visit, link: str, form: str
) -> None:
    for _mail_scanner in range(3):
        assert app.test_client().get(link, follow_redirects=True).status_code == 200
    client.get(link)
    assert client.get(f"{form}/about").status_code == 404
    assert client.post(f"{form}/open", data=BORN).location == f"{form}/invitation"
    assert store.clinic_visit("hilltop", visit.reference).status == "new"  # type: ignore[union-attr]


def test_a_dead_link_tells_nothing_about_why(
    client: FlaskClient, app: Flask, clinic: store.Clinic, visit: store.Visit, link: str
) -> None:
    unknown = client.get("/v/" + "a" * 32)
    visits.cancel_visit(visit, "command")
    cancelled = client.get(link)
    row = db.session.get(VisitRow, (clinic.id, visit.id))
    assert row
    row.cancelled_at, row.expires_at = None, clock.now() - timedelta(seconds=1)
    db.session.commit()
    expired = client.get(link)
    assert {one.status_code for one in (unknown, cancelled, expired)} == {404}
    assert unknown.data == cancelled.data == expired.data
    assert "Ask your clinic for a new link" in unknown.text


def test_saved_answers_open_only_with_the_date_of_birth(
    app: Flask, ready: FlaskClient, link: str, html: Any, form: str
) -> None:
    other = app.test_client()
    other.get(link)
    page = html(other.get(f"{form}/open"))
    assert "Continue your form" in page.text_content()
    assert "Ana" not in page.text_content()
    assert other.get(f"{form}/about").status_code == 404
    assert other.post(f"{form}/open", data={}).status_code == 422
    wrong = other.post(f"{form}/open", data={**BORN, "born-day": "18"})
    assert wrong.status_code == 422
    assert html(wrong).findtext(".//title").startswith("Error: ")
    assert 'value="18"' in wrong.text
    assert other.get(f"{form}/about").status_code == 404
    assert other.post(f"{form}/open", data=BORN).location == f"{form}/check"
    assert "Ana Example" in other.get(f"{form}/about").text


def test_guessing_the_date_of_birth_locks_the_link_for_every_browser(
    app: Flask, ready: FlaskClient, link: str, form: str
) -> None:
    for _guess in range(5):
        other = app.test_client()
        other.get(link)
        other.post(f"{form}/open", data={**BORN, "born-year": "1991"})
    right = other.post(f"{form}/open", data=BORN)
    assert right.status_code == 422
    assert "Wait 15 minutes" in right.text


def test_a_new_link_closes_the_browsers_that_used_the_old_one(
    ana: FlaskClient, clinic: store.Clinic, visit: store.Visit, form: str
) -> None:
    assert ana.get(f"{form}/safety").status_code == 200
    visits.renew_link(visit, "command")
    assert ana.get(f"{form}/safety").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["open", "safety", "med", "med/new", "med/1/remove", "check", "sent", "copy.pdf", "link"],
)
def test_without_a_link_no_page_of_the_form_opens(
    client: FlaskClient, path: str, form: str
) -> None:
    assert client.get(f"{form}/{path}").status_code == 404


def test_another_visit_cannot_be_named(
    ana: FlaskClient, clinic: store.Clinic, questionnaire: Any, form: str
) -> None:
    other = factories.start_visit(clinic, "another start")
    reply = ana.post(f"{form}/safety?visit={other.id}", data={**SAFE, "visit": other.id})
    assert reply.status_code == 400
    assert factories.saved_answers(other) == {}


def test_two_quick_taps_on_the_first_continue_are_one_visit(
    app: Flask, client: FlaskClient, clinic: store.Clinic
) -> None:
    page = {**hidden(client.get(f"/start/{clinic.slug}")), **SAFE}
    second = app.test_client()
    for browser in (client, second):
        posted = browser.post(f"/start/{clinic.slug}", data=page)
        assert posted.status_code == 303
    assert len(store.worklist(clinic.id)) == 1
    client.get(f"/start/{clinic.slug}")
    client.post(f"/start/{clinic.slug}", data=SAFE)
    assert len(store.worklist(clinic.id)) == 2


def test_a_start_shows_the_link_whatever_letters_its_address_holds(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "intake.views.patient.journey.Journey.onward", lambda *_: "/form/blinkerabcde/about"
    )
    assert client.post("/start/hilltop", data=SAFE).location == (
        "/form/blinkerabcde/about?started=1"
    )
