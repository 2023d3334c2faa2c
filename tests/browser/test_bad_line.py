"""A bad line, Reload and Back: nothing typed is lost, and nothing stays where it should not."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import form_of

KEPT = "Object.keys(sessionStorage).filter(one => one.startsWith('unsent'))"
NOT_KEPT = "Object.keys(localStorage)"


def test_a_bad_line_reload_and_back_lose_nothing(
    phone: Page, patient_at: Any, least: dict[str, Any]
) -> None:
    ana = patient_at(phone)
    phone.goto("/start/hilltop")
    phone.get_by_label("You passed out or had a fit").check()
    phone.reload()
    expect(phone.get_by_label("You passed out or had a fit")).to_be_checked()
    phone.get_by_label("You passed out or had a fit").uncheck()
    ana.fill("safety", least)
    ana.button("Continue")
    place = phone.get_by_label("Where will you be during the visit?")
    place.fill("Mill Lane 3")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Continue", exact=True).click()
    expect(phone.get_by_text("Not saved. Try again")).to_be_visible()
    expect(place).to_have_value("Mill Lane 3")
    phone.context.set_offline(False)
    phone.reload()
    expect(place).to_have_value("Mill Lane 3")
    ana.button("Back")  # saves, also what is not complete
    expect(phone).to_have_url(re.compile(r"/safety$"))
    assert phone.evaluate(KEPT) == []
    ana.button("Continue")
    expect(place).to_have_value("Mill Lane 3")
    ana.fill("about", least)
    phone.go_back()
    phone.go_forward()
    expect(phone.get_by_label("Full name of the patient")).to_have_value(least["about.name"])
    assert len(phone.evaluate(KEPT)) == 1
    assert phone.evaluate(NOT_KEPT) == []


def test_the_button_says_that_it_waits_and_sends_once(phone: Page, patient_at: Any) -> None:
    patient_at(phone)
    phone.goto("/start/hilltop")
    sent: list[str] = []
    phone.route("**/start/hilltop", lambda route: sent.append(route.request.method))
    phone.get_by_role("button", name="Continue", exact=True).click()
    waiting = phone.get_by_role("button", name="Saving…")
    expect(waiting).to_be_visible()
    waiting.click()
    assert sent == ["POST"]


def test_finish_clears_what_is_typed_in_every_tab(
    phone: Page, patient_at: Any, least: dict[str, Any]
) -> None:
    ana = patient_at(phone)
    ana.begin(least)
    form = form_of(phone)
    other = phone.context.new_page()
    other.goto(f"{form}/health")
    other.locator("textarea").first.fill("typed and not saved")
    assert len(other.evaluate(KEPT)) == 1
    phone.goto(f"{form}/link")
    ana.button("Finish and clear this phone")
    other.wait_for_url("**/finished")
    assert other.evaluate(KEPT) == []
    assert phone.evaluate(KEPT) == []


def test_what_was_left_on_a_new_medicine_is_said_and_can_be_put_away(
    phone: Page, patient_at: Any, least: dict[str, Any]
) -> None:
    ana = patient_at(phone)
    ana.begin(least)
    phone.goto(f"{form_of(phone)}/meds")
    ana.fill("meds", {"med.took": "list"})
    ana.button("Continue")
    new = f"{form_of(phone)}/med/new"
    phone.goto(new)
    told = phone.get_by_text("This is what you typed before and did not save.")
    expect(told).to_be_hidden()
    name, why = phone.locator("[name='med.name']"), phone.locator("[name='med.why']")
    name.fill("cipro")
    phone.get_by_text("More questions, if you have time").click()
    why.fill("an infection")
    phone.go_back()
    phone.goto(new)
    expect(told).to_be_visible()
    expect(name).to_have_value("cipro")
    expect(why).to_be_visible()
    expect(why).to_have_value("an infection")
    phone.get_by_role("button", name="Start empty").click()
    expect(told).to_be_hidden()
    expect(name).to_have_value("")
    expect(why).to_have_value("")
    expect(why).to_be_hidden()
    assert phone.evaluate(KEPT) == []


def test_what_is_in_this_tab_alone_is_said_where_everything_seems_saved(
    phone: Page, patient_at: Any, least: dict[str, Any]
) -> None:
    ana = patient_at(phone)
    ana.begin(least)
    form = form_of(phone)
    told = phone.get_by_text("Something you typed in this window is not saved yet.")
    phone.goto(f"{form}/twitching")
    ana.button("Continue")  # refused, and nothing was typed
    phone.goto(f"{form}/link")
    expect(told).to_be_hidden()
    phone.goto(f"{form}/health")
    words = phone.locator("textarea").first
    words.fill("typed and not saved")
    for page in ("parts", "link"):
        phone.goto(f"{form}/{page}")
        expect(told).to_be_visible()
    phone.get_by_role("link", name="Go to it").click()
    expect(words).to_have_value("typed and not saved")
    ana.button("Continue")
    phone.goto(f"{form}/link")
    expect(told).to_be_hidden()


def test_back_and_reload_show_a_page_that_was_refused_again(
    phone: Page, patient_at: Any, least: dict[str, Any]
) -> None:
    ana = patient_at(phone)
    ana.begin(least)
    about = f"{form_of(phone)}/about"
    phone.goto(about)
    ana.button("Continue")  # refused
    name = phone.locator("[id='about.name']")
    name.fill("Ana Example")
    phone.reload()
    expect(name).to_have_value("Ana Example")
    ana.fill("about", least)
    ana.button("Continue")
    phone.go_back()
    expect(phone).to_have_url(about)
    expect(name).not_to_have_value("")
    phone.get_by_role("button", name="Español").click()
    expect(phone.locator("html")).to_have_attribute("lang", "es")
    phone.goto(f"{form_of(phone)}/check")
    with phone.expect_navigation():
        phone.locator("form[action$='/send'] button").click()  # much is missing
    phone.locator(".nhsuk-error-summary a").first.click()
    phone.go_back()
    expect(phone).to_have_url(f"{form_of(phone)}/check")
    phone.go_back()
    phone.go_back()  # where the language was changed
    expect(phone).to_have_url(about)
