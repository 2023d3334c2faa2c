"""Many clients with the largest forms on a real server: `python -m tests.load [PATIENTS]`.

Every answer within 2 s, /healthz within 1 s, while slow connections hang on. Ends with 1 if not.
"""

from __future__ import annotations

import secrets
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from intake import clock, store
from intake.config import Settings
from intake.services.form_library import form_of
from intake.views import cookies
from tests import factories
from tests.databases import make_cast
from tests.load import server
from tests.load.client import Client, Times
from tests.load.largest import FLAGGED, FOREIGN, MISSPELT, largest
from tests.phones import BORN
from tests.phones import form_of as address_of
from tests.service import serving, settings_of
from tests.signing_in import sign_in_at_once

ROOT = Path(__file__).resolve().parents[2]
PATIENTS, DOCTORS, SLOW = 4, 2, 100
BUDGET, WATCHED = 2.0, 1.0  # seconds
WORDS = (FLAGGED, MISSPELT, FOREIGN)


def main(patients: int) -> int:
    """Let them all use the service at once; 1 if an answer took longer than it may."""
    times = Times()
    with tempfile.TemporaryDirectory() as folder:
        of_tests = settings_of(f"sqlite:///{folder}/intake.sqlite")
        settings = replace(of_tests, master_key=secrets.token_bytes(32))
        filled, sent, sign_in = _prepare(settings, patients)
        key = settings.master_key
        with (
            server.running(settings.database_url, key) as service,
            _slow_ones(port := service.port),
            _watching(port, times),
        ):
            deeds: list[Callable[[], None]] = [
                partial(_fill_in_and_send, Client(port, times), visit, token)
                for visit, token in filled
            ]
            for reference in sent:
                doctor = Client(port, times, {cookies.SIGN_IN: sign_in})
                deeds.append(partial(_read, doctor, reference))
            with ThreadPoolExecutor(len(deeds)) as pool:
                for done in [pool.submit(deed) for deed in deeds]:
                    done.result()
    return _tell(times)


def _prepare(settings: Settings, patients: int) -> tuple[list[tuple[str, str]], list[str], str]:
    """The largest forms: addresses and links of those to send, references of those sent."""
    make_cast(settings)
    with serving(settings) as app:
        filled, sent = [], []
        for number in range(patients + DOCTORS):
            visit = factories.make_visit()
            words = WORDS[number % len(WORDS)]
            answers = largest(form_of(visit), words, clock.today(visit.clinic.time_zone))
            answers["about.dob"] = str(factories.ANA.born)
            if number < patients:
                factories.make_draft(visit, answers)
                filled.append((address_of(visit), store.link_token(visit)))
            else:
                sent.append(factories.make_submission(visit, answers).reference)
        cookie = sign_in_at_once(app, "osei@hilltop.example").get_cookie(cookies.SIGN_IN)
        assert cookie
        return filled, sent, cookie.value


def _fill_in_and_send(phone: Client, form: str, token: str) -> None:
    """What a patient does with a long form that is nearly done."""
    phone.get(f"/v/{token}", "follow the link")
    phone.post_form(f"{form}/open", "the form", BORN)
    for number in range(3):
        phone.post_form(f"{form}/health", "Continue", {"pmh.free": f"words {number}"})
        phone.get(f"{form}/med", "list of medicines")
        phone.get(f"{form}/check", "check page")
    reply = phone.post_form(f"{form}/check", "Send", {})
    assert reply.location == f"{form}/sent", reply
    phone.get(f"{form}/sent", "receipt")
    _until_made(phone, f"{form}/copy.pdf", "copy")


def _read(doctor: Client, reference: str) -> None:
    """What a doctor does with a long record."""
    record = f"/clinic/visits/{reference}"
    for _ in range(2):
        doctor.get("/clinic", "worklist")
        doctor.get(record, "record page")
        for name in ("intake", "record"):
            doctor.get(f"{record}/{name}-{reference}.txt", f"{name} as text")
        doctor.get(f"{record}/record-{reference}.html", "record as web page")
        for name in ("intake", "record"):
            _until_made(doctor, f"{record}/{name}-{reference}.pdf", f"{name} as PDF")


def _until_made(client: Client, path: str, what: str) -> None:
    until = time.monotonic() + 120
    while (reply := client.get(path, what)).status == 202:
        assert time.monotonic() < until, f"{what} was never made"
        time.sleep(3)
    assert reply.content.startswith(b"%PDF"), (what, reply.status)


@contextmanager
def _slow_ones(port: int) -> Iterator[None]:
    """Connections that send a byte a second of a request that never ends."""
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(SLOW)]
    with _repeating(1.0, partial(_trickle, lines)):
        yield
    for line in lines:
        line.close()


def _trickle(lines: list[socket.socket]) -> None:
    for line in lines:
        with suppress(OSError):  # given up by the server
            line.send(b"G")


@contextmanager
def _watching(port: int, times: Times) -> Iterator[None]:
    watcher = Client(port, times)
    with _repeating(0.2, lambda: watcher.get("/healthz", "/healthz")):
        yield


@contextmanager
def _repeating(seconds: float, deed: Callable[[], object]) -> Iterator[None]:
    over = threading.Event()

    def repeat() -> None:
        while not over.wait(seconds):
            deed()

    thread = threading.Thread(target=repeat)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _tell(times: Times) -> int:
    late = False
    for what, (number, slowest) in times.slowest().items():
        over = slowest > (WATCHED if what == "/healthz" else BUDGET)
        late = late or over
        print(f"{what:24} {number:4} times, {slowest:5.2f} s{'  TOO SLOW' if over else ''}")  # noqa: T201
    return int(late)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else PATIENTS))
