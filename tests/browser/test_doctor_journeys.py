"""What doctors do, in a real browser, with what patients really sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from playwright.sync_api import Page, expect

import reports
from intake import store
from intake.services.filling.submit import submit
from tests import factories
from tests.browser.conftest import follow
from tests.signing_in import open_worklist

DESK = {"width": 1280, "height": 800}


def text_of(path: Path) -> tuple[int, str]:
    """How many pages a PDF has, and its words."""
    document = pypdfium2.PdfDocument(path)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    pages = len(document)
    document.close()
    return pages, re.sub(r"\s+", " ", words)


@pytest.fixture
def desk(new_page: Callable[..., Page]) -> Page:
    """Dr Osei's computer."""
    return new_page(viewport=DESK)


@pytest.fixture
def sent(app: Flask, visit: store.Visit, answers: dict[str, Any]) -> store.Visit:
    """Ana's visit, sent."""
    factories.save_answers(visit, answers)
    saved = store.clinic_visit(visit.clinic.id, visit.reference)
    assert saved
    submit(saved)
    return saved


def download(page: Page, link: str, tmp_path: Path) -> tuple[int, str]:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    return text_of(saved)


def test_the_patient_fills_in_and_the_doctor_reads_one_page(
    phone: Page, desk: Page, patient_at: Any, answers: dict[str, Any], tmp_path: Path, axe: Any
) -> None:
    ana = patient_at(phone)
    phone.goto("/start/hilltop")
    ana.go_through(answers, lambda _page: None)
    ana.button("Send to Hilltop Clinic")
    copied, own = download(phone, "Download a copy (PDF)", tmp_path)

    open_worklist(desk)
    axe(desk)
    follow(desk, "Ana Example", exact=True)
    axe(desk)
    for read_first in ("sertraline, SSRI", "Penicillin: rash", "Course"):
        box = desk.locator(".app-first").get_by_text(read_first).first.bounding_box()
        assert box, read_first
        assert box["y"] + box["height"] < DESK["height"], f"{read_first} is below the first screen"
    pages, words = download(desk, "Page (PDF)", tmp_path)
    assert pages == 1
    for fact in (
        "Ana Example",
        "17 May 1990",
        "Weakness",
        "Trouble swallowing or choking",
        "sertraline",
        "SSRI",
        "cipro",
        "fluoroquinolone",
        "6 days before onset",
        "Penicillin: rash",
        "page 1 of 1",
    ):
        assert fact in words, fact
    _, record = download(desk, "Full record (PDF)", tmp_path)
    assert "Normal, at the walk-in clinic" in record

    assert copied >= 1
    assert "Sertraline 50 mg" in own
    for hidden in ("SSRI", "fluoroquinolone", "danger", "before onset", "article"):
        assert hidden.lower() not in own.lower(), hidden


@pytest.mark.parametrize("scripts", [True, False])
def test_the_doctor_marks_a_match_wrong_by_keyboard(
    new_page: Callable[..., Page], sent: Any, axe: Any, tmp_path: Path, scripts: bool
) -> None:
    desk = new_page(viewport=DESK, java_script_enabled=scripts)
    open_worklist(desk)
    desk.get_by_role("link", name="Ana Example", exact=True).click()
    row = desk.locator("tr", has=desk.locator("th", has_text="cipro")).first
    row.locator("summary").focus()
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    desk.keyboard.type("She means Cipralex.")
    if scripts:
        axe(desk)
    for name in ("Right", "Wrong"):
        desk.keyboard.press("Tab")
        expect(row.get_by_role("button", name=name)).to_be_focused()
        box = row.get_by_role("button", name=name).bounding_box()
        assert box
        assert box["height"] >= 44
    desk.keyboard.press("Enter")
    expect(row).to_contain_text(re.compile("Marked wrong by Dr Osei, .*: “She means Cipralex.”"))
    if scripts:
        axe(desk)
    _, words = download(desk, "Page (PDF)", tmp_path)
    assert "ciprofloxacin [Marked wrong by Dr Osei" in words
    row.get_by_role("button", name="Undo").click()
    expect(row).to_contain_text("Before: Mark withdrawn by Dr Osei")
    _, words = download(desk, "Page (PDF)", tmp_path)
    assert "Marked wrong" not in words


def test_the_doctor_reads_on_when_no_pdf_can_be_made(
    desk: Page, sent: store.Visit, axe: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise reports.RenderError("no fonts")

    monkeypatch.setattr(reports, "draw", fail)
    open_worklist(desk)
    desk.get_by_role("link", name="Ana Example", exact=True).click()
    desk.get_by_role("link", name="Full record (PDF)").click()
    expect(desk.get_by_role("heading", name="The PDF could not be made")).to_be_visible()
    axe(desk)
    with desk.expect_download() as waiting:
        desk.get_by_role("link", name="Download the full record (web page)").click()
    waiting.value.save_as(tmp_path / "record.html")
    assert "Penicillin: rash" in (tmp_path / "record.html").read_text(encoding="utf-8")
    desk.get_by_role("link", name="Open the full record as plain text").click()
    expect(desk.locator("body")).to_contain_text("Penicillin: rash")


def test_the_doctor_makes_a_visit_and_the_patient_opens_its_link(
    desk: Page, phone: Page, axe: Any
) -> None:
    open_worklist(desk)
    follow(desk, "Create a visit")
    axe(desk)
    desk.get_by_label("Patient's name").fill("Ben Example")
    desk.get_by_label("In person").check()
    desk.get_by_role("button", name="Create the visit").click()
    expect(desk.get_by_role("heading", name="Ben Example")).to_be_visible()
    axe(desk)
    link = desk.locator("#link").inner_text()
    phone.goto(link)
    assert "/v/" not in phone.url
    phone.get_by_role("main").get_by_role("button").first.click()
    expect(phone).to_have_url(re.compile(r"/form/\w+/safety"))

    follow(desk, "Cancel this visit")
    axe(desk)
    desk.get_by_role("button", name="Cancel the visit").click()
    expect(desk.get_by_text("Cancelled")).to_be_visible()
    phone.goto(link)
    expect(phone.get_by_role("button")).to_have_count(0)


def test_a_wrong_visit_says_what_to_do_and_keeps_what_was_typed(desk: Page, axe: Any) -> None:
    open_worklist(desk)
    desk.goto("/clinic/visits/new")
    desk.get_by_label("Patient's name").fill("Ben Example")
    desk.get_by_label("Date of birth").fill("2999-01-01")
    desk.get_by_role("button", name="Create the visit").click()
    expect(desk).to_have_title(re.compile("^Error: "))
    expect(desk.get_by_label("Patient's name")).to_have_value("Ben Example")
    desk.get_by_role("link", name="Enter a date of birth in the past").click()
    expect(desk.get_by_label("Date of birth")).to_be_focused()
    axe(desk)


def test_a_wrong_password_says_so(desk: Page, axe: Any) -> None:
    desk.goto("/sign-in")
    desk.get_by_label("Email").fill("osei@hilltop.example")
    desk.get_by_label("Password").fill("not the password")
    desk.get_by_role("button", name="Sign in").click()
    expect(desk.locator(".nhsuk-error-summary")).to_contain_text("is not right")
    axe(desk)


@pytest.mark.parametrize("width", [320, 390])
def test_the_worklist_fits_a_phone(
    new_page: Callable[..., Page], visit: object, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 700})
    open_worklist(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Ana Example", exact=True).click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
