"""A patient over HTTPS: strict headers, cookies bound to the host, a form left open for hours."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from itsdangerous import TimestampSigner
from playwright.sync_api import Page, expect

from intake import store
from intake.config import Settings
from tests.browser.conftest import form_of
from tests.service import Frozen

FIVE_HOURS = 5 * 3600


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The service's address begins with https."""
    return replace(settings, base_url=settings.base_url.replace("http:", "https:"))


@pytest.fixture
def phone(new_page: Any) -> Page:
    """A phone that takes a certificate which nobody has signed."""
    page: Page = new_page(ignore_https_errors=True)
    return page


def test_requirement_25_a_form_over_https_is_taken_five_hours_later(
    phone: Page,
    patient_at: Any,
    answers: dict[str, Any],
    frozen: Frozen,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ana = patient_at(phone)
    phone.goto("/start/hilltop")
    ana.go_through(answers, lambda page: None)
    for cookie in phone.context.cookies():
        assert cookie["name"].startswith("__Host-"), cookie["name"]
        assert cookie["secure"]
    phone.goto(f"{form_of(phone)}/about")
    frozen.move(hours=5)
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: int(time.time()) + FIVE_HOURS)
    phone.locator("[name='about.name']").fill("Ana Fifth-Hour")
    ana.button("Continue")
    for part, number in (("day", 17), ("month", 5), ("year", 1990)):  # on a shared phone, perhaps
        phone.fill(f"[id='born-{part}']", str(number))
    ana.button("Continue")
    [visit] = store.worklist("hilltop")
    assert visit.identity.name == "Ana Fifth-Hour"
    phone.goto(f"{form_of(phone)}/check")
    ana.button("Send to Hilltop Clinic")
    expect(phone.get_by_role("heading", name="Your form was sent")).to_be_visible()
