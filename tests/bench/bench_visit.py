"""What the patient waits for when sending, and the doctor when downloading, on the clock."""

from __future__ import annotations

import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from intake import store
from intake.app import create_app
from intake.commands.demo import CLINIC
from intake.commands.demo_answers import maya
from intake.config import Settings
from intake.services import accounts
from intake.services.accounts import enrolment
from intake.services.clinic.visits import Booking, create_visit
from intake.services.documents import pages
from intake.services.filling.submit import submit
from tests import factories
from tests.factories import PASSWORD
from tests.service import Browser
from tests.signing_in import sign_in_at_once

DOWNLOADS, SENDINGS = 200, 25
EMAIL = "osei@clinic.example"


def main() -> None:
    """Print the medians, of a service of its own with a demo visit."""
    logging.disable(logging.CRITICAL)  # a line for each request
    with tempfile.TemporaryDirectory() as folder:
        app = _service(Path(folder))
        with app.app_context():
            _print_sending()
            _print_downloads(app, _sent())


def _service(folder: Path) -> Flask:
    settings = Settings(
        database_url=f"sqlite:///{folder / 'intake.sqlite'}",
        secret_key="a secret that only the bench knows, 32+",
        master_key=bytes(range(32)),
        base_url="http://intake.test",
    )
    app = create_app(settings)
    app.test_client_class = Browser
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    with app.app_context():
        upgrade()
        with store.transaction():
            store.add_clinic(CLINIC)
        accounts.add_clinician(CLINIC.id, EMAIL, "Dr Osei", PASSWORD)
        enrolment.give_app(EMAIL)
    return app


def _print_sending() -> None:
    """What the patient waits for, and the page that is drawn after it by another process."""
    times = sorted(_ms(partial(submit, _saved())) for _ in range(SENDINGS))
    sys.stdout.write(
        f"a Send: median {statistics.median(times):.1f} ms, at most {times[-1]:.1f} ms\n"
    )
    pages.draw_in_place()
    draws = [_ms(pages.draw_next) for _ in range(SENDINGS)]
    sys.stdout.write(
        f"its page, drawn after it: the first {draws[0]:.0f} ms,"
        f" then a median of {statistics.median(draws[1:]):.0f} ms\n"
    )


def _print_downloads(app: Flask, reference: str) -> None:
    doctor = sign_in_at_once(app, EMAIL)
    address = f"/clinic/visits/{reference}/intake-{reference}.pdf"
    assert doctor.get(address).data.startswith(b"%PDF")
    times = sorted(_ms(lambda: doctor.get(address)) for _ in range(DOWNLOADS))
    sys.stdout.write(
        f"the doctor's download: median {statistics.median(times):.1f} ms,"
        f" 95 % within {times[DOWNLOADS * 95 // 100]:.1f} ms\n"
    )


def _saved() -> store.Visit:
    """A new visit whose form is filled in and not sent."""
    answers = maya(date.today())
    identity = store.Identity(answers["about.name"], date.fromisoformat(answers["about.dob"]))
    made = create_visit(CLINIC, Booking(identity, "video", None), by="command")
    factories.save_answers(made, answers)
    visit = store.clinic_visit(CLINIC.id, made.reference)
    assert visit
    return visit


def _sent() -> str:
    """The reference of a visit that was sent."""
    visit = _saved()
    submit(visit)
    return visit.reference


def _ms(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1e3


if __name__ == "__main__":
    main()
