"""What a patient changes and adds once the form is sent, and what the doctor sees of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from intake import store
from tests import factories
from tests.browser.conftest import NewPage
from tests.signing_in import open_worklist


def test_ana_changes_what_she_sent_and_adds_a_note(
    visit: store.Visit,
    answers: dict[str, Any],
    new_page: NewPage,
    phone: Page,
    axe: Callable[[Page], None],
) -> None:
    factories.save_answers(visit, answers)
    phone.goto(f"/v/{store.link_token(visit)}")
    for part, number in (("day", 17), ("month", 5), ("year", 1990)):
        phone.fill(f"[id='born-{part}']", str(number))
    phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("button", name="Send to Hilltop Clinic").click()
    phone.get_by_role("button", name="Change my answers").click()
    expect(phone.get_by_role("heading", name="Check your answers")).to_be_visible()
    phone.goto(phone.url.replace("/check", "/about?from=check"))
    phone.fill("[id='about.job']", "Beekeeper")
    with phone.expect_navigation():
        phone.get_by_role("button", name="Continue").click()
    expect(phone.get_by_role("heading", name="Check your answers")).to_be_visible()
    axe(phone)
    phone.goto(phone.url.replace("/check", "/sent"))
    phone.get_by_role("link", name="Check and send the changes").click()
    phone.get_by_role("button", name="Send the changes to Hilltop Clinic").click()
    phone.get_by_role("button", name="Add the note").click()
    expect(phone.get_by_role("alert")).to_contain_text("Write your note")
    phone.get_by_label("Add a note for your doctor").fill("I also took ciprofloxacin.")
    phone.get_by_role("button", name="Add the note").click()
    expect(phone.get_by_role("status")).to_contain_text("Your note was added")
    axe(phone)

    desk = new_page(viewport={"width": 1280, "height": 900})
    open_worklist(desk)
    desk.goto(f"/clinic/visits/{visit.reference}")
    axe(desk)
    expect(desk.get_by_role("heading", name="Version 3")).to_be_visible()
    expect(desk.get_by_role("cell", name="Beekeeper")).to_be_visible()
