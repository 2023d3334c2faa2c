"""The doctor's door: works, not signed in, not yours, missing."""

from __future__ import annotations

import re
from datetime import timedelta
from unittest.mock import Mock

import pytest
from flask.testing import FlaskClient
from lxml import html

from intake import store, summarise
from intake.services.documents import digest
from intake.services.documents.digest import ROOT
from intake.services.filling.submit import submit
from tests import factories
from tests.service import Frozen

UNKNOWN = "2345-6789"


def paths(reference: str) -> list[str]:
    visit = f"/clinic/visits/{reference}"
    return [
        visit,
        f"{visit}/intake-{reference}.pdf",
        f"{visit}/record-{reference}.pdf",
        f"{visit}/intake-{reference}.txt",
        f"{visit}/record-{reference}.txt",
        f"{visit}/record-{reference}.html",
        f"{visit}/cancel",
    ]


@pytest.fixture
def sent(visit: store.Visit, answers: dict[str, object]) -> store.Visit:
    """Ana's visit, sent."""
    factories.save_answers(visit, answers)
    saved = store.clinic_visit(visit.clinic.id, visit.reference)
    assert saved
    submit(saved)
    again = store.clinic_visit(visit.clinic.id, visit.reference)
    assert again
    return again


def test_the_worklist_shows_unfinished_visits_too(osei: FlaskClient, visit: store.Visit) -> None:
    page = osei.get("/clinic").text
    assert "Ana Example" in page
    assert "Not started" in page


def test_an_empty_worklist_says_what_to_do(lind: FlaskClient, visit: store.Visit) -> None:
    page = lind.get("/clinic").text
    assert "Ana Example" not in page
    assert "No visits yet" in page
    assert "Create a visit, then send its link to the patient" in page


def test_the_record_shows_every_answer_and_the_downloads(
    osei: FlaskClient, sent: store.Visit
) -> None:
    page = html.fromstring(osei.get(f"/clinic/visits/{sent.reference}").text)
    words = page.text_content()
    assert "Penicillin: rash" in words
    assert "Sertraline 50 mg" in words
    links = page.xpath("//a[contains(@href, '.pdf')]/@href")
    assert [osei.get(link).status_code for link in links] == [200, 200]


def test_the_record_works_out_only_what_it_shows(
    osei: FlaskClient, sent: store.Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = ("header", "footer", "emergency_advice", "with_verifications", "flags_json")
    spies = {name: Mock(wraps=getattr(summarise, name)) for name in parts}
    for name, spy in spies.items():
        monkeypatch.setattr(summarise, name, spy)
    path = f"/clinic/visits/{sent.reference}"
    assert osei.get(path).status_code == 200
    assert [name for name, spy in spies.items() if spy.called] == []
    osei.get(f"{path}/intake-{sent.reference}.txt")
    assert all(spy.called for spy in spies.values())


def test_the_page_is_downloaded_under_the_reference_alone(
    osei: FlaskClient, sent: store.Visit
) -> None:
    reply = osei.get(f"/clinic/visits/{sent.reference}/intake-{sent.reference}.pdf")
    assert reply.data.startswith(b"%PDF-")
    named = reply.headers["Content-Disposition"]
    assert named == f'attachment; filename="intake-{sent.reference}.pdf"'
    assert reply.headers["Cache-Control"] == "no-store"


def test_the_page_is_made_when_the_patient_sends(
    osei: FlaskClient,
    sent: store.Visit,
    monkeypatch: pytest.MonkeyPatch,
    drawn_at_sending: None,
) -> None:
    monkeypatch.setattr("reports.draw", lambda *_: pytest.fail("rendered again"))
    path = f"/clinic/visits/{sent.reference}/intake-{sent.reference}.pdf"
    assert osei.get(path).data.startswith(b"%PDF-")


def test_what_changes_by_itself_does_not_outdate_a_page() -> None:
    digest._at_start.cache_clear()
    before = digest.shape()
    cache = ROOT / "reports" / "fonts" / "built" / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    touched = cache / "a-test-was-here"
    touched.write_text("x", encoding="utf-8")
    digest._at_start.cache_clear()
    after = digest.shape()
    touched.unlink()
    assert before == after


def test_an_unfinished_visit_gives_the_same_page_marked_not_sent(
    osei: FlaskClient, visit: store.Visit
) -> None:
    factories.save_answers(visit, {"about.name": "Ana Example"})
    record = osei.get(f"/clinic/visits/{visit.reference}").text
    assert "Not sent: these are saved answers only" in record
    text = osei.get(f"/clinic/visits/{visit.reference}/intake-{visit.reference}.txt").text
    assert "NOT SENT: saved answers only" in text


def test_a_visit_without_answers_has_no_page(osei: FlaskClient, visit: store.Visit) -> None:
    reply = osei.get(f"/clinic/visits/{visit.reference}/intake-{visit.reference}.pdf")
    assert reply.status_code == 404


def test_another_clinic_finds_nothing(lind: FlaskClient, sent: store.Visit) -> None:
    statuses = {path: lind.get(path).status_code for path in paths(sent.reference)}
    assert set(statuses.values()) == {404}, statuses
    assert lind.post(f"/clinic/visits/{sent.reference}/link").status_code == 404
    assert lind.post(f"/clinic/visits/{sent.reference}/cancel").status_code == 404


def test_nobody_signed_in_is_sent_to_sign_in(client: FlaskClient, sent: store.Visit) -> None:
    for path in ["/clinic", "/clinic/visits/new", *paths(sent.reference)]:
        reply = client.get(path)
        assert reply.status_code == 302, path
        assert reply.location.startswith("/sign-in")


def test_an_unknown_reference_is_not_found(osei: FlaskClient) -> None:
    assert {osei.get(path).status_code for path in paths(UNKNOWN)} == {404}


def test_a_pdf_under_another_name_is_not_found(osei: FlaskClient, sent: store.Visit) -> None:
    reply = osei.get(f"/clinic/visits/{sent.reference}/intake-{UNKNOWN}.pdf")
    assert reply.status_code == 404


def test_a_new_visit_gives_a_link_that_opens(osei: FlaskClient, client: FlaskClient) -> None:
    form = {"name": "Ben Example", "kind": "phone", "scheduled_at": "2099-01-05T09:30"}
    made = osei.post("/clinic/visits/new", data=form, follow_redirects=True).text
    assert "Ben Example" in made
    assert "5 Jan 2099 09:30" in made
    assert "phone" in made
    link = re.search(r"http://intake\.test(/v/[a-z2-7]+)", made)
    assert link
    assert client.get(link[1]).status_code == 303


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("born", "2999-01-01", "Enter a date of birth in the past"),
        ("born", "31/12", "with day, month and year"),
        ("name", "x" * 121, "at most 120 characters"),
        ("kind", "telepathy", "Select how you will meet"),
        ("scheduled_at", "0001-01-01T00:00", "four-digit year"),
    ],
)
def test_a_wrong_visit_is_refused_and_kept(
    osei: FlaskClient, clinic: store.Clinic, field: str, value: str, message: str
) -> None:
    reply = osei.post("/clinic/visits/new", data={"name": "Ben", "kind": "video", field: value})
    assert reply.status_code == 422
    assert message in reply.text
    assert "<title>Error: " in reply.text
    assert store.worklist(clinic.id) == []


