"""Chromium: the naive page, printed by one browser that stays open."""

from __future__ import annotations

import atexit
import os
from functools import cache

from playwright.sync_api import Page, sync_playwright

from reports.pdf.requirements import check_ready
from reports.summary import Summary
from tests.bench import naive


def render(summary: Summary) -> bytes:
    """The page as PDF, with the tags that Chromium makes."""
    page = _page()
    page.set_content(naive.html(summary))
    return page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)


@cache
def _page() -> Page:
    """A tab of a browser that sees the service's fonts."""
    check_ready()
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None)
    return browser.new_page()
