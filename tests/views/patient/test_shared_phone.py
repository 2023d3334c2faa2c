"""A phone that others use too: idle forms, another visit, and starting again."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from intake import store
from tests import factories
from tests.phones import BORN, SAFE, Tab, form_of, open_on, phone_with, row
from tests.service import Frozen

TYPED = "Zyzzyva street 7"


def test_after_thirty_idle_minutes_the_birth_date_is_asked_again(
    app: Flask, visit: store.Visit, frozen: Frozen
) -> None:
    form, phone = form_of(visit), phone_with(app, factories.make_draft(visit))
    for _ in range(3):  # in use it stays open
        frozen.move(minutes=20)
        assert phone.get(f"{form}/check").status_code == 200
    frozen.move(minutes=31)
    for page in ("check", "about", "med", "link", "sent", "copy.pdf"):
        reply = phone.get(f"{form}/{page}")
        assert reply.status_code == 303, page
        assert reply.location == f"{form}/open?to={page}"
    wrong = phone.post(f"{form}/open?to=check", data={**BORN, "born-day": "18"})
    assert wrong.status_code == 422
    assert phone.post(f"{form}/open?to=check", data=BORN).location == f"{form}/check"
    assert phone.get(f"{form}/check").status_code == 200
    frozen.move(minutes=31)  # it still leads back to the row of the check page
    there = f"{form}/about?from=check&row={row('about.phone')}"
    asks = phone.get(there).location
    assert phone.post(asks, data=BORN).location == there


def test_only_a_page_of_the_form_is_led_back_to(
    app: Flask, visit: store.Visit, frozen: Frozen
) -> None:
    form, phone = form_of(visit), phone_with(app, factories.make_draft(visit))
    for place in ("//evil.example", "https://evil.example", "\\evil", "a?b=c", "a\r\nX: y"):
        frozen.move(minutes=31)
        reply = phone.post(f"{form}/open", query_string={"to": place}, data=BORN)
        assert reply.location.startswith(f"{form}/"), place


def test_what_was_typed_before_is_saved_once_the_birth_date_is_right(
    app: Flask, visit: store.Visit, frozen: Frozen, html: Any
) -> None:
    phone = phone_with(app, visit)
    tab = Tab.on(phone, f"{form_of(visit)}/about")
    frozen.move(minutes=31)
    asks = tab.post(about_place=TYPED, then="later")
    assert asks.status_code == 409
    assert html(asks).xpath("//input[@name='born-day']")
    assert factories.saved_answers(visit) == {}
    again = Tab.of(phone, tab.address, asks)
    wrong = phone.post(tab.address, data={**dict(again.drawn), **BORN, "born-day": "18"})
    assert wrong.status_code == 422
    last = Tab.of(phone, tab.address, wrong)
    right = phone.post(tab.address, data={**dict(last.drawn), **BORN})
    assert right.location == f"{form_of(visit)}/link"
    assert factories.saved_answers(visit)["about.place"] == TYPED


def test_a_copied_cookie_is_asked_too(app: Flask, visit: store.Visit, frozen: Frozen) -> None:
    phone = phone_with(app, factories.make_draft(visit))
    thief = app.test_client()
    thief._cookies = dict(phone._cookies or {})
    frozen.move(minutes=31)
    assert thief.get(f"{form_of(visit)}/check").status_code == 303


def test_opening_another_visit_puts_the_first_aside_until_its_birth_date(
    app: Flask, clinic: store.Clinic
) -> None:
    first, second = (factories.make_draft(factories.make_visit(clinic)) for _ in range(2))
    phone = phone_with(app, first)
    open_on(phone, second)
    assert phone.get(f"{form_of(second)}/check").status_code == 200
    assert phone.get(f"{form_of(first)}/check").status_code == 303
    open_on(phone, first)  # whoever goes on with both is asked once each
    for visit in (first, second):
        assert phone.get(f"{form_of(visit)}/check").status_code == 200


def test_whoever_sent_keeps_the_copy_after_giving_the_birth_date_again(
    app: Flask, visit: store.Visit, frozen: Frozen
) -> None:
    form, phone = form_of(visit), phone_with(app, factories.make_draft(visit))
    phone.post(f"{form}/send")
    frozen.move(minutes=31)
    assert phone.get(f"{form}/copy.pdf").status_code == 303
    phone.post(f"{form}/open", data=BORN)
    assert phone.get(f"{form}/copy.pdf").data.startswith(b"%PDF")


def test_start_now_again_goes_on_with_the_open_form_after_asking(
    client: FlaskClient, clinic: store.Clinic, html: Any
) -> None:
    Tab.on(client, "/start/hilltop").post(**SAFE)
    [visit] = store.worklist(clinic.id)
    factories.save_answers(visit, factories.make_answers())
    asks = html(client.get("/start/hilltop"))
    assert asks.findtext(".//h1") == "Go on with your form?"
    assert "Ana" not in asks.text_content()
    assert f"{form_of(visit)}" in asks.xpath("//main//a/@href")
    assert client.get(form_of(visit)).location == f"{form_of(visit)}/check"
    anew = Tab.on(client, "/start/hilltop?new=1")
    anew.post(**SAFE)
    assert len(store.worklist(clinic.id)) == 2


def test_health_questions_are_not_filled_in_by_the_browser(
    ready: FlaskClient, form: str, html: Any
) -> None:
    for page in ("twitching", "health", "med/new"):
        [one] = html(ready.get(f"{form}/{page}")).xpath("//form[@id='answers']")
        assert one.get("autocomplete") == "off"
        assert set(one.xpath(".//*/@autocomplete")) <= {"off"}
