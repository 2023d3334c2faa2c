"""A patient's browser that does not give up: what fails is tried again, as people do."""

from __future__ import annotations

import http.client
import re
import ssl
import time
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import lxml.html

TIMEOUT = 20  # seconds after which a browser gives up
PAUSE = 0.3  # seconds before another try
PATIENCE = 90  # seconds until a patient would call the clinic


@dataclass(frozen=True)
class Reply:
    """What came back; status 0 where nothing did."""

    status: int
    location: str = ""
    text: str = ""
    own: bool = False  # the service's; not of nginx, which cannot know what broke off behind it


@dataclass(frozen=True)
class Door:
    """Where the service is asked: a port of this machine, over TLS where there is what to trust."""

    port: int
    trust: ssl.SSLContext | None = None

    def connection(self) -> http.client.HTTPConnection:
        """A new connection to it."""
        if self.trust:
            return http.client.HTTPSConnection(
                "localhost", self.port, timeout=TIMEOUT, context=self.trust
            )
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)


@dataclass
class Browser:
    """One browser of one patient."""

    door: Door
    cookies: dict[str, str] = field(default_factory=dict)
    statuses: list[int] = field(default_factory=list)  # of every reply

    def get(self, path: str) -> Reply:
        """A page, asked for until it is there."""
        return self.until(lambda: self.ask("GET", path), lambda reply: reply.status in (200, 303))

    def until(self, deed: Callable[[], Reply], done: Callable[[Reply], bool]) -> Reply:
        """Try again until it is done. Raises TimeoutError."""
        until = time.monotonic() + PATIENCE
        while not done(reply := deed()):
            if time.monotonic() > until:
                raise TimeoutError(f"given up after {PATIENCE} s: {reply.status}")
            time.sleep(PAUSE)
        return reply

    def ask(self, method: str, path: str, data: list[tuple[str, str]] | None = None) -> Reply:
        """Send one request."""
        headers = {"Cookie": "; ".join(f"{name}={one}" for name, one in self.cookies.items())}
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if self.door.trust:
            headers["Referer"] = f"https://localhost:{self.door.port}{path}"
        connection = self.door.connection()
        try:
            body = urllib.parse.urlencode(data) if data is not None else None
            connection.request(method, path, body, headers)
            reply = connection.getresponse()
            text = reply.read().decode()
        except (OSError, http.client.HTTPException):
            self.statuses.append(0)
            return Reply(0)
        finally:
            connection.close()
        self.statuses.append(reply.status)
        for cookie in reply.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        own = "X-Request-Id" in reply.headers
        return Reply(reply.status, reply.headers.get("Location", ""), text, own)


@dataclass(frozen=True)
class Form:
    """A page's form as it was drawn, and where it posts to."""

    address: str
    drawn: list[tuple[str, str]]

    @classmethod
    def of(cls, address: str, text: str, to: str = "") -> Form:
        """The form of a page; `to` is the end of its address, where it has several."""
        found = lxml.html.fromstring(text).xpath("//main//form")
        form = next(one for one in found if one.get("action", "").endswith(to))
        return cls(form.get("action") or address, form.form_values())

    def typed(self, typed: Mapping[str, str]) -> list[tuple[str, str]]:
        """What it posts once this is typed into it."""
        return [*((name, one) for name, one in self.drawn if name not in typed), *typed.items()]

    def value(self, name: str) -> str:
        """What stood in a field."""
        return re.sub(r"\s+", " ", dict(self.drawn).get(name, "")).strip()
