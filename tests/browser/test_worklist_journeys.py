"""The worklist, search, record and a pasted list in a real browser, by keyboard and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from intake import clock, store
from tests import factories
from tests.browser.conftest import follow
from tests.factories import make_answers, make_draft, make_submission, make_visit
from tests.signing_in import open_worklist

WIDTHS = (1280, 390, 320)
# What is told in so narrow a column that words are broken.
SQUEEZED = """
  [...document.querySelectorAll("main dd, main td, main p, main li")]
    .filter(e => e.checkVisibility() && e.innerText.trim().length > 12 && e.clientWidth)
    .filter(e => getComputedStyle(e).display !== "inline" && e.clientWidth < 90)
    .map(e => [e.clientWidth, e.innerText.slice(0, 60)])
"""
NewPage = Callable[..., Page]


@pytest.fixture
def visits(app: Flask) -> list[store.Visit]:
    """A visit sent, one with an emergency sign, one not started, one without a name."""
    born = date(1965, 2, 9)
    sent = make_visit(scheduled_at=clock.now() + timedelta(hours=1))
    make_submission(sent, {**make_answers(), "about.name": "Ana Different"})
    harold = store.Identity("Harold Nwosu", born)
    urgent = make_visit(identity=harold, scheduled_at=clock.now() + timedelta(days=2))
    signs = {
        "safety.now": ["breath"],
        "safety.ack.breath": "not_yet",
        "about.phone": "07700 900 321",
    }
    make_draft(urgent, {**signs, "about.name": "Harold Nwosu", "about.dob": str(born)})
    return [sent, urgent, make_visit(identity=replace(harold, name="Ifeoma Nwosu")), make_visit()]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_clinics_pages_fit_and_are_accessible(
    new_page: NewPage, visits: list[store.Visit], axe: Any, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    open_worklist(page)
    record = f"/clinic/visits/{visits[0].reference}"
    for address in (
        "/clinic",
        "/clinic?show=today",
        "/clinic/search",
        "/clinic/visits/new",
        "/clinic/visits/list",
        record,
        f"/clinic/visits/{visits[1].reference}",
        f"{record}/booking",
    ):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert page.evaluate(SQUEEZED) == [], address


@pytest.mark.parametrize("width", WIDTHS)
def test_many_medicine_texts_are_tried_at_once(new_page: NewPage, axe: Any, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 800}, java_script_enabled=width != 390)
    open_worklist(page)
    page.goto("/clinic/drugs")
    box = page.get_by_label("Medicines, as patients write them")
    box.fill(f"Zoloft 50 mg\n{'x' * 300}\nsleeping pill")
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.locator("#readings tbody tr")).to_have_count(3)
    if width != 390:  # what measures the page is a script
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_worklist_goes_by_keyboard_alone(new_page: NewPage, visits: list[store.Visit]) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    open_worklist(page)
    page.goto("/clinic")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Skip to the visits":
            break
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ana Different", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ana Different")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_search_survives_reload_and_back(
    new_page: NewPage, visits: list[store.Visit], scripts: bool
) -> None:
    page = new_page(viewport={"width": 1280, "height": 800}, java_script_enabled=scripts)
    open_worklist(page)
    page.get_by_label("Name, date of birth or reference").fill("nwosu")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 visits found for “nwosu”.")).to_be_visible()
    assert "nwosu" not in page.url
    page.reload()
    expect(page.get_by_text("2 visits found for “nwosu”.")).to_be_visible()
    page.get_by_role("link", name="Ifeoma Nwosu", exact=True).click()
    expect(page.get_by_role("heading", name="Ifeoma Nwosu")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("2 visits found for “nwosu”.")).to_be_visible()
    expect(page.get_by_label("Name, date of birth or reference")).to_have_value("nwosu")


def test_emergency_signs_are_dealt_with_on_the_record(
    new_page: NewPage, visits: list[store.Visit], axe: Any
) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    open_worklist(page)
    box = page.get_by_role("region", name="emergency sign")
    expect(box.get_by_role("link", name="Call 07700 900 321")).to_be_visible()
    box.get_by_role("link", name="Open").click()
    follow(page, "I have dealt with the emergency signs", role="button")
    axe(page)
    page.get_by_role("link", name="Worklist").first.click()
    expect(page.get_by_text("Dealt with by Dr Osei")).to_be_visible()
    expect(page.get_by_role("region", name="emergency sign")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_list_is_pasted_mended_and_made(
    new_page: NewPage, app: Flask, axe: Any, scripts: bool
) -> None:
    page = new_page(viewport={"width": 1280, "height": 800}, java_script_enabled=scripts)
    open_worklist(page)
    page.get_by_role("link", name="New visit").click()
    page.get_by_role("link", name="Create several visits from a list").click()
    page.get_by_label("The list").fill("Ana Example, 17 May 1990\nBen Example, 31/2/1990")
    page.get_by_role("button", name="Check the list").click()
    expect(page).to_have_title("Error: Create several visits – Intake")
    if scripts:
        axe(page)
    page.get_by_role("link", name="Line 2").click()
    page.get_by_label("The list").fill("Ana Example, 17 May 1990\nBen Example, 28/2/1990")
    page.get_by_role("button", name="Check again").click()
    page.get_by_role("button", name="Create 2 visits").dblclick()
    expect(page.get_by_role("heading", name="Links to send: 2 visits")).to_be_visible()
    if scripts:
        axe(page)
    assert len(store.worklist(factories.CLINIC.id)) == 2


def test_a_double_click_without_scripts_makes_one_visit(new_page: NewPage, app: Flask) -> None:
    page = new_page(viewport={"width": 1280, "height": 800}, java_script_enabled=False)
    open_worklist(page)
    page.goto("/clinic/visits/new")
    page.get_by_role("button", name="Create the visit").click()
    expect(page.get_by_role("heading", name="Create a visit without a name?")).to_be_visible()
    page.get_by_role("button", name="Create it without a name").dblclick()
    expect(page.get_by_role("heading", name="No name yet")).to_be_visible()
    assert len(store.worklist(factories.CLINIC.id)) == 1