def test_cancelling_asks_first_and_kills_the_link(
    osei: FlaskClient, client: FlaskClient, visit: store.Visit
) -> None:
    path = f"/clinic/visits/{visit.reference}/cancel"
    assert "Cancel this visit?" in osei.get(path).text
    token = store.link_token(visit)
    assert client.get(f"/v/{token}").status_code == 303
    assert osei.post(path).status_code == 303
    assert client.get(f"/v/{token}").status_code == 404
    assert "Cancelled" in osei.get("/clinic").text


def test_a_sent_visit_cannot_be_cancelled(osei: FlaskClient, sent: store.Visit) -> None:
    osei.post(f"/clinic/visits/{sent.reference}/cancel")
    again = store.clinic_visit(sent.clinic.id, sent.reference)
    assert again
    assert again.status == "sent"


def test_a_new_link_replaces_the_old_one(
    osei: FlaskClient, client: FlaskClient, visit: store.Visit
) -> None:
    old = store.link_token(visit)
    osei.post(f"/clinic/visits/{visit.reference}/link")
    renewed = store.clinic_visit(visit.clinic.id, visit.reference)
    assert renewed
    assert client.get(f"/v/{old}").status_code == 404
    assert client.get(f"/v/{store.link_token(renewed)}").status_code == 303


def test_a_wrong_password_and_an_unknown_account_look_the_same(client: FlaskClient) -> None:
    replies = [
        client.post("/sign-in", data={"email": email, "password": "wrong password 123"})
        for email in ("osei@hilltop.example", "nobody@hilltop.example")
    ]
    token = re.compile(r'(name="csrf_token" value=)"[^"]*"')  # signed with the time
    bodies = [token.sub(r"\1", reply.text.replace("nobody@", "osei@")) for reply in replies]
    assert bodies[0] == bodies[1]
    assert "is not right" in bodies[0]


def test_signing_out_ends_the_session(osei: FlaskClient) -> None:
    osei.post("/sign-out")
    assert osei.get("/clinic").status_code == 302


def test_the_visit_of_the_day_after_its_visit_is_over(
    client: FlaskClient, clinic: store.Clinic, frozen: Frozen
) -> None:
    past = factories.make_visit(
        clinic, store.Identity(), scheduled_at=frozen.now() - timedelta(days=2)
    )
    assert client.get(f"/v/{store.link_token(past)}").status_code == 404


def test_signing_in_leaves_no_cookie_but_the_session(client: FlaskClient) -> None:
    data = {"email": "osei@hilltop.example", "password": factories.PASSWORD, "remember": "y"}
    reply = client.post("/sign-in", data=data)
    assert reply.status_code == 302
    (cookie,) = reply.headers.getlist("Set-Cookie")
    assert cookie.startswith("sign-in=")
    assert "Expires" not in cookie and "Max-Age" not in cookie
