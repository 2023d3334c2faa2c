"""A browser over a real connection: cookies, forms, and how long each answer took."""

from __future__ import annotations

import http.client
import threading
import time
import urllib.parse
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import lxml.html

TIMEOUT = 60  # seconds after which a client gives up


class Times:
    """The seconds of every answer, by what was asked for; shared by all clients."""

    def __init__(self) -> None:
        self._lock, self._taken = threading.Lock(), defaultdict[str, list[float]](list)

    def add(self, what: str, seconds: float) -> None:
        """Keep one."""
        with self._lock:
            self._taken[what].append(seconds)

    def slowest(self) -> dict[str, tuple[int, float]]:
        """How many answers of each kind there were, and the slowest."""
        return {what: (len(taken), max(taken)) for what, taken in sorted(self._taken.items())}


@dataclass
class Reply:
    """What came back."""

    status: int
    location: str
    content: bytes


@dataclass
class Client:
    """One browser."""

    port: int
    times: Times
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, what: str) -> Reply:
        """Ask for a page."""
        return self._ask("GET", path, what, None)

    def post_form(self, path: str, what: str, typed: Mapping[str, str], to: str = "") -> Reply:
        """Open the page with a form at this address, fill it in and post it.

        `to` is the end of where the form posts to, where the page has several.
        """
        page = self.get(path, f"open {what}")
        found = lxml.html.fromstring(page.content.decode()).xpath("//main//form")
        form = next(one for one in found if one.get("action", "").endswith(to))
        drawn = [one for one in form.form_values() if one[0] not in typed]
        return self._ask("POST", form.get("action") or path, what, [*drawn, *typed.items()])

    def _ask(self, method: str, path: str, what: str, data: list[tuple[str, str]] | None) -> Reply:
        body = urllib.parse.urlencode(data) if data else None
        headers = {"Cookie": "; ".join(f"{name}={one}" for name, one in self.cookies.items())}
        if data:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            connection.request(method, path, body, headers)
            reply = connection.getresponse()
            content = reply.read()
        finally:
            connection.close()
        self.times.add(what, time.monotonic() - began)
        for cookie in reply.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if reply.status >= 500:
            raise RuntimeError(f"{what}: {reply.status}")
        return Reply(reply.status, reply.headers.get("Location", ""), content)
