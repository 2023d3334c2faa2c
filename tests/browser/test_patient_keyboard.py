"""The whole form by keyboard alone: Tab, arrows, Space and Enter."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from intake.questionnaires import Question, Questionnaire

MOST_STOPS = 200
FOCUSED = "document.activeElement"


def tab_to(page: Page, condition: str) -> None:
    """Press Tab until the focused element `e` meets the condition."""
    for _stop in range(MOST_STOPS):
        if page.evaluate(f"(e => {condition})({FOCUSED})"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reached {condition}")


def press(page: Page, words: str) -> None:
    """Reach a button and press Enter."""
    tab_to(page, f"e.tagName === 'BUTTON' && e.innerText.trim() === {words!r}")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def answer(page: Page, question: Question, value: Any) -> None:
    """Answer one question without a pointer."""
    if question.kind in ("text", "longtext", "number", "partdate"):
        tab_to(page, f"e.id === {question.id!r}")
        page.keyboard.type(str(value))
    elif question.kind == "date":
        parts = dict(zip(("year", "month", "day"), value.split("-"), strict=False))
        for part in [name for name in ("day", "month", "year") if name in parts]:
            tab_to(page, f"e.id === '{question.id}-{part}'")
            page.keyboard.type(parts[part])
    elif question.kind == "choices":
        for one in value:
            tab_to(page, f"e.name === {question.id!r} && e.value === {one!r}")
            page.keyboard.press("Space")
    else:
        choose(page, question.id, str(value))


def choose(page: Page, name: str, value: str) -> None:
    """Reach a radio group and move to the option."""
    tab_to(page, f"e.name === {name!r}")
    page.keyboard.press("Space")
    for _option in range(12):
        if page.evaluate(f"{FOCUSED}.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows never reached {value}")


def test_ana_sends_the_form_without_touching_the_screen(
    phone: Page, app: Any, least: dict[str, Any]
) -> None:
    form: Questionnaire = app.extensions["questionnaires"]["muscle-twitching"]
    phone.goto("/start/hilltop")
    page_id = form.pages[0].id
    while page_id != "check":
        page = form.page(page_id)
        assert page is not None
        for question in page.questions if not page.repeats else ():
            if question.id in least:
                answer(phone, question, least[question.id])
        press(phone, "Continue without adding" if page.repeats else "Continue")
        page_id = phone.url.split("?")[0].rsplit("/", 1)[1]
    press(phone, "Send to Hilltop Clinic")
    expect(phone.get_by_role("heading", name="Your form was sent")).to_be_visible()


def test_the_first_tab_offers_to_skip_to_the_form(phone: Page) -> None:
    phone.goto("/start/hilltop")
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("link", name="Skip to main content")).to_be_focused()
    phone.keyboard.press("Enter")
    expect(phone).to_have_url(re.compile("#maincontent$"))
    assert phone.evaluate(f"{FOCUSED}.id") == "maincontent"
