"""What patients do, in a real browser on a phone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, Route, expect

from intake import store
from tests.browser.conftest import follow, form_of


def look_away(_page: Page) -> None:
    """Look at nothing."""


def test_the_shortest_and_a_typical_journey_are_short(new_page: Any, patient_at: Any) -> None:
    """Every shown question is answered, or left out by name, as the answers file says."""
    journeys = yaml.safe_load(Path(__file__).with_name("journeys.yaml").read_text("utf-8"))
    receipts = ""
    for name, most in (("shortest", 40), ("typical", 90)):
        page = new_page()
        ana, answers = patient_at(page), journeys[name]
        page.goto("/start/hilltop")
        while not page.url.endswith("/check"):
            page_id = page.url.split("?")[0].rsplit("/", 1)[1]
            if page_id == "med":
                ana.read_list(answers["list"], answers["med"])
            else:
                ana.fill_shown("safety" if page_id == "hilltop" else page_id, answers)
            ana.button("Continue")
        ana.button("Send to Hilltop Clinic")
        expect(page.get_by_role("heading", name="Your form was sent")).to_be_visible()
        receipts += page.content()
        assert ana.taps <= most, (name, ana.taps)
        signs = {q.id for p in ana.form.pages for q in p.questions if q.kind == "yesno" and q.sign}
        assert signs <= ana.asked  # none loses its own Yes and No
    sent = store.worklist("hilltop")
    assert [one.status for one in sent if one.reference in receipts] == ["sent", "sent"]


def test_everything_can_be_done_without_javascript(
    new_page: Any, patient_at: Any, answers: dict[str, Any]
) -> None:
    page = new_page(java_script_enabled=False)
    ana = patient_at(page)
    page.goto("/start/hilltop")
    ana.go_through(answers, look_away)
    ana.button("Send to Hilltop Clinic")
    expect(page.get_by_role("heading", name="Your form was sent")).to_be_visible()
    [visit] = store.worklist("hilltop")
    stored = store.submission(visit)
    assert stored is not None
    assert stored.content["answers"] == answers


def test_axe_finds_nothing_wrong_on_any_page(
    phone: Page, patient_at: Any, answers: dict[str, Any], axe: Any
) -> None:
    ana = patient_at(phone)
    for start in ("/", "/start/hilltop", "/v/no-such-link"):
        phone.goto(start)
        axe(phone)
    phone.goto("/start/hilltop")
    ana.button("Continue")
    axe(phone)  # with errors
    del answers["safety.more"]  # not asked of whoever ticked a sign
    ana.go_through({**answers, "safety.now": ["fit"], "safety.ack.fit": "now"}, axe)
    axe(phone)
    phone.goto(f"{form_of(phone)}/link")
    axe(phone)
    phone.goto(f"{form_of(phone)}/parts")
    axe(phone)
    phone.goto(f"{form_of(phone)}/med")
    follow(phone, "Remove")
    axe(phone)
    phone.goto(f"{form_of(phone)}/check")
    ana.button("Send to Hilltop Clinic")
    axe(phone)
    ana.button("Finish and clear this phone")
    axe(phone)


def test_follow_ups_and_the_emergency_advice_come_and_go_with_the_answers(
    phone: Page, patient_at: Any
) -> None:
    phone.goto("/start/hilltop")
    card = phone.get_by_role("heading", name=re.compile("Call 999 now"))
    expect(card).to_be_hidden()
    last = phone.get_by_label("You are newly numb between your legs")
    phone.evaluate("window.scrollTo(0, 0)")
    last.check()  # at the lower edge of the screen
    expect(card).to_be_in_viewport(ratio=1)
    phone.get_by_label("You passed out or had a fit").check()
    expect(card).to_have_count(1)  # one card for both, which names both
    expect(card).to_be_in_viewport(ratio=1)
    named = phone.locator(".app-now--emergency:visible li")
    expect(named).to_have_text([re.compile("^You passed out"), re.compile("^You are newly numb")])
    phone.get_by_label("You passed out or had a fit").uncheck()
    expect(card).to_be_visible()
    expect(named).to_have_count(0)
    none = phone.get_by_label("None of these")
    none.first.check()  # unticks the sign, so the advice goes
    expect(card).to_be_hidden()
    phone.get_by_label("You need to pee but cannot").check()
    expect(card).to_be_visible()
    none.last.check()
    expect(card).to_be_hidden()
    phone.get_by_role("button", name="Continue", exact=True).click()
    phone.wait_for_url(re.compile(r"/form/\w+/"))
    phone.goto(f"{form_of(phone)}/strength")
    where = phone.get_by_label("Where is it weak?")
    expect(where).to_be_hidden()
    phone.locator("input[name='sx.weak'][value='yes']").check()
    expect(where).to_be_visible()
    phone.locator("input[name='sx.weak'][value='no']").check()
    expect(where).to_be_hidden()
    expect(phone.get_by_text("Answer this if").first).to_be_hidden()


def test_an_error_takes_the_patient_to_its_field(phone: Page) -> None:
    phone.goto("/start/hilltop")
    phone.get_by_role("button", name="Continue", exact=True).click()
    expect(phone).to_have_title(re.compile("^Error: "))
    summary = phone.locator(".nhsuk-error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(phone.locator("[id='safety.now']")).to_be_focused()


def test_the_back_button_loses_nothing(
    phone: Page, patient_at: Any, answers: dict[str, Any]
) -> None:
    ana = patient_at(phone)
    ana.begin(answers)
    ana.fill("about", answers)
    ana.button("Continue")
    phone.go_back()
    expect(phone.get_by_label("Full name of the patient")).to_have_value("Ana Example")
    ana.button("Continue")
    expect(phone).to_have_url(re.compile(r"/form/\w+/twitching"))


def test_two_quick_taps_on_send_are_one_submission(
    new_page: Any, patient_at: Any, least: dict[str, Any]
) -> None:
    page = new_page(java_script_enabled=False)  # nothing in the browser holds the second tap back
    page.goto("/start/hilltop")
    patient_at(page).go_through(least, look_away)
    page.get_by_role("button", name="Send to Hilltop Clinic").dblclick()
    expect(page.get_by_role("heading", name="Your form was sent")).to_be_visible()
    assert len(store.submission_references()) == 1


def test_ana_goes_on_with_her_form_on_another_phone(
    phone: Page, new_page: Any, patient_at: Any, least: dict[str, Any]
) -> None:
    ana = patient_at(phone)
    ana.begin(least)
    ana.fill("about", least)
    ana.button("Continue")
    ana.fill("twitching", {"hpi.words": "It began in my calf."})
    ana.button("Save and come back later")
    link = phone.locator("#link").inner_text()
    ana.button("Finish and clear this phone")

    other = new_page()
    other.goto(link)
    assert "It began" not in other.content()
    again = patient_at(other)
    again.type("born-day", least["about.dob"])
    again.button("Continue")
    expect(other.get_by_role("listitem").filter(has_text="About you")).to_contain_text("Done")
    follow(other, "Go on: Your twitching")
    expect(other.get_by_label("Tell us about")).to_have_value("It began in my calf.")
    again.go_through(least, look_away)
    again.button("Send to Hilltop Clinic")
    expect(other.get_by_role("heading", name="Your form was sent")).to_be_visible()


def test_a_medicine_is_suggested_and_free_text_is_never_held_up(
    phone: Page, patient_at: Any, answers: dict[str, Any]
) -> None:
    ana = patient_at(phone)
    ana.begin(answers)
    phone.goto(f"{form_of(phone)}/meds")
    ana.fill("meds", answers)
    ana.button("Continue")
    phone.goto(f"{form_of(phone)}/med/new")
    name = phone.get_by_label("Name on the box")
    name.press_sequentially("sertrali")
    menu = phone.locator(".autocomplete__menu")
    expect(menu).to_have_css("list-style-type", "none")  # its looks are there
    phone.get_by_role("option", name=re.compile("^sertraline$", re.IGNORECASE)).click()
    expect(name).to_have_value(re.compile("sertraline", re.IGNORECASE))
    ana.button("Continue")
    phone.goto(f"{form_of(phone)}/med/new")
    name.press_sequentially("sertr and my aunt's drops")
    phone.get_by_role("button", name="Continue", exact=True).click()  # the first tap counts
    expect(phone).to_have_url(re.compile(r"/form/\w+/med$"))
    expect(phone.get_by_role("heading", level=2).nth(1)).to_have_text("sertr and my aunt's drops")


def test_typing_goes_on_when_the_suggestions_arrive_late(
    phone: Page, patient_at: Any, answers: dict[str, Any]
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    ana = patient_at(phone)
    ana.begin(answers)
    phone.goto(f"{form_of(phone)}/meds")
    ana.fill("meds", answers)
    ana.button("Continue")
    phone.route(re.compile(r"/suggest-\w+\.js"), hold)
    phone.goto(f"{form_of(phone)}/med/new")
    name = phone.get_by_label("Name on the box")
    name.press_sequentially("sertr")
    phone.wait_for_timeout(100)
    held[0].continue_()
    expect(phone.get_by_role("combobox")).to_be_focused()
    phone.keyboard.type("ali")
    expect(name).to_have_value("sertrali")
    expect(
        phone.get_by_role("option", name=re.compile("^sertraline$", re.IGNORECASE))
    ).to_be_visible()
