"""When a patient first sees something on a bad line with an old phone: the first page, later ones.

Chromium itself slows the line (400 kbit/s, 400 ms for each request) and the processor (a quarter).
Each page is opened several times, the first with nothing kept by the browser; medians.
"""

from __future__ import annotations

import logging
import os
import socket
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright
from werkzeug.serving import make_server

from intake import store
from tests import factories
from tests.databases import make_cast
from tests.phones import BORN, form_of
from tests.service import serving, settings_of

ROUNDS = 7
LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER = 4  # than this machine's processor
PHONE: ViewportSize = {"width": 390, "height": 844}
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
FETCHED = "performance.getEntriesByType('resource').filter(one => one.transferSize).length + 1"


def main() -> None:
    """Print when each page is first painted, and how many requests it takes."""
    logging.disable(logging.CRITICAL)
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_of(
            f"sqlite:///{Path(folder) / 'intake.sqlite'}", f"http://127.0.0.1:{port}"
        )
        make_cast(settings)
        with serving(settings) as app, _listening(app, port), sync_playwright() as playwright:
            visit = factories.make_draft(factories.make_visit())
            chromium = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or None, args=["--no-sandbox"]
            )
            rounds = [_paints(chromium, settings.base_url, visit) for _ in range(ROUNDS)]
            chromium.close()
    for name, requests in {name: count for name, (_, count) in rounds[0].items()}.items():
        middle = statistics.median(one[name][0] for one in rounds)
        sys.stdout.write(f"{name:28} first paint after {middle:5.0f} ms, requests: {requests}\n")


def _paints(chromium: Browser, base: str, visit: store.Visit) -> dict[str, tuple[float, int]]:
    """For each page: milliseconds until something of it is seen, and requests."""
    context = chromium.new_context(viewport=PHONE, base_url=base)
    form, found = form_of(visit), {}
    found["the first page (/)"] = _paint(context, "/")
    page = context.new_page()
    page.goto(f"/v/{store.link_token(visit)}")
    for name, typed in BORN.items():
        page.fill(f"[id='{name}']", typed)
    with page.expect_navigation():
        page.locator("main form button").first.click()
    page.close()
    for name, place in (("a later page", "health"), ("check, every answer", "check")):
        found[name] = _paint(context, f"{form}/{place}")
    context.close()
    return found


def _paint(context: BrowserContext, address: str) -> tuple[float, int]:
    page = context.new_page()
    _slow(page)
    page.goto(address, wait_until="load")
    page.wait_for_function(PAINTED)
    found = page.evaluate(PAINTED), page.evaluate(FETCHED)
    page.close()
    return found


def _slow(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", LINE)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


@contextmanager
def _listening(app: Flask, port: int) -> Iterator[None]:
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield
    server.shutdown()
    thread.join()


if __name__ == "__main__":
    main()
