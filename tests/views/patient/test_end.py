"""Check, send once, receipt, copy, and a clean phone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from intake import store
from tests import factories
from tests.phones import form_of, open_on, phone_with, row
from tests.service import Frozen

BORN = {"born-day": "17", "born-month": "5", "born-year": "1990"}


def test_the_check_page_shows_every_answer_with_a_link_to_change_it(
    ready: FlaskClient, html: Any, form: str
) -> None:
    page = html(ready.get(f"{form}/check"))
    words = page.text_content()
    born = "The date that opens this form"  # never shown: the clinic booked it
    for answer in ("Ana Example", born, "Sertraline 50 mg", "None of these"):
        assert answer in words
    for address in page.xpath("//dl//a/@href"):
        assert "from=check" in address
        assert "." not in address.partition("#")[0]  # what logs keep names no question
        assert ready.get(address).status_code == 200
    assert "question" in words
    assert "Send to Hilltop Clinic" in words


def test_an_unfinished_form_is_not_sent_and_says_what_is_missing(
    ana: FlaskClient, visit: store.Visit, answers: dict[str, Any], html: Any, form: str
) -> None:
    del answers["sx.weak"], answers["about.phone"]
    factories.save_answers(visit, answers)
    gaps = ["Enter a phone number where we can reach you"]
    assert gaps[0] in html(ana.get(f"{form}/check")).text_content()
    reply = ana.post(f"{form}/send")
    page = html(reply)
    assert reply.status_code == 422
    links = page.xpath("//div[contains(@class,'error-summary')]//a")
    assert links[0].text_content() == gaps[0]
    assert [one.get("href") for one in links] == [
        f"{form}/about?from=check&row={row('about.phone')}#about.phone",
        f"{form}/strength?from=check&row={row('sx.weak')}#sx.weak",
    ]
    assert store.submission(visit) is None


def test_sending_twice_is_one_submission(
    ready: FlaskClient, visit: store.Visit, html: Any, form: str
) -> None:
    for _tap in range(2):
        assert ready.post(f"{form}/send").location == f"{form}/sent"
    stored = store.submission(visit)
    assert stored is not None
    assert stored.version == 1
    assert stored.content["advice_shown"] is False
    page = html(ready.get(f"{form}/sent"))
    assert visit.reference in page.text_content()
    assert not page.xpath("//div[contains(@class,'care--emergency')]")


def test_the_advice_stands_on_the_receipt_and_is_stored_as_shown(
    ana: FlaskClient, visit: store.Visit, answers: dict[str, Any], html: Any, form: str
) -> None:
    emergency = {**answers, "safety.now": ["fit"], "safety.ack.fit": "not_yet"}
    factories.save_answers(visit, emergency)
    ana.post(f"{form}/send")
    assert "Call 999 now" in html(ana.get(f"{form}/sent")).text_content()
    stored = store.submission(visit)
    assert stored is not None
    assert stored.content["advice_shown"] is True


def test_after_sending_nothing_changes_any_more(
    ready: FlaskClient, visit: store.Visit, form: str
) -> None:
    ready.post(f"{form}/send")
    for address in (f"{form}/about", f"{form}/med", f"{form}/check", f"{form}/open"):
        assert ready.get(address).location == f"{form}/sent"
    assert ready.get(f"{form}/med/new").location in (f"{form}/sent", f"{form}/med")
    for page_id, typed in (
        ("about", {"about.name": "Someone"}),
        ("med/new", {"med.name": "Someone's pills"}),
    ):
        late = ready.post(f"{form}/{page_id}", data=typed)
        assert late.status_code == 409
        assert "This form was sent already" in late.text
        assert "Someone" in late.text  # what was typed is there to copy
        assert f'href="{form}/sent"' in late.text
        assert "What you typed last was not sent" in ready.get(f"{form}/sent").text
    stored = store.submission(visit)
    assert stored
    assert "Someone" not in str(stored.content)


def test_the_receipt_says_which_other_form_clearing_the_phone_closes(
    app: Flask, clinic: store.Clinic
) -> None:
    """A mother with two children: the second form, from the open door, has no message's link."""
    sent, other = (factories.make_draft(factories.make_visit(clinic)) for _ in range(2))
    phone = phone_with(app, sent)
    words = "Another form is open on this phone and not sent yet"
    phone.post(f"{form_of(sent)}/send")
    assert words not in phone.get(f"{form_of(sent)}/sent").text
    open_on(phone, other)
    open_on(phone, sent)  # the other one's opening had put it aside
    assert words in phone.get(f"{form_of(sent)}/sent").text
    phone.post(f"{form_of(other)}/send")
    assert words not in phone.get(f"{form_of(sent)}/sent").text
    phone.post(f"{form_of(sent)}/finish")
    for visit in (sent, other):
        assert phone.get(f"{form_of(visit)}/sent").status_code == 404


