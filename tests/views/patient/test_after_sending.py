"""Once a form is sent: it may be changed where it was sent from, and added to, until the visit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import clock, store
from intake.services import documents
from intake.services.documents import pages
from tests import factories
from tests.phones import Tab, form_of, open_on, phone_with
from tests.service import Frozen
from tests.views.conftest import Fill


@pytest.fixture
def visit(clinic: store.Clinic) -> store.Visit:
    """Ana's visit, in two days."""
    return factories.make_visit(clinic, scheduled_at=clock.now() + timedelta(days=2))


@pytest.fixture
def sent(ready: FlaskClient, form: str) -> FlaskClient:
    """Ana's browser once she has sent the form."""
    ready.post(f"{form}/send")
    return ready


def versions(visit: store.Visit) -> list[dict[str, Any]]:
    return [dict(one.content) for one in store.submission_versions(visit)]


def test_the_sending_browser_changes_answers_and_both_are_kept(
    sent: FlaskClient, visit: store.Visit, form: str, fill: Fill, answers: dict[str, Any]
) -> None:
    assert "Change my answers" in sent.get(f"{form}/sent").text
    assert sent.post(f"{form}/sent/change").location == f"{form}/check"
    changed = {**answers, "about.job": "Beekeeper"}
    assert fill(sent, "about", changed).status_code == 303
    check = sent.get(f"{form}/check").text
    assert "Beekeeper" in check
    assert "Send the changes to Hilltop Clinic" in check
    assert len(versions(visit)) == 1
    assert "changes that are not sent" in sent.get(f"{form}/sent").text
    for _click in range(2):
        assert sent.post(f"{form}/send").location == f"{form}/sent"
    first, second = versions(visit)
    assert first["answers"]["about.job"] == answers["about.job"]
    assert second["answers"]["about.job"] == "Beekeeper"
    assert (first["version"], second["version"]) == (1, 2)
    assert second["audit"]["number"] > first["audit"]["number"]
    assert store.saved_draft(visit).given == {}
    assert sent.get(f"{form}/copy.pdf").data.startswith(b"%PDF")


def test_the_clinic_sees_what_was_sent_until_the_changes_are(
    sent: FlaskClient, visit: store.Visit, form: str, fill: Fill, osei: FlaskClient, answers: Any
) -> None:
    sent.post(f"{form}/sent/change")
    fill(sent, "about", {**answers, "about.name": "Ana Other", "about.job": "Beekeeper"})
    record = osei.get(f"/clinic/visits/{visit.reference}").text
    assert "has not sent the changes" in record
    assert "Beekeeper" not in record
    assert "Ana Other" not in record
    sent.post(f"{form}/send")
    record = osei.get(f"/clinic/visits/{visit.reference}").text
    assert "Version 2" in record
    assert "See what changed" in record
    assert record.count("Beekeeper") > 1  # among the answers and among what changed
    assert answers["about.job"] in record
    assert factories.fresh(visit).given.name == "Ana Other"


def test_an_emergency_sign_ticked_in_changes_stands_out_before_they_are_sent(
    sent: FlaskClient, visit: store.Visit, form: str, fill: Fill, osei: FlaskClient, answers: Any
) -> None:
    sent.post(f"{form}/sent/change")
    fill(sent, "safety", {**answers, "safety.now": ["fit"], "safety.ack": "not_yet"})
    told = store.headline(visit)
    assert told and told.attention == 2
    record = osei.get(f"/clinic/visits/{visit.reference}").text
    assert "Ticked in them: " in record
    sent.post(f"{form}/sent/drop-changes")
    told = store.headline(visit)
    assert told and (told.attention, len(told.taken_back)) == (1, 1)
    assert len(versions(visit)) == 1


def test_changes_that_change_nothing_are_no_version(
    sent: FlaskClient, visit: store.Visit, form: str
) -> None:
    sent.post(f"{form}/sent/change")
    assert sent.post(f"{form}/send").location == f"{form}/sent"
    assert len(versions(visit)) == 1
    assert not factories.fresh(visit).amending


