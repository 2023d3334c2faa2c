"""Reviewing in a real browser: Change comes back to its row, nothing is wider than a phone."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from intake import store
from tests import factories
from tests.browser.conftest import follow
from tests.phones import row

LONG = "Donaudampfschiff" * 12  # no place to break, and a question takes 200 letters
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def opened(page: Page, visit: store.Visit) -> str:
    """Follow the visit's link and give the date of birth; the address of its form."""
    page.goto(f"/v/{store.link_token(visit)}")
    page.fill("[id='born-day']", "17 5 1990")
    follow(page, "Continue", role="button", exact=True)
    return f"/form/{store.handle_of(visit)}"


def test_change_comes_back_to_its_row(
    new_page: Any, clinic: store.Clinic, answers: dict[str, Any]
) -> None:
    visit = factories.make_draft(factories.make_visit(clinic), answers)
    for script in (True, False):
        page = new_page(java_script_enabled=script)
        form = opened(page, visit)
        page.goto(f"{form}/check")
        change(page, row("sx.falls"), "Back")
        change(page, "00000002", "Continue")  # a medicine
        if script:
            change(page, row("life.sleep"), "Continue")
            change(page, row("about.name"), "Back")  # confirmed on the invitation
            change(page, "00000003", "Back")
        assert page.url.split("/check#")[0].endswith(form)
    page.emulate_media(media="print")  # answers alone, without buttons and addresses
    expect(page.get_by_role("heading", name="cipro")).to_be_visible()
    for one in page.locator("main a, main button").all():
        expect(one).to_be_hidden()
    page.emulate_media(media="screen")
    page.locator(f"[id='{row('life.sleep')}']").get_by_role("link", name="Change").click()
    page.fill("[id='life.sleep']", "")
    follow(page, "Continue", role="button", exact=True)  # its row is gone
    expect(page.get_by_role("heading", name="How you are and how you live")).to_be_focused()


def change(page: Page, place: str, button: str) -> None:
    """Press Change in a row, then this button, and be at the row again."""
    line = page.locator(f"[id='{place}']")
    with page.expect_navigation():
        line.get_by_role("link", name="Change").click()
    with page.expect_navigation():
        page.get_by_text(button, exact=True).and_(page.locator("a, button:visible")).click()
    assert page.url.endswith(f"/check#{place}")
    expect(line).to_be_focused()
    expect(line).to_be_in_viewport(ratio=1)


def test_no_word_makes_a_page_wider_than_a_phone(
    new_page: Any, clinic: store.Clinic, answers: dict[str, Any]
) -> None:
    page = new_page(viewport={"width": 320, "height": 700})
    medicine = {"med.name": LONG, "med.dose": LONG, "med.why": LONG}
    long = dict.fromkeys(("about.name", "about.place", "hpi.words", "end.else"), LONG)
    given = {**answers, **long, "med": [medicine, medicine]}
    visit = factories.make_draft(factories.make_visit(clinic), given)
    form = opened(page, visit)
    entry = f"{form}/med/00000001"
    places = [f"{form}/{one}" for one in ("check", "parts", "link", "med", "med/new", "about")]
    for place in [*places, entry, f"{entry}/remove", f"{form}/twitching", f"{form}/invitation"]:
        page.goto(place)
        assert not page.evaluate(WIDER), place
    page.goto(entry)  # it comes back with what another window saved
    factories.save_answers(visit, {**answers, "med": [{**medicine, "med.still": "no"}]})
    page.get_by_label("Name on the box").fill("Drops")
    follow(page, "Continue", role="button", exact=True)
    expect(page.get_by_text("Not saved yet.")).to_be_visible()
    assert not page.evaluate(WIDER)
    page.goto(f"{form}/check")
    follow(page, "Send to Hilltop Clinic", role="button")
    assert not page.evaluate(WIDER)
    page.emulate_media(media="print")
    shown = page.locator("main a:visible").first
    assert shown.evaluate("one => getComputedStyle(one, '::after').content") == "none"