def test_only_the_browser_that_sent_gets_the_copy(
    app: Flask, ready: FlaskClient, link: str, visit: store.Visit, html: Any, form: str
) -> None:
    assert ready.get(f"{form}/copy.pdf").status_code == 303
    ready.post(f"{form}/send")
    copy = ready.get(f"{form}/copy.pdf")
    assert copy.data.startswith(b"%PDF")
    assert copy.headers["Content-Disposition"] == (
        f'attachment; filename="intake-{visit.reference}-copy.pdf"'
    )
    later = app.test_client()
    later.get(link)
    assert later.post(f"{form}/open", data=BORN).location == f"{form}/sent"
    receipt = html(later.get(f"{form}/sent"))
    assert visit.reference in receipt.text_content()
    assert "Ana" not in receipt.text_content()
    assert later.get(f"{form}/copy.pdf").location == f"{form}/sent"


def test_finish_leaves_nothing_in_the_browser(ready: FlaskClient, html: Any, form: str) -> None:
    ready.post(f"{form}/send")
    reply = ready.post(f"{form}/finish")
    assert "cache" in reply.headers["Clear-Site-Data"]
    assert "done" in html(ready.get(reply.location)).text_content()
    for address in (f"{form}/sent", f"{form}/copy.pdf", f"{form}/about"):
        assert ready.get(address).status_code == 404


def test_a_refused_form_that_is_loaded_anew_is_the_check_page(
    ready: FlaskClient, visit: store.Visit, form: str
) -> None:
    """A phone that lost the page in its memory asks for its address again."""
    assert ready.post(f"{form}/send", data={"seen": "0" * 16}).status_code == 409
    again = ready.get(f"{form}/send")
    assert again.status_code == 200
    assert again.text.count(f'action="{form}/send"') == 1
    assert store.submission(visit) is None
    assert ready.post(f"{form}/send").location == f"{form}/sent"
    assert ready.get(f"{form}/send").location == f"{form}/sent"


def test_the_browser_that_sent_is_told_when_the_answers_were_opened(
    frozen: Frozen, ready: FlaskClient, app: Flask, osei: FlaskClient, visit: store.Visit, form: str
) -> None:
    receipt = f"{form}/sent"
    osei.get(f"/clinic/visits/{visit.reference}")  # before it was sent
    frozen.move(minutes=1)
    ready.post(f"{form}/send")
    assert "Nobody at Hilltop Clinic has opened it yet" in ready.get(receipt).text
    frozen.move(minutes=4)
    osei.get(f"/clinic/visits/{visit.reference}")
    told = ready.get(receipt).text
    assert "Opened by a clinician of Hilltop Clinic, 22 Nov 2026 12:05." in told
    assert "Opened does not mean acted on. If you get worse, call" in told
    assert "Dr Osei" not in told
    other = phone_with(app, visit)
    other.post(f"{form}/open", data=BORN)
    assert "Opened" not in other.get(receipt).text


def test_a_clinic_may_tell_who_opened_the_answers(
    ready: FlaskClient, osei: FlaskClient, visit: store.Visit, clinic: store.Clinic, form: str
) -> None:
    with store.transaction():
        store.change_clinic(replace(clinic, names_openers=True))
    ready.post(f"{form}/send")
    osei.get(f"/clinic/visits/{visit.reference}")
    assert "Opened by Dr Osei, Hilltop Clinic, " in ready.get(f"{form}/sent").text