def test_changes_that_come_to_nothing_leave_the_page_of_what_was_sent(
    sent: FlaskClient, visit: store.Visit, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.draw", lambda *_: b"%PDF-")
    assert pages.draw_next()
    sent.post(f"{form}/sent/change")
    assert sent.post(f"{form}/send").location == f"{form}/sent"
    assert not pages.draw_next()  # with the present form it would be another page
    assert documents.is_page_kept(factories.fresh(visit))


def test_another_browser_sees_no_answer_and_changes_none(
    app: Flask, sent: FlaskClient, visit: store.Visit, form: str, fill: Fill, answers: Any
) -> None:
    before = phone_with(app, visit)  # opened by the date of birth, as a stranger might
    sent.post(f"{form}/sent/change")
    fill(sent, "about", {**answers, "about.job": "Beekeeper"})
    for phone in (before, phone_with(app, visit)):
        assert "Change my answers" not in phone.get(f"{form}/sent").text
        for path in ("about", "check", "med", "med/new", "med/00000001", "link"):
            assert phone.get(f"{form}/{path}").location == f"{form}/sent", path
        for path in ("send", "sent/change", "sent/drop-changes"):
            assert phone.post(f"{form}/{path}").location in (f"{form}/sent", f"{form}/check")
        assert phone.post(f"{form}/about", data={"about.job": "Thief"}).status_code == 409
    assert len(versions(visit)) == 1
    assert store.saved_draft(visit).given["about.job"] == "Beekeeper"


def test_a_later_opening_adds_a_note_and_sees_no_answer(
    frozen: Frozen,
    app: Flask,
    sent: FlaskClient,
    visit: store.Visit,
    form: str,
    html: Any,
    osei: FlaskClient,
) -> None:
    frozen.move(minutes=1)
    other = phone_with(app, visit)
    receipt = Tab.on(other, f"{form}/sent", to="/note")
    for _tap in range(2):
        reply = receipt.post(note="I forgot: I take ciprofloxacin since Monday.\nSorry")
        assert reply.location == f"{form}/sent?added=note"
    page = html(other.get(reply.location)).text_content()
    assert "Your note was added" in page
    assert "ciprofloxacin" not in page
    first, second = versions(visit)
    assert "notes" not in first
    assert second["answers"] == first["answers"]
    [note] = second["notes"]
    assert note["text"] == "I forgot: I take ciprofloxacin since Monday.\nSorry"
    record = osei.get(f"/clinic/visits/{visit.reference}").text
    assert "The patient added: “<bdi>I forgot: I take ciprofloxacin" in record
    text = documents.text_of(factories.fresh(visit)) or ""
    assert "Added 22 Nov 2026" in text
    assert "ciprofloxacin" in str(second["flags"]["causes"])
    assert other.get(f"{form}/copy.pdf").status_code == 303


def test_notes_stay_when_the_answers_are_changed_afterwards(
    sent: FlaskClient, visit: store.Visit, form: str, fill: Fill, answers: Any
) -> None:
    sent.post(f"{form}/sent/change")
    sent.post(f"{form}/sent/note", data={"note": "One more thing"})
    fill(sent, "about", {**answers, "about.job": "Beekeeper"})
    sent.post(f"{form}/send")
    *_, last = versions(visit)
    assert (last["version"], last["notes"][0]["text"]) == (3, "One more thing")


def test_a_note_that_cannot_be_added_is_shown_again(
    sent: FlaskClient, visit: store.Visit, form: str
) -> None:
    for typed, status, told in (
        (" \n ", 422, "Write your note"),
        ("x" * 1001, 422, "1000"),
        ("\x00", 422, "Write your note"),
    ):
        reply = sent.post(f"{form}/sent/note", data={"note": typed})
        assert (reply.status_code, told in reply.text) == (status, True)
        assert typed.strip("\x00 \n") in reply.text
    for number in range(10):
        assert sent.post(f"{form}/sent/note", data={"note": f"Note {number}"}).status_code == 303
    reply = sent.post(f"{form}/sent/note", data={"note": "One too many"})
    assert reply.status_code == 409
    assert "One too many" in reply.text
    assert "01632 960 001" in reply.text
    assert len(versions(visit)) == 11


def test_after_the_visit_nothing_is_changed_or_added(
    frozen: Frozen, clinic: store.Clinic, app: Flask
) -> None:
    visit = factories.make_visit(clinic, scheduled_at=clock.now() + timedelta(minutes=10))
    phone, form = phone_with(app, factories.make_draft(visit)), form_of(visit)
    phone.post(f"{form}/send")
    phone.post(f"{form}/sent/change")
    page = Tab.on(phone, f"{form}/about")
    frozen.move(minutes=20)
    receipt = phone.get(f"{form}/sent").text
    assert "Change my answers" not in receipt
    assert "changes that are not sent" not in receipt
    late = page.post(about_job="Beekeeper")
    assert (late.status_code, "Beekeeper" in late.text) == (409, True)
    assert phone.post(f"{form}/send").location in (f"{form}/sent", f"{form}/check")
    note = phone.post(f"{form}/sent/note", data={"note": "Too late"})
    assert (note.status_code, "Too late" in note.text) == (409, True)
    assert len(versions(visit)) == 1


def test_two_tabs_of_the_sending_browser_lose_nothing(
    sent: FlaskClient, visit: store.Visit, form: str
) -> None:
    sent.post(f"{form}/sent/change")
    one, two = (Tab.on(sent, f"{form}/about") for _tab in range(2))
    assert one.post(about_job="Beekeeper").status_code == 303
    assert two.post(about_job="Baker").status_code == 409  # told, not overwritten
    old = Tab.on(sent, f"{form}/check")
    assert Tab.on(sent, f"{form}/about").post(about_job="Smith").status_code == 303
    assert old.post().status_code == 409  # looked at other answers
    assert len(versions(visit)) == 1
    assert sent.post(f"{form}/sent/change").location == f"{form}/check"  # begun: nothing is reset
    assert store.saved_draft(visit).given["about.job"] == "Smith"


def test_a_renewed_or_cleared_phone_changes_nothing(
    app: Flask, sent: FlaskClient, visit: store.Visit, form: str
) -> None:
    sent.post(f"{form}/sent/change")
    sent.post(f"{form}/finish")
    again = open_on(sent, visit)
    assert "Change my answers" not in again.get(f"{form}/sent").text
    assert again.post(f"{form}/sent/change").location == f"{form}/sent"


def test_versions_follow_each_other_whatever_the_clock_says(
    frozen: Frozen, sent: FlaskClient, visit: store.Visit, form: str, osei: FlaskClient
) -> None:
    frozen.move(seconds=-5)  # another machine's clock, or one put right
    assert sent.post(f"{form}/sent/note", data={"note": "One more thing"}).status_code == 303
    assert "One more thing" in osei.get(f"/clinic/visits/{visit.reference}").text
    assert factories.fresh(visit).sent_at == store.submission_versions(visit)[1].sent_at


def test_the_receipt_is_true_after_somebody_elses_note(
    frozen: Frozen, app: Flask, sent: FlaskClient, visit: store.Visit, form: str, osei: FlaskClient
) -> None:
    osei.get(f"/clinic/visits/{visit.reference}")
    frozen.move(minutes=1)
    phone_with(app, visit).post(f"{form}/sent/note", data={"note": "From his wife"})
    receipt = sent.get(f"{form}/sent").text
    assert "Opened by a clinician of Hilltop Clinic" in receipt
    assert "Nobody has opened what was changed or added since" in receipt
    assert "A note was added since" in receipt
    assert "From his wife" not in receipt


def test_the_clinic_can_end_the_link_of_a_form_that_was_sent(
    sent: FlaskClient, visit: store.Visit, form: str, osei: FlaskClient
) -> None:
    record = osei.get(f"/clinic/visits/{visit.reference}").text
    assert "Make a new link" in record
    assert "Cancel this visit" not in record
    old = f"/v/{store.link_token(visit)}"
    assert osei.post(f"/clinic/visits/{visit.reference}/link").status_code == 303
    new = f"/v/{store.link_token(factories.fresh(visit))}"
    assert new in osei.get(f"/clinic/visits/{visit.reference}").text
    assert (sent.get(old).status_code, sent.get(new).status_code) == (404, 303)


def test_an_erasure_while_a_page_is_sent_is_no_error_of_the_service(
    sent: FlaskClient, visit: store.Visit, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def erased_meanwhile(_: store.Visit) -> None:
        raise store.GoneError

    monkeypatch.setattr(store, "lock_visit", erased_meanwhile)
    reply = sent.post(f"{form}/sent/note", data={"note": "One more thing"})
    assert reply.status_code == 404
    assert "We cannot open this form" in reply.text
    assert "One more thing" in reply.text
