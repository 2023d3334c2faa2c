"""Signing in as the fixed cast does: by the pages, or at once where that is not the matter."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect

from intake import store
from intake.services.accounts import second_factor, sessions
from intake.views import cookies
from tests.factories import PASSWORD

OSEI = "osei@hilltop.example"


def next_code(email: str) -> str:
    """The code of someone's app that works next."""
    return second_factor.present_code(store.user_id_of(email) or 0)[0]


def sign_in_at_once(app: Flask, email: str) -> FlaskClient:
    """A browser that is signed in wholly, without a page asked for."""
    person = store.users.find(email)
    assert person
    with store.transaction():
        token = sessions.begin(person, "A browser")
        session = sessions.find(token)
        assert session
        if person.has_factor:
            token = sessions.complete(session)
    browser = app.test_client()
    browser.set_cookie(cookies.SIGN_IN, token)
    return browser


def give_password(browser: FlaskClient, email: str, password: str = PASSWORD) -> None:
    """Give address and password on the page."""
    reply = browser.post("/sign-in", data={"email": email, "password": password})
    assert reply.status_code == 302, reply.text


def half_in(app: Flask, email: str = OSEI) -> FlaskClient:
    """A browser that has given the password, and nothing else."""
    browser = app.test_client()
    give_password(browser, email)
    return browser


def give_code(browser: FlaskClient, email: str) -> None:
    """Give the code of the app on the page."""
    reply = browser.post("/sign-in/second-factor", data={"code": next_code(email)})
    assert reply.status_code == 302, reply.text


def sign_in(page: Page, email: str = OSEI, *, code: bool = True) -> None:
    """Sign in by keyboard, in a real browser that shows the page for it."""
    page.get_by_label("Email address").focus()
    page.keyboard.type(email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    if code:
        page.get_by_label("Code").focus()
        page.keyboard.type(next_code(email))
        page.keyboard.press("Enter")


def open_worklist(page: Page) -> None:
    """Sign in as Dr Osei, who is led to the worklist."""
    page.goto("/clinic")
    sign_in(page)
    expect(page.get_by_role("heading", name="Worklist")).to_be_visible()
    page.wait_for_load_state()  # the heading is there before the clinic's own style sheet
