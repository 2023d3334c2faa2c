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
