"""Accounts in a real browser: joining, second factor, passkey, people, emergency, a typed note."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from socket import create_server

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from intake import clock, store
from intake.config import Settings
from intake.extensions import db
from intake.services.accounts import emergencies, links
from intake.sign_in import codes
from tests import factories
from tests.browser.conftest import follow
from tests.databases import Database
from tests.factories import CLINIC, PASSWORD
from tests.service import settings_of
from tests.signing_in import OSEI, next_code, sign_in

NEW = "new@hilltop.example"
WIDTHS = [390, 1280]
NewPage = Callable[..., Page]
Look = Callable[[Page], None]


@pytest.fixture
def settings(database: Database) -> Settings:
    """Settings of a service at an address where browsers allow passkeys without HTTPS."""
    with closing(create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    return settings_of(database.url, f"http://localhost:{port}")


@pytest.fixture
def look(axe: Look) -> Look:
    """Look at a page: nothing that axe finds, nothing wider than the window."""

    def _look(page: Page) -> None:
        axe(page)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, page.url

    return _look


@pytest.mark.parametrize("width", WIDTHS)
def test_an_invited_colleague_joins_and_sets_up_an_app(
    new_page: NewPage, server: str, look: Look, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(links.address_of(links.invite(CLINIC.id, NEW, ["front-desk", "administrator"])))
    assert page.url.endswith("/account-link")
    look(page)
    page.get_by_label("Your name").fill("Sam Desk")
    page.get_by_label("New password", exact=True).fill("hilltop hilltop")
    page.get_by_label("New password again").fill("hilltop hilltop")
    page.get_by_role("button", name="Make my account").click()
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("not made of your name")
    look(page)
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password again").fill(PASSWORD)
    follow(page, "Make my account", role="button")
    look(page)
    sign_in(page, NEW, code=False)
    expect(page.get_by_role("heading", name="Set up a second factor")).to_be_visible()
    look(page)
    follow(page, "Set up an app")
    look(page)
    secret = page.locator("#secret").inner_text().replace(" ", "")
    page.get_by_label("Code", exact=True).fill(codes.code_at(secret, codes.step_at(clock.now())))
    page.keyboard.press("Enter")
    expect(page.locator("#codes li")).to_have_count(10)
    expect(page.get_by_role("button", name="Print this page")).to_be_visible()
    look(page)
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_role("heading", name="Worklist")).to_be_visible()
    look(page)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_administrator_looks_after_people_and_their_own_account(
    new_page: NewPage, server: str, look: Look, width: int
) -> None:
    factories.make_clinician(CLINIC, "lund@hilltop.example", "Dr Lund", "doctor")
    page = new_page(viewport={"width": width, "height": 900})
    page.goto("/clinic")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("Enter your email address")
    look(page)
    sign_in(page, OSEI, code=False)
    page.get_by_label("Code").fill("000000")
    page.keyboard.press("Enter")
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("That code is not right")
    look(page)
    page.get_by_label("Code").fill(next_code(OSEI))
    page.keyboard.press("Enter")
    follow(page, "People")
    look(page)
    page.get_by_role("button", name="Make an invitation").click()
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("Select what they do here")
    look(page)
    page.get_by_label("Email address").fill(NEW)
    page.get_by_label("Front desk").check()
    page.keyboard.press("Enter")
    expect(page.locator("#link")).to_contain_text("/account-link/")
    look(page)
    follow(page, "Dr Lund")
    look(page)
    page.get_by_role("button", name="End their work here").click()
    expect(page.get_by_role("link", name="Dr Lund")).to_have_count(0)
    follow(page, "Dr Osei")
    look(page)
    for name in ("Change your password", "Change your second factor"):
        page.goto("/account")
        follow(page, name)
        look(page)


def test_a_passkey_is_made_and_used(new_page: NewPage, server: str, look: Look, app: Flask) -> None:
    page = new_page()
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "automaticPresenceSimulation": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto("/account/second-factor")
    sign_in(page, OSEI)
    follow(page, "Add a passkey")
    look(page)
    page.get_by_label("What to call it").fill("Blue key")
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, OSEI, code=False)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Worklist")).to_be_visible()
    page.goto("/account/second-factor")
    expect(page.get_by_text("Blue key").first).to_be_visible()
    look(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_note_typed_before_the_session_ended_is_saved_after_signing_in_again(
    new_page: NewPage, server: str, look: Look, visit: store.Visit, scripts: bool
) -> None:
    factories.make_submission(visit)
    page = new_page(java_script_enabled=scripts)
    page.goto(f"/clinic/visits/{visit.reference}")
    sign_in(page, OSEI)
    row = page.locator("tr", has=page.locator("th", has_text="cipro")).first
    row.locator("summary").click()
    row.get_by_label("Note (optional)").fill("She means Cipralex.")
    with store.transaction():  # the session has ended meanwhile
        store.sessions.end_all(store.user_id_of(OSEI) or 0)
    db.session.remove()
    row.get_by_role("button", name="Wrong").click()
    expect(page.get_by_role("heading", name="Sign in again")).to_be_visible()
    if scripts:
        look(page)
    sign_in(page, OSEI)
    expect(page.get_by_text("She means Cipralex.")).to_be_visible()
    if scripts:
        look(page)
    page.get_by_role("button", name="Save it now").click()
    expect(row).to_contain_text(re.compile("Marked wrong by Dr Osei, .*: “She means Cipralex.”"))


@pytest.mark.parametrize("width", WIDTHS)
def test_in_an_emergency_the_front_desk_opens_one_visit_and_the_administrator_is_told(
    new_page: NewPage,
    server: str,
    look: Look,
    visit: store.Visit,
    width: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    factories.make_submission(visit)
    factories.make_clinician(CLINIC, NEW, "Sam Desk", "front-desk")
    monkeypatch.setattr(emergencies, "KNOWN", timedelta())
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(f"/clinic/visits/{visit.reference}")
    sign_in(page, NEW)
    expect(page.get_by_role("heading", name="cannot open answers")).to_be_visible()
    look(page)
    page.get_by_role("link", name="open the answers in an emergency").click()
    page.get_by_role("button", name="Open the answers").click()
    expect(page.locator(".nhsuk-error-summary")).to_contain_text("Say why you need")
    look(page)
    page.get_by_label("Why you need").fill("She called and cannot swallow, no doctor answers")
    page.get_by_role("button", name="Open the answers").click()
    expect(page.get_by_role("heading", name="All answers")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Worklist").first.click()
    follow(page, "Ana Example", exact=True)
    look(page)
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, OSEI)
    follow(page, "See who and why")
    look(page)
    expect(page.get_by_text("She called and cannot swallow")).to_be_visible()
    page.get_by_role("button", name="I have seen this").click()
    page.get_by_role("link", name="Worklist").first.click()
    expect(page.get_by_text("opened in an emergency")).to_have_count(0)
