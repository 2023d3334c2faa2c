"""The clinic's colour in a real browser, which enforces the policy; and a message in the outbox."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Flask
from playwright.sync_api import Page, expect

from intake import store
from tests import factories
from tests.factories import CLINIC
from tests.signing_in import open_worklist

SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
PURPLE = "rgb(122, 31, 92)"


def colour_of(page: Page, what: str, which: str) -> str:
    found: str = page.evaluate(
        f"getComputedStyle(document.querySelector('{what}')).getPropertyValue('{which}')"
    )
    return found


def test_the_colour_reaches_the_patient_and_leaves_what_tells_of_danger_alone(
    new_page: Any, app: Flask, axe: Any
) -> None:
    with store.transaction():
        store.change_clinic(replace(CLINIC, accent="#7a1f5c", logo_text="Hilltop"))
    page: Page = new_page()
    page.goto("/start/hilltop")
    assert colour_of(page, ".app-header", "background-color") == PURPLE
    assert colour_of(page, "#answers .nhsuk-button:not([hidden])", "background-color") == PURPLE
    page.get_by_label("You cannot swallow, or you are choking").check()
    assert colour_of(page, ".app-now .app-call", "background-color") != PURPLE
    assert not page.evaluate(SIDEWAYS)
    axe(page)


def test_a_visit_is_booked_with_an_address_and_read_in_the_outbox(
    new_page: Any, app: Flask, axe: Any
) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], demo_password="a demo")
    page: Page = new_page()
    open_worklist(page)
    page.get_by_role("link", name="New visit").click()
    page.get_by_label("Patient's name").fill("Ben Example")
    page.get_by_label("Patient’s email address").fill("ben@")
    page.get_by_role("button", name="Create the visit").click()
    expect(page.get_by_role("alert")).to_contain_text("ana@post.example")
    axe(page)
    page.get_by_label("Patient’s email address").fill("ben@post.example")
    page.get_by_role("button", name="Create the visit").click()
    expect(page.get_by_role("heading", name="Messages to the patient")).to_be_visible()
    expect(page.get_by_text("waits to go since")).to_be_visible()
    page.get_by_role("link", name="Outbox").click()
    expect(page.get_by_text("ben@post.example")).to_be_visible()
    assert not page.evaluate(SIDEWAYS)
    axe(page)
    page.get_by_role("link", name="/v/").first.click()
    expect(page.get_by_role("heading", name="Tell us before your visit")).to_be_visible()
    assert factories.FORM not in page.content()
