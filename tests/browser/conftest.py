"""A real browser against a real server: Ana's phone and Dr Osei's computer."""

from __future__ import annotations

import os
import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from intake.config import Settings
from intake.questionnaires import Questionnaire, Response
from tests.browser.patient import Patient
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
