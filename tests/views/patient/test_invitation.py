"""The invitation: what the clinic booked is confirmed once, and its birth date never shown."""

from __future__ import annotations

from typing import Any

from flask import Flask

from intake import store
from tests import factories
from tests.phones import BORN, Tab, form_of, open_on
from tests.service import Frozen


def test_what_was_booked_is_confirmed_and_not_asked(
    app: Flask, frozen: Frozen, answers: dict[str, Any], html: Any, fill: Any
) -> None:
    day = frozen.now().replace(year=2027, month=3, day=9, hour=12)
    visit = factories.make_visit(scheduled_at=day)
    form, phone = form_of(visit), app.test_client()
    phone.get(f"/v/{store.link_token(visit)}")
    assert phone.post(f"{form}/open", data=BORN).location == f"{form}/invitation"
    shown = html(phone.get(f"{form}/invitation")).text_content()
    for known in ("Ana Example", "9 March 2027, 12:00", "By video", "Hilltop Clinic"):
        assert known in shown
    Tab.on(phone, f"{form}/invitation").post(right="yes")
    about = html(phone.get(f"{form}/about"))
    assert "This form is about Ana Example" in " ".join(about.text_content().split())
    assert not about.xpath("//input[starts-with(@name,'about.name') or contains(@name,'dob')]")
    rest = {key: one for key, one in answers.items() if key not in ("about.name", "about.dob")}
    fill(phone, "safety", rest, at=f"{form}/safety")
    assert fill(phone, "about", rest, at=f"{form}/about").status_code == 303
    saved = factories.saved_answers(visit)
    assert (saved["about.name"], saved["about.dob"]) == ("Ana Example", "1990-05-17")
    assert saved["about.phone"] == answers["about.phone"]
    assert phone.get(form).location == f"{form}/parts"
    assert "Go on: Your twitching" in phone.get(f"{form}/parts").text


def test_what_is_wrong_is_asked_and_the_booked_date_is_never_displayed(
    app: Flask, visit: store.Visit, html: Any
) -> None:
    form, phone = form_of(visit), open_on(app.test_client(), visit)
    assert Tab.on(phone, f"{form}/invitation").post(right="no").location == f"{form}/safety"
    assert factories.fresh(visit).status == "new"
    assert html(phone.get(f"{form}/about")).xpath("//input[@name='about.name'][@value='']")
    factories.make_draft(visit)
    for place in ("invitation", "about", "check"):
        text = phone.get(f"{form}/{place}").text
        assert "17 May 1990" not in text, place
        assert 'value="1990"' not in text, place
    Tab.on(phone, f"{form}/invitation").post(right="no")
    left = factories.saved_answers(visit)
    assert not {"about.name", "about.dob"} & left.keys()
    assert left["about.phone"]


def test_nothing_booked_is_shown_where_no_birth_date_guards_it(app: Flask) -> None:
    visit = factories.make_visit(identity=store.Identity("Ana Example"))
    form, phone = form_of(visit), open_on(app.test_client(), visit)
    assert phone.get(form).location == f"{form}/safety"
    assert phone.get(f"{form}/invitation").location == f"{form}/safety"


def test_a_tab_from_before_the_confirming_still_saves(app: Flask, visit: store.Visit) -> None:
    form, phone = form_of(visit), open_on(app.test_client(), visit)
    before = Tab.on(phone, f"{form}/about")
    Tab.on(phone, f"{form}/invitation").post(right="yes")
    reply = before.post(about_name="Ana", about_job="Baker", then="later")
    assert reply.status_code == 409
    assert "This page was" in reply.text
    assert Tab.of(phone, before.address, reply).post(then="later").status_code == 303
    assert factories.saved_answers(visit)["about.job"] == "Baker"
