"""Nothing typed is lost: Back saves, a stale page comes back filled in, what is wrong is kept."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import store
from tests import factories
from tests.phones import Tab, form_of, phone_with

TYPED = "Zyzzyva street 7"


@pytest.fixture
def guarded(app: Flask) -> Flask:
    """The service with its protection against forged posts on."""
    app.config["WTF_CSRF_ENABLED"] = True
    return app


def values(page: Any, name: str) -> list[str]:
    return [str(one) for one in page.xpath("//input[@name=$name]/@value", name=name)]


def test_back_saves_what_was_typed_and_leads_to_the_page_before(
    ana: FlaskClient, visit: store.Visit, form: str
) -> None:
    reply = Tab.on(ana, f"{form}/about").post(about_place=TYPED, then="back")
    assert reply.location == f"{form}/safety"
    assert factories.saved_answers(visit)["about.place"] == TYPED


def test_back_from_a_medicine_keeps_it_and_from_an_empty_one_adds_none(
    ready: FlaskClient, visit: store.Visit, form: str, html: Any
) -> None:
    before = len(factories.saved_answers(visit)["med"])
    assert Tab.on(ready, f"{form}/med/new").post(then="back").location == f"{form}/med"
    assert len(factories.saved_answers(visit)["med"]) == before
    half = Tab.on(ready, f"{form}/med/new")
    assert half.post(med_why=TYPED, then="back").location == f"{form}/med"
    assert factories.saved_answers(visit)["med"][-1] == {"med.why": TYPED}
    shown = html(ready.get(f"{form}/med")).text_content()
    assert "No name yet" in shown
    assert "Not finished" in shown
    assert Tab.on(ready, f"{form}/check").post().status_code == 422


def test_save_and_come_back_later_stands_on_the_medicines_too(
    ready: FlaskClient, form: str
) -> None:
    later = f"{form}/link"
    assert Tab.on(ready, f"{form}/med").post(then="later").location == later
    assert Tab.on(ready, f"{form}/med/new").post(med_name="Zinc", then="later").location == later
    assert Tab.on(ready, f"{form}/med/00000001").post(then="later").location == later


def test_a_wrong_field_is_kept_as_typed_and_has_to_be_mended_before_sending(
    ready: FlaskClient, visit: store.Visit, form: str, html: Any
) -> None:
    dates = {"med.start": "19x6"}
    tab = Tab.on(ready, f"{form}/med/00000001")
    reply = ready.post(tab.address, data={**dict(tab.drawn), **dates, "then": "later"})
    assert reply.status_code == 303
    page = html(ready.get(f"{form}/med/00000001"))
    assert values(page, "med.start") == ["19x6"]
    assert "like March 2024" in page.text_content()
    assert "Not finished" in ready.get(f"{form}/med").text
    assert Tab.on(ready, f"{form}/check").post().status_code == 422
    other = Tab.on(ready, f"{form}/med/00000001")  # drawn with it: no other window's
    assert ready.post(other.address, data=other.with_typed(med_start="2025")).location
    assert Tab.on(ready, f"{form}/check").post().status_code == 303


def test_what_is_kept_as_typed_is_not_wiped_by_a_page_that_did_not_show_it(
    app: Flask, visit: store.Visit
) -> None:
    address = f"{form_of(visit)}/strength"
    first, second = (Tab.on(phone_with(app, visit), address) for _ in range(2))
    assert first.post(sx_falls="yes", sx_falls_n="a few", then="later").status_code == 303
    assert second.post(sx_falls="yes", then="later").status_code == 409
    assert second.post(sx_falls="yes", sx_falls_n="a few", then="later").status_code == 303


def test_a_page_with_a_stale_token_comes_back_with_all_that_was_typed(
    guarded: Flask, visit: store.Visit, html: Any
) -> None:
    guarded.config["WTF_CSRF_ENABLED"] = False
    phone = phone_with(guarded, visit)
    guarded.config["WTF_CSRF_ENABLED"] = True
    tab = Tab.on(phone, f"{form_of(visit)}/about")
    phone.delete_cookie("session")  # the browser was closed; the visit's cookie stays
    reply = tab.post(about_place=TYPED, then="later")
    assert reply.status_code == 400
    assert values(html(reply), "about.place") == [TYPED]
    assert factories.saved_answers(visit) == {}
    again = Tab.of(phone, tab.address, reply)
    assert again.post(then="later").status_code == 303
    assert factories.saved_answers(visit)["about.place"] == TYPED


def test_a_stale_first_page_and_a_stale_medicine_come_back_too(
    guarded: Flask, visit: store.Visit, html: Any
) -> None:
    start = guarded.test_client().post("/start/hilltop", data={"safety.now": "fit"})
    assert start.status_code == 400
    assert html(start).xpath("//input[@value='fit'][@checked]")
    guarded.config["WTF_CSRF_ENABLED"] = False
    phone = phone_with(guarded, factories.make_draft(visit))
    guarded.config["WTF_CSRF_ENABLED"] = True
    reply = phone.post(f"{form_of(visit)}/med/new", data={"med.name": TYPED})
    assert (reply.status_code, values(html(reply), "med.name")) == (400, [TYPED])


def test_another_sites_post_is_not_shown_as_the_patients_words(
    guarded: Flask, visit: store.Visit
) -> None:
    reply = guarded.test_client().post(
        "/start/hilltop", data={"safety.now": "fit"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert reply.status_code == 400
    assert "checked" not in reply.text


def test_a_script_is_told_where_a_saved_page_leads(ana: FlaskClient, form: str) -> None:
    tab = Tab.on(ana, f"{form}/safety")
    data = tab.with_typed(safety_now="none", safety_more="none")
    reply = ana.post(tab.address, data=data, headers={"X-Requested-With": "intake"})
    assert (reply.status_code, reply.headers["X-Go-To"]) == (204, f"{form}/about")
    refused = ana.post(tab.address, headers={"X-Requested-With": "intake"})
    assert (refused.status_code, "X-Go-To" in refused.headers) == (422, False)


def test_a_stale_send_remove_and_finish_ask_once_more_and_do_nothing_yet(
    guarded: Flask, visit: store.Visit
) -> None:
    guarded.config["WTF_CSRF_ENABLED"] = False
    phone = phone_with(guarded, factories.make_draft(visit))
    guarded.config["WTF_CSRF_ENABLED"] = True
    form = form_of(visit)
    [(medicine, _), *_] = store.saved_draft(visit).entries["med"].items()
    for place, to, asks in (
        (f"med/{medicine}/remove", "", "It is still on your list"),
        ("check", "/send", "Nothing is sent yet"),
        ("link", "/finish", "Clear this phone?"),
    ):
        tab = Tab.on(phone, f"{form}/{place}", to)
        phone.delete_cookie("session")
        reply = tab.post()
        assert (reply.status_code, asks in reply.text) == (400, True), place
        assert factories.fresh(visit).status == "started"
        assert medicine in store.saved_draft(visit).entries["med"]
        assert phone.get(f"{form}/check").status_code == 200
        if place != f"med/{medicine}/remove":
            again = Tab.of(phone, tab.address, reply, to)
    assert again.post().location == "/finished"
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert "Clear this phone" not in phone.post(f"{form}/finish", headers=foreign).text


def test_the_check_page_can_be_left_for_later(ready: FlaskClient, form: str) -> None:
    page = ready.get(f"{form}/check").text
    assert f'href="{form}/link"' in page
    assert "Save and come back later" in page
