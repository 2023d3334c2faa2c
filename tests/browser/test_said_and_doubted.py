"""Dates in words and answers that can hardly be, in a real browser, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from intake import store
from tests import factories
from tests.browser.conftest import follow
from tests.browser.test_review import opened


@pytest.mark.parametrize(
    ("language", "go_on", "typed", "read", "asks"),
    [
        ("en", "Continue", "last summer", "We read this as:", "Are both right?"),
        ("es", "Continuar", "el verano pasado", "Lo hemos entendido así:", "correctas las dos"),
    ],
)
def test_it_is_asked_once_and_shown_back_on_the_next_page(
    new_page: Any,
    clinic: store.Clinic,
    answers: dict[str, Any],
    axe: Callable[[Page], None],
    language: str,
    go_on: str,
    typed: str,
    read: str,
    asks: str,
) -> None:
    visit = factories.make_draft(factories.make_visit(clinic), answers)
    page = new_page()
    form = opened(page, visit)
    page.goto(f"{form}/language/{language}")
    page.goto(f"{form}/twitching")
    page.fill("[id='hpi.onset']", typed)
    for course in page.locator("[name='hpi.course']").all():
        course.set_checked(course.get_attribute("value") in ("better", "stronger"))
    follow(page, go_on, role="button", exact=True)

    expect(page.get_by_role("alert")).to_contain_text(asks)
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator("[id='hpi.course']")).to_be_focused()
    axe(page)
    follow(page, go_on, role="button", exact=True)

    assert page.url.endswith("/strength")
    expect(page.get_by_text(read)).to_contain_text(typed)
    axe(page)
    page.get_by_text(read).get_by_role("link").click()
    expect(page.locator("[id='hpi.onset']")).to_have_value(typed)
    expect(page.locator("[id='hpi.onset-read']")).to_contain_text("2026")
