"""A real browser against a real server: Ana's phone and Dr Osei's computer."""

from __future__ import annotations

import os
import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from intake.config import Settings
from intake.questionnaires import Question, Questionnaire, Response
from tests.databases import Database
from tests.service import settings_of

PHONE = {"width": 390, "height": 844}
ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")
# The names of the inputs that can be seen; a date's parts are its question's.
SHOWN = """
  [...document.querySelectorAll("#answers input:not([type=hidden]), #answers textarea")]
    .filter(one => one.labels[0]?.checkVisibility())
    .flatMap(one => [one.name, one.name.replace(/-[a-z]+$/, "")])
"""
NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: this machine's own, else the one that Playwright brings."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=ARGS)
        yield chromium
        chromium.close()


@pytest.fixture
def settings(database: Database) -> Settings:
    """Settings of a service that really listens, at its own address."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    return settings_of(database.url, f"http://127.0.0.1:{port}")


@pytest.fixture
def server(app: Flask, settings: Settings) -> Iterator[str]:
    """The address of the running service, with its protection against forged posts on."""
    app.config["WTF_CSRF_ENABLED"] = True
    port = int(settings.base_url.rsplit(":", 1)[1])
    # Over HTTPS with a certificate made now, which nobody has signed.
    tls: Literal["adhoc"] | None = "adhoc" if settings.https else None
    listening = make_server("127.0.0.1", port, app, threaded=True, ssl_context=tls)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield settings.base_url
    listening.shutdown()
    thread.join()
    listening.server_close()


@pytest.fixture
def new_page(browser: Browser, server: str) -> Iterator[NewPage]:
    """A fresh browser; fails at the end if anything was blocked, broken or fetched elsewhere."""
    troubles: list[str] = []
    contexts: list[BrowserContext] = []

    def _new_page(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": PHONE, "base_url": server, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda m: troubles.append(m.text) if _is_trouble(m.text) else None)
        page.on("request", lambda r: None if r.url.startswith(server) else troubles.append(r.url))
        return page

    yield _new_page
    for context in contexts:
        context.close()
    assert troubles == []


def _is_trouble(message: str) -> bool:
    return "Content Security Policy" in message or "Refused" in message


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    """Ana's phone."""
    return new_page()


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Let axe look at the page as it stands: no violation."""
    tool = Axe()

    def _axe(page: Page) -> None:
        found = tool.run(page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return _axe


def follow(
    page: Page, name: str, *, role: Literal["link", "button"] = "link", **options: Any
) -> None:
    """Press what leads to another page and wait for that page: a click alone does not wait."""
    with page.expect_navigation():
        page.get_by_role(role, name=name, **options).first.click()


def form_of(page: Page) -> str:
    """Where the form is that this page belongs to: its addresses begin with this."""
    found = re.search(r"/form/\w+", page.url)
    assert found, page.url
    return found.group()


@dataclass
class Patient:
    """Someone who fills in the form by touch, and counts the taps it takes."""

    page: Page
    form: Questionnaire
    taps: int = 0
    pages: int = 0
    asked: set[str] = field(default_factory=set)  # the questions that were shown
    onward: str = "Continue"  # what that button says

    def tap(self, selector: str) -> None:
        """Touch one thing."""
        self.taps += 1
        self.page.locator(selector).first.click()

    def type(self, name: str, text: str) -> None:
        """Touch an input and type."""
        self.taps += 1
        self.page.fill(f"[id='{name}']", text)

    def button(self, name: str) -> None:
        """Press a button and wait for the next page."""
        self.taps += 1
        self.pages += 1
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()

    def begin(self, answers: dict[str, Any]) -> None:
        """Walk in through the open door: the first page is answered and saved."""
        self.page.goto("/start/hilltop")
        self.fill(self.form.pages[0].id, answers)
        self.button("Continue")

    def fill(self, page_id: str, answers: dict[str, Any]) -> None:
        """Answer the questions of a page, not going on yet."""
        page = self.form.page(page_id)
        assert page is not None
        for question in page.questions:
            if question.id in answers:
                self._answer(question, answers[question.id])

    def go_through(self, answers: dict[str, Any], each: Callable[[Page], None]) -> None:
        """Answer page after page up to the check page; `each` looks at every one."""
        while not self.page.url.endswith("/check"):
            page_id = self.page.url.split("?")[0].rsplit("/", 1)[1]
            page_id = page_id if self.form.page(page_id) else self.form.pages[0].id
            page = self.form.page(page_id)
            if page and page.repeats:
                each(self.page)
                self.add_items(page_id, answers.get(page_id, []), each)
            else:
                self.fill(page_id, answers)
                each(self.page)
                self.button(self.onward)

    def see(self) -> set[str]:
        """The questions that the page shows now, by id."""
        names = self.page.evaluate(SHOWN)
        shown = {one.id for page in self.form.pages for one in page.questions if one.id in names}
        self.asked |= shown
        return shown

    def read_list(self, text: str, items: list[dict[str, Any]]) -> None:
        """Type a whole list into one box, then confirm each of its lines."""
        self.type("list", text)
        self.button("Read my list")
        for item in items:
            self.fill_shown("med", item)
            self.button("Continue")

    def fill_shown(self, page_id: str, answers: dict[str, Any]) -> None:
        """Answer what is shown, question by question; `None` leaves one out, and says so."""
        page = self.form.page(page_id)
        assert page is not None
        rule = {q.shown_when.question for q in page.questions if q.shown_when}
        shown = self.see()
        for question in page.questions:
            if question.id not in shown:
                continue
            assert question.id in answers, f"the answers file says nothing of {question.id}"
            if answers[question.id] is not None:
                self._answer(question, answers[question.id])
            if question.id in rule:
                shown = self.see()

    def add_items(
        self, page_id: str, items: list[dict[str, Any]], each: Callable[[Page], None]
    ) -> None:
        """Add each medicine on its own small page, then go on."""
        for item in items:
            with self.page.expect_navigation():
                self.tap("a:has-text('medicine')")
            each(self.page)
            self.fill(page_id, item)
            self.button("Continue")
            each(self.page)
        self.button("Continue" if items else "Continue without adding")

    def _answer(self, question: Question, value: Any) -> None:
        if question.extra and self.page.locator("details:not([open])").count():
            self.tap("summary")
        if question.kind == "date":
            self.type(f"{question.id}-day", value)  # all of it in the first box
        elif question.kind == "partdate":
            self._date(question.id, value)
        elif question.kind in ("text", "longtext", "number"):
            self.type(question.id, str(value))
        else:
            for one in value if isinstance(value, list) else [value]:
                self.tap(f"input[name='{question.id}'][value='{one}']")

    def _date(self, name: str, value: str) -> None:
        if value == "unknown":
            self.tap(f"[id='{name}-unknown']")
        else:
            self.type(name, value)


@pytest.fixture
def patient_at(app: Flask) -> Callable[[Page], Patient]:
    """Someone at this browser."""
    return lambda page: Patient(page, app.extensions["questionnaires"]["muscle-twitching"])


@pytest.fixture
def least(answers: dict[str, Any], app: Flask) -> dict[str, Any]:
    """The fewest answers with which the form can be sent."""
    form: Questionnaire = app.extensions["questionnaires"]["muscle-twitching"]
    asked = [q for p in form.pages if not p.repeats for q in p.questions]
    needed = {q.id for q in asked if q.required and q.id in answers}
    signs = {q.id: "no" for q in asked if q.sign in ("danger", "counts")}
    given = {**{k: answers[k] for k in needed}, **signs, "med.took": "none"}
    return dict(Response.of(form, given).answers)
