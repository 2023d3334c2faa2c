"""Check, send once, receipt, copy, and a clean phone."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from intake import store

BORN = {"born-day": "17", "born-month": "5", "born-year": "1990"}


def test_the_check_page_shows_every_answer_with_a_link_to_change_it(
    ready: FlaskClient, html: Any
) -> None:
    page = html(ready.get("/form/check"))
    words = page.text_content()
    for answer in ("Ana Example", "17 May 1990", "Sertraline 50 mg", "None of these"):
        assert answer in words
    for address in page.xpath("//dl//a/@href"):
        assert "from=check" in address
        assert ready.get(address).status_code == 200
    assert "question" in words
    assert "Send to Hilltop Clinic" in words


def test_an_unfinished_form_is_not_sent_and_says_what_is_missing(
    ana: FlaskClient, visit: store.Visit, answers: dict[str, Any], html: Any
) -> None:
    del answers["sx.weak"], answers["about.phone"]
    store.save_answers(visit, answers, store.Identity())
    gaps = ["Enter a phone number where we can reach you"]
    assert gaps[0] in html(ana.get("/form/check")).text_content()
    reply = ana.post("/form/send")
    page = html(reply)
    assert reply.status_code == 422
    links = page.xpath("//div[contains(@class,'error-summary')]//a")
    assert links[0].text_content() == gaps[0]
    assert [one.get("href") for one in links] == [
        "/form/about?from=check#about.phone",
        "/form/strength?from=check#sx.weak",
    ]
    assert store.submission(visit) is None


def test_sending_twice_is_one_submission(ready: FlaskClient, visit: store.Visit, html: Any) -> None:
    for _tap in range(2):
        assert ready.post("/form/send").location == "/form/sent"
    stored = store.submission(visit)
    assert stored is not None
    assert stored.version == 1
    assert stored.content["advice_shown"] is False
    page = html(ready.get("/form/sent"))
    assert visit.reference in page.text_content()
    assert not page.xpath("//div[contains(@class,'care--emergency')]")


def test_the_advice_stands_on_the_receipt_and_is_stored_as_shown(
    ana: FlaskClient, visit: store.Visit, answers: dict[str, Any], html: Any
) -> None:
    emergency = {**answers, "safety.now": ["fit"], "safety.ack": "not_yet"}
    store.save_answers(visit, emergency, store.Identity())
    ana.post("/form/send")
    assert "Call 999 now" in html(ana.get("/form/sent")).text_content()
    stored = store.submission(visit)
    assert stored is not None
    assert stored.content["advice_shown"] is True


def test_after_sending_nothing_changes_any_more(
    ready: FlaskClient, visit: store.Visit, fill: Any
) -> None:
    ready.post("/form/send")
    for address in ("/form/about", "/form/med", "/form/check", "/form/open"):
        assert ready.get(address).location == "/form/sent"
    assert fill(ready, "about", {"about.name": "Someone"}).location == "/form/sent"
    assert ready.get("/form/med/new").location in ("/form/sent", "/form/med")


def test_only_the_browser_that_sent_gets_the_copy(
    app: Flask, ready: FlaskClient, link: str, visit: store.Visit, html: Any
) -> None:
    assert ready.get("/form/copy.pdf").status_code == 303
    ready.post("/form/send")
    copy = ready.get("/form/copy.pdf")
    assert copy.data.startswith(b"%PDF")
    assert copy.headers["Content-Disposition"] == (
        f'attachment; filename="intake-{visit.reference}-copy.pdf"'
    )
    later = app.test_client()
    later.get(link)
    assert later.post("/form/open", data=BORN).location == "/form/sent"
    receipt = html(later.get("/form/sent"))
    assert visit.reference in receipt.text_content()
    assert "Ana" not in receipt.text_content()
    assert later.get("/form/copy.pdf").location == "/form/sent"


def test_finish_leaves_nothing_in_the_browser(ready: FlaskClient, html: Any) -> None:
    ready.post("/form/send")
    reply = ready.post("/form/finish")
    assert "cache" in reply.headers["Clear-Site-Data"]
    assert "done" in html(ready.get(reply.location)).text_content()
    for address in ("/form/sent", "/form/copy.pdf", "/form/about"):
        assert ready.get(address).status_code == 404
