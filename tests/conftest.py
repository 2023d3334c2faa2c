"""The fixed cast: Ana the patient, Dr Osei her doctor, Dr Lind of another clinic."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as settings_of_noise
from jinja2 import FileSystemBytecodeCache
from werkzeug.test import TestResponse

from intake import clock, questionnaires, sign_in, store
from intake.app import create_app
from intake.commands.demo_answers import maya
from intake.config import Settings
from intake.extensions import db

# The same examples in every run: a test that fails, fails again. No example has a time
# limit of its own, for the machine may be busy.
settings_of_noise.register_profile("fixed", derandomize=True, deadline=None)
settings_of_noise.load_profile("fixed")

PASSWORD = "a long plain password"
AS_IN_SERVICE = dict(sign_in.SETTINGS)
# The least that argon2 takes: its full cost is for attackers, and each test signs in.
CHEAP_HASH = {"argon2__time_cost": 1, "argon2__memory_cost": 8, "argon2__parallelism": 1}
CLINIC = store.Clinic(
    id="hilltop",
    slug="hilltop",
    name="Hilltop Clinic",
    time_zone="Europe/London",
    paper="A4",
    phone="01632 960 001",
    emergency_number="999",
    crisis_line="116 123",
    open_door=True,
)
OTHER_CLINIC = replace(CLINIC, id="valley", slug="valley", name="Valley Clinic", open_door=False)


class Browser(FlaskClient):
    """A browser whose every request has a context of its own, as in a real server.

    Without it Flask would reuse the test's context, and with it whoever is signed in.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send one request."""
        with self.application.app_context():
            return super().open(*args, **kwargs)


class Frozen:
    """The service's clock, standing still at noon of a day in November."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment at which it stands."""
        return self.moment

    def set(self, moment: datetime) -> None:
        """Let it stand at another moment, which has its zone."""
        self.moment = moment

    def move(self, **span: float) -> None:
        """Move it on: frozen.move(days=1, minutes=5)."""
        self.moment += timedelta(**span)


SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> Frozen:
    """Stop the clock of the service: it tells the same time until the test moves it."""
    stopped = Frozen()
    monkeypatch.setattr(clock, "now", stopped.now)
    return stopped


def settings_at(database: Path, base_url: str = "http://intake.test") -> Settings:
    """Settings of a service with its database at this path."""
    return Settings(
        database_url=f"sqlite:///{database}",
        secret_key="a secret that only the tests know, 32+",
        master_key=bytes(range(32)),
        base_url=base_url,
    )


@contextmanager
def serving(settings: Settings) -> Iterator[Flask]:
    """A service in whose context to work; its database is closed at the end."""
    app = create_app(settings)
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


@pytest.fixture(scope="session", autouse=True)
def quick_start() -> Iterator[None]:
    """Cheapen what each service of a test would do anew: hash at full cost, read the forms."""
    forms = questionnaires.load_all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sign_in.SETTINGS, "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS", CHEAP_HASH)
        patch.setattr(questionnaires, "load_all", lambda: dict(forms))
        yield


@pytest.fixture(scope="session")
def template(quick_start: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with two clinics, Dr Osei and Dr Lind: made once, copied for each test."""
    path = tmp_path_factory.mktemp("template") / "intake.sqlite"
    with serving(settings_at(path)):
        db.create_all()
        for clinic in (CLINIC, OTHER_CLINIC):
            store.add_clinic(clinic)
        sign_in.add_user(CLINIC.id, "osei@hilltop.example", "Dr Osei", PASSWORD)
        sign_in.add_user(OTHER_CLINIC.id, "lind@valley.example", "Dr Lind", PASSWORD)
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a service of its own for each test."""
    return settings_at(tmp_path / "intake.sqlite")


@pytest.fixture
def app(settings: Settings, template: Path) -> Iterator[Flask]:
    """The service with two clinics, Dr Osei and Dr Lind."""
    shutil.copyfile(template, settings.database_url.removeprefix("sqlite:///"))
    with serving(settings) as app:
        app.test_client_class = Browser
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(template.parent))
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that has opened nothing yet."""
    return app.test_client()


@pytest.fixture
def clinic(app: Flask) -> store.Clinic:
    """Ana's clinic; its open door is on."""
    return CLINIC


@pytest.fixture
def signed_in(app: Flask) -> SignIn:
    """Sign a clinician in: signed_in("osei@hilltop.example")."""

    def _sign_in(email: str) -> FlaskClient:
        browser = app.test_client()
        reply = browser.post("/sign-in", data={"email": email, "password": PASSWORD})
        assert reply.status_code == 302, reply.text
        return browser

    return _sign_in


@pytest.fixture
def osei(signed_in: SignIn) -> FlaskClient:
    """Dr Osei's browser, signed in."""
    return signed_in("osei@hilltop.example")


@pytest.fixture
def lind(signed_in: SignIn) -> FlaskClient:
    """Dr Lind's browser, signed in at another clinic."""
    return signed_in("lind@valley.example")


@pytest.fixture
def visit(app: Flask, clinic: store.Clinic) -> store.Visit:
    """A visit of Ana's that she has not opened yet."""
    return store.create_visit(
        clinic.id,
        "muscle-twitching",
        kind="video",
        scheduled_at=None,
        identity=store.Identity("Ana Example", date(1990, 5, 17)),
    )


@pytest.fixture
def answers() -> dict[str, object]:
    """A whole form as Ana would fill it in."""
    return {
        **maya(clock.today(CLINIC.time_zone)),
        "about.name": "Ana Example",
        "about.dob": "1990-05-17",
    }
