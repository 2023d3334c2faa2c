"""A first page that comes again, a reference that is taken, and a date of birth that guards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import store
from intake.services.clinic import visits
from tests import factories
from tests.factories import ANA
from tests.phones import BORN, SAFE, SAVED, Tab, form_of, open_on, phone_with

OTHER_BORN = {"about.dob-day": "2", "about.dob-month": "3", "about.dob-year": "2001"}
SECRETS = ("Ana", "Ben Other", "1990", "2001")


@pytest.fixture
def start(client: FlaskClient) -> Tab:
    """The first page, open in Ana's browser before anything is saved."""
    return Tab.on(client, "/start/hilltop")


def only_visit() -> store.Visit:
    [visit] = store.worklist("hilltop")
    return visit


def send_all(start: Tab) -> store.Visit:
    """Save the first page, fill in the rest, send."""
    assert start.post(**SAFE).status_code == 303
    visit = factories.make_draft(only_visit())
    assert Tab.on(start.phone, f"{form_of(visit)}/check").post().status_code == 303
    return factories.fresh(visit)


@pytest.mark.parametrize(("said", "late"), [("none", False), ("fit", True)])
def test_a_first_continue_replayed_after_send_leads_to_the_receipt(
    start: Tab, said: str, late: bool
) -> None:
    visit = send_all(start)
    reply = start.post(**{**SAFE, "safety_now": said})
    receipt = f"{form_of(visit)}/sent"
    if late:
        assert reply.status_code == 409
        assert f'href="{receipt}"' in reply.text
    else:
        assert (reply.status_code, reply.location) == (303, receipt)
    assert ("What you typed last was not sent" in start.phone.get(receipt).text) == late
    assert only_visit() == visit


@pytest.mark.parametrize("typed", [SAFE, {"then": "later"}])
def test_a_first_continue_replayed_from_elsewhere_after_send_opens_nothing(
    app: Flask, start: Tab, typed: dict[str, object]
) -> None:
    visit = send_all(start)
    elsewhere = Tab(app.test_client(), start.address, start.drawn)
    assert elsewhere.post(**typed).status_code == 409
    for page in ("sent", "link", "about", "copy.pdf"):
        assert elsewhere.phone.get(f"{form_of(visit)}/{page}").status_code == 404


@pytest.mark.parametrize("sent", [True, False])
def test_nothing_drawn_before_finish_can_be_posted_after_it(
    app: Flask, start: Tab, sent: bool
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    phone = start.phone
    assert start.post(**SAFE).status_code == 303
    visit = only_visit()
    if sent:
        factories.make_draft(visit)
        assert Tab.on(phone, f"{form_of(visit)}/check").post().status_code == 303
    before = factories.fresh(visit), factories.saved_answers(visit)
    last = Tab.on(phone, f"{form_of(visit)}/{'sent' if sent else 'link'}", to="/finish")
    page = None if sent else Tab.on(phone, f"{form_of(visit)}/about")
    assert last.post().location == "/finished"
    assert "No form is open on this phone" in last.post().text
    reply = start.post(**SAFE)
    assert reply.status_code == 400
    assert "None of these" in reply.text
    if page:
        assert page.post(about_name="Zyzzyva").status_code == 400
    for path in ("", "/open", "/about", "/sent", "/link"):
        assert phone.get(form_of(visit) + path).status_code == 404
    assert (factories.fresh(visit), factories.saved_answers(visit)) == before
    assert Tab.on(phone, "/start/hilltop").post(**SAFE).status_code == 303
    assert len(store.worklist("hilltop")) == 2


def test_a_first_continue_replayed_after_more_was_saved_changes_nothing_elsewhere(
    app: Flask, start: Tab
) -> None:
    start.post(**SAFE)
    visit = factories.make_draft(only_visit())
    elsewhere = Tab(app.test_client(), start.address, start.drawn)
    reply = elsewhere.post(safety_now="fit")
    assert reply.status_code == 409
    assert "This form was started before" in reply.text
    assert "What you typed just now is not saved" in reply.text
    assert factories.saved_answers(visit)["safety.now"] == ["none"]


def test_a_start_key_used_at_a_second_clinic_is_a_visit_there(start: Tab) -> None:
    third = factories.make_clinic(
        replace(factories.CLINIC, id="third", slug="third", name="Third Clinic")
    )
    assert start.post(**SAFE).status_code == 303
    there = Tab(start.phone, "/start/third", start.drawn)
    assert there.post(safety_now="fit").status_code == 303
    assert factories.saved_answers(only_visit()) == SAVED
    [visit] = store.worklist(third.id)
    assert factories.saved_answers(visit) == {"safety.now": ["fit"]}


def test_a_reference_that_is_taken_is_replaced(
    start: Tab, visit: store.Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    references = iter([visit.reference, visit.reference, "2222-3333"])
    monkeypatch.setattr(visits, "new_reference", lambda: next(references))
    assert start.post(**SAFE).status_code == 303
    made = {one.reference: one for one in store.worklist("hilltop")}
    assert set(made) == {visit.reference, "2222-3333"}
    assert factories.saved_answers(made["2222-3333"]) == SAVED
    assert made[visit.reference] == visit


def test_what_the_patient_answers_never_replaces_whom_the_clinic_booked(
    app: Flask, visit: store.Visit
) -> None:
    phone = phone_with(app, visit)
    page = Tab.on(phone, f"{form_of(visit)}/about")
    assert page.post(about_name="Ben Other", then="later", **OTHER_BORN).status_code == 303
    now = factories.fresh(visit)
    assert (now.booked, now.given.name, now.differs) == (ANA, "Ben Other", True)
    other = app.test_client()
    other.get(f"/v/{store.link_token(visit)}")
    answered = {
        key.removeprefix("about.dob").replace("-", "born-", 1): value
        for key, value in OTHER_BORN.items()
    }
    assert other.post(f"{form_of(visit)}/open", data=answered).status_code == 422
    assert other.get(f"{form_of(visit)}/about").status_code == 404
    open_on(other, visit, BORN)
    assert "Ben Other" in other.get(f"{form_of(visit)}/about").text


@pytest.mark.parametrize("started", [False, True])
def test_before_the_date_of_birth_only_the_clinic_and_the_day_are_shown(
    app: Flask, clinic: store.Clinic, started: bool
) -> None:
    noon = datetime(2027, 1, 5, 12, tzinfo=UTC)
    visit = factories.make_visit(clinic, ANA, scheduled_at=noon)
    if started:
        factories.make_draft(visit, factories.make_answers(about_name="Ben Other"))
    phone = app.test_client()
    shown = [phone.get(f"/v/{store.link_token(visit)}", follow_redirects=True)]
    assert "born-day" in shown[0].text
    for guess in ({}, {**BORN, "born-day": "18"}, {**BORN, "born-year": "1991"}):
        shown.append(phone.post(f"{form_of(visit)}/open", data=guess))
        assert shown[-1].status_code == 422
    for page in ("", "/link", "/check", "/sent", "/copy.pdf", "/about", "/med", "/med/new"):
        reply = phone.get(form_of(visit) + page)
        assert reply.status_code == 404
        shown.append(reply)
    assert phone.post(f"{form_of(visit)}/send").status_code == 404
    for reply in shown:
        for secret in ("Ana", "Ben Other", visit.reference, store.link_token(visit)):
            assert secret not in reply.text
        assert 'value="1990"' not in reply.text or reply.status_code == 422
    assert clinic.name in shown[0].text
    assert started or "5 January 2027" in shown[0].text
