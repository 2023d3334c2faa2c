"""Patients at work: two devices a visit, a page each, then one Send, often doubled."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.outages.browser import Browser, Form, Reply
from tests.phones import BORN

# A page for each device and the text on it that only this device types.
PAGES = (("about", "about.job"), ("twitching", "impact.want"))
SAVES = 3  # by each device
DOUBLED = 0.3  # of the Sends


@dataclass
class Told:
    """What one visit's patient was told: the judge looks whether it is so."""

    reference: str
    acknowledged: dict[str, str] = field(default_factory=dict)  # by question
    tried: dict[str, list[str]] = field(default_factory=dict)  # since then, and perhaps kept
    saves: int = 0
    sent: bool = False
    done_but_refused: int = 0  # answered 5xx, and kept all the same
    statuses: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Link:
    """A visit to be filled in, its whole form saved already."""

    reference: str
    form: str
    token: str


def visit(port: int, link: Link, chance: random.Random) -> Told:
    """Fill in on two devices at once, and send. Raises TimeoutError."""
    told = Told(link.reference)
    devices = [_opened(port, link) for _ in PAGES]
    with ThreadPoolExecutor(len(devices)) as pool:
        for done in [
            pool.submit(_fill_in, device, link, page, told)
            for device, page in zip(devices, PAGES, strict=True)
        ]:
            done.result()
    _send(devices[0], link, told, doubled=chance.random() < DOUBLED)
    for device in devices:
        told.statuses += device.statuses
    return told


def _opened(port: int, link: Link) -> Browser:
    browser = Browser(port)
    browser.get(f"/v/{link.token}")

    def give_birth_date() -> Reply:
        page = browser.get(f"{link.form}/open")
        if page.status == 303:  # open already: the reply to the try before was lost
            return page
        form = Form.of(f"{link.form}/open", page.text)
        return browser.ask("POST", form.address, form.typed(BORN))

    browser.until(give_birth_date, lambda reply: reply.status == 303)
    return browser


def _fill_in(browser: Browser, link: Link, page: tuple[str, str], told: Told) -> None:
    name, question = page
    address = f"{link.form}/{name}"
    for number in range(SAVES):
        typed = f"{link.reference} {name} {number}"
        told.tried.setdefault(question, [])

        def save(typed: str = typed) -> Reply:
            form = Form.of(address, browser.get(address).text)
            told.tried[question].append(typed)
            return browser.ask("POST", form.address, form.typed({question: typed}))

        def saved(reply: Reply, typed: str = typed) -> bool:
            if reply.status >= 500:
                there = Form.of(address, browser.get(address).text)
                told.done_but_refused += there.value(question) == typed
            return reply.status == 303

        browser.until(save, saved)
        told.acknowledged[question], told.tried[question] = typed, []
        told.saves += 1


def _send(browser: Browser, link: Link, told: Told, *, doubled: bool) -> None:
    def send() -> Reply:
        page = browser.get(f"{link.form}/check")
        if page.status == 303:
            return page
        form = Form.of(f"{link.form}/check", page.text, to="/send")
        post = _twice if doubled else _once
        return post(lambda: browser.ask("POST", form.address, form.typed({})))

    reply = browser.until(send, lambda reply: reply.status == 303)
    told.sent = reply.location.endswith("/sent")
    receipt = browser.get(reply.location).text
    told.sent = told.sent and link.reference in receipt


def _once(deed: Callable[[], Reply]) -> Reply:
    return deed()


def _twice(deed: Callable[[], Reply]) -> Reply:
    replies: list[Reply] = []
    other = threading.Thread(target=lambda: replies.append(deed()))
    other.start()
    replies.append(deed())
    other.join()
    return next((one for one in replies if one.status == 303), replies[0])
