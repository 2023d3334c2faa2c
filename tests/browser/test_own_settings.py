"""Patients whose phone is set for their eyes: large text, colours of their own, nothing moving."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from playwright.sync_api import Locator, Page

from intake import store
from tests.browser.conftest import form_of
from tests.factories import CLINIC

WIDTHS = (390, 320)  # of a common phone, and of the narrowest
TOO_SMALL = """
  [...document.querySelectorAll("input, button, textarea, .nhsuk-button")]
    .filter(e => e.checkVisibility())
    .filter(e => Math.min(e.getBoundingClientRect().width, e.getBoundingClientRect().height) < 44)
    .map(e => [e.outerHTML, JSON.stringify(e.getBoundingClientRect()),
               getComputedStyle(e).minHeight])
"""
DOUBLE = "document.documentElement.style.fontSize = '200%'"
TOO_WIDE = """
  document.documentElement.scrollWidth > innerWidth
    ? [...document.querySelectorAll("body *")]
        .filter(e => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
        .map(e => e.outerHTML.slice(0, 120))
    : []
"""
# Text that is cut off because its box did not grow with it.
CUT_OFF = """
  [...document.querySelectorAll("body *")]
    .filter(e => e.checkVisibility() && e.innerText)
    .filter(e => !e.closest(".nhsuk-u-visually-hidden, .nhsuk-skip-link"))
    .filter(e => getComputedStyle(e).overflowX !== "visible" && e.tagName !== "TEXTAREA")
    .filter(e => getComputedStyle(e).display !== "inline")
    .filter(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
    .map(e => e.outerHTML.slice(0, 120))
"""
MOVING = """
  [...document.querySelectorAll("body *")]
    .filter(e => ["", "::before", "::after"].some(part => {
      const style = getComputedStyle(e, part || null);
      const times = style.transitionDuration + "," + style.animationDuration;
      return times.split(",").some(time => parseFloat(time) > 0);
    }))
    .map(e => e.outerHTML.slice(0, 120))
"""


def test_nothing_is_wider_than_a_phone_small_to_touch_or_moving_nor_with_text_twice_as_large(
    new_page: Any, patient_at: Any, answers: dict[str, Any]
) -> None:
    page = new_page(reduced_motion="reduce")
    with store.transaction():
        store.change_clinic(replace(CLINIC, logo_text="Gastroenterologiepraxis"))

    def look(shown: Page) -> None:
        assert shown.evaluate(MOVING) == [], shown.url
        for width in WIDTHS:
            shown.set_viewport_size({"width": width, "height": 700})
            assert shown.evaluate(TOO_WIDE) == [], shown.url
            assert shown.evaluate(TOO_SMALL) == [], shown.url
        shown.evaluate(DOUBLE)
        assert shown.evaluate("getComputedStyle(document.body).fontSize") == "32px"
        assert shown.evaluate(TOO_WIDE) == [], shown.url
        assert shown.evaluate(CUT_OFF) == [], shown.url

    for address in ("/", "/come-back", "/v/no-such-link", "/start/hilltop"):
        page.goto(address)
        look(page)
    ana = patient_at(page)
    ana.button("Continue")
    look(page)  # with errors
    del answers["safety.more"]
    ana.go_through({**answers, "safety.now": ["fit"], "safety.ack.fit": "now"}, look)
    look(page)
    here = form_of(page)
    page.goto(f"{here}/link")
    look(page)
    page.goto(f"{here}/check")
    ana.button("Send to Hilltop Clinic")
    look(page)
    ana.button("Finish and clear this phone")
    look(page)


Change = Callable[[Locator], None]
CHANGES: dict[str, tuple[str, Change]] = {
    "a tick": ("input[type=checkbox] + label", lambda one: one.click()),
    "a choice": ("input[type=radio] + label", lambda one: one.click()),
    "a number of the scale": (".app-scale__input", lambda one: one.click()),
    "the focus on a button": ("main button", lambda one: one.focus()),
    "the focus on a box": ("textarea", lambda one: one.focus()),
    "the focus on a link": ("main a", lambda one: one.focus()),
}


def test_in_colours_of_ones_own_every_change_is_seen(
    new_page: Any, patient_at: Any, answers: dict[str, Any]
) -> None:
    page = new_page(forced_colors="active", color_scheme="dark")
    patient_at(page).begin(answers)
    page.goto(f"{form_of(page)}/impact")
    assert [name for name in CHANGES if not is_seen(page, *CHANGES[name])] == []


def is_seen(page: Page, selector: str, change: Change) -> bool:
    """Whether what changes looks otherwise afterwards, with the focus elsewhere after a click."""
    one = page.locator(selector).locator("visible=true").first
    one.scroll_into_view_if_needed()
    place = one.bounding_box()
    assert place
    around: Any = {
        "x": max(place["x"] - 60, 0), "y": max(place["y"] - 8, 0),
        "width": min(place["width"] + 70, 380), "height": place["height"] + 16,
    }  # fmt: skip
    page.evaluate("document.activeElement.blur()")
    before = page.screenshot(clip=around)
    change(one)
    page.mouse.move(0, 0)
    if not one.evaluate("e => e === document.activeElement && e.matches('button, textarea, a')"):
        page.evaluate("document.activeElement.blur()")
    return bool(page.screenshot(clip=around) != before)
