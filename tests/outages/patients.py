"""Patients at work: two devices a visit, a page each, then one Send, often doubled."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.outages.browser import Browser, Door, Form, Reply
from tests.phones import BORN

# A page for each device and the text on it that only this device types.
PAGES = (("about", "about.job"), ("twitching", "impact.want"))
SAVES = 2  # by each device
DOUBLED = 0.3  # of the Sends
ASKS_BORN = "/open"  # the end of where a form is opened, and opened again after a while


@dataclass
class Told:
    """What one visit's patient was told: the judge looks whether it is so."""

    reference: str
    acknowledged: dict[str, str] = field(default_factory=dict)  # by question
    tried: dict[str, list[str]] = field(default_factory=dict)  # since then, and perhaps kept
    saves: int = 0
    sent: bool = False
    done_but_refused: int = 0  # answered 5xx by the service, and kept all the same
    statuses: list[int] = field(default_factory=list)
    opened_again: int = 0  # the birth date was asked once more


@dataclass(frozen=True)
class Link:
    """A visit to be filled in, its whole form saved already."""

    reference: str
    form: str
    token: str


@dataclass
class Device:
    """A browser with a visit's form in it."""

    browser: Browser
    link: Link
    opened: int = 0

    def open(self) -> None:
        """Follow the link and give the birth date. Raises TimeoutError."""
        self.opened += 1
        self.browser.get(f"/v/{self.link.token}")
        self.browser.until(self._give_birth_date, lambda reply: reply.status == 303)

    def page(self, name: str) -> Reply:
        """A page of the form, opened again where the clock said that it lay idle."""
        reply = self.browser.get(f"{self.link.form}/{name}")
        while ASKS_BORN in reply.location:
            self.open()
            reply = self.browser.get(f"{self.link.form}/{name}")
        return reply

    def form(self, name: str, to: str = "") -> Form:
        """A page's form."""
        return Form.of(f"{self.link.form}/{name}", self.page(name).text, to)

    def post(self, form: Form, **typed: str) -> Reply:
        """Press the button; the birth date is given too where it is asked first."""
        words = {name.replace("_", "."): one for name, one in typed.items()}
        reply = self.browser.ask("POST", form.address, form.typed(words))
        if reply.status == 409 and "born-day" in reply.text:
            self.opened += 1
            asks = Form.of(form.address, reply.text)
            reply = self.browser.ask("POST", asks.address, asks.typed(BORN))
        return reply

    def _give_birth_date(self) -> Reply:
        address = f"{self.link.form}{ASKS_BORN}"
        page = self.browser.get(address)
        if page.status == 303:  # open already: the reply to the try before was lost
            return page
        form = Form.of(address, page.text)
        return self.browser.ask("POST", form.address, form.typed(BORN))


def visit(door: Door, link: Link, chance: random.Random) -> Told:
    """Fill in on two devices at once, and send. Raises TimeoutError."""
    told = Told(link.reference)
    devices = [Device(Browser(door), link) for _ in PAGES]
    for device in devices:
        device.open()
    with ThreadPoolExecutor(len(devices)) as pool:
        for done in [
            pool.submit(_fill_in, device, page, told)
            for device, page in zip(devices, PAGES, strict=True)
        ]:
            done.result()
    _send(devices[0], told, doubled=chance.random() < DOUBLED)
    for device in devices:
        told.statuses += device.browser.statuses
        told.opened_again += device.opened - 1
    return told


def _fill_in(device: Device, page: tuple[str, str], told: Told) -> None:
    name, question = page
    for number in range(SAVES):
        typed = f"{told.reference} {name} {number}"
        told.tried.setdefault(question, [])

        def save(typed: str = typed) -> Reply:
            form = device.form(name)
            told.tried[question].append(typed)
            return device.post(form, **{question.replace(".", "_"): typed})

        def saved(reply: Reply, typed: str = typed) -> bool:
            if reply.status >= 500 and reply.own:
                told.done_but_refused += device.form(name).value(question) == typed
            return reply.status == 303

        device.browser.until(save, saved)
        told.acknowledged[question], told.tried[question] = typed, []
        told.saves += 1


def _send(device: Device, told: Told, *, doubled: bool) -> None:
    def send() -> Reply:
        page = device.page("check")
        if page.status == 303:
            return page
        form = Form.of(f"{device.link.form}/check", page.text, to="/send")
        post = _twice if doubled else _once
        return post(lambda: device.post(form))

    reply = device.browser.until(send, lambda reply: reply.status == 303)
    told.sent = reply.location.endswith("/sent")
    receipt = device.page("sent").text
    told.sent = told.sent and told.reference in receipt


def _once(deed: Callable[[], Reply]) -> Reply:
    return deed()


def _twice(deed: Callable[[], Reply]) -> Reply:
    replies: list[Reply] = []
    other = threading.Thread(target=lambda: replies.append(deed()))
    other.start()
    replies.append(deed())
    other.join()
    return next((one for one in replies if one.status == 303), replies[0])
