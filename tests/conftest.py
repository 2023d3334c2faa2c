"""The fixed cast: Ana the patient, Dr Osei her doctor, Dr Lind of another clinic."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as settings_of_noise
from jinja2 import FileSystemBytecodeCache

from intake import clock, questionnaires, sign_in, store
from intake.config import Settings
from intake.extensions import db
from tests import factories
from tests.factories import CLINIC, OTHER_CLINIC, PASSWORD
from tests.service import Frozen, serving, settings_at

# The same examples in every run: a test that fails, fails again. No example has a time
# limit of its own, for the machine may be busy.
settings_of_noise.register_profile("fixed", derandomize=True, deadline=None)
settings_of_noise.load_profile("fixed")

AS_IN_SERVICE = dict(sign_in.SETTINGS)
# The least that argon2 takes: its full cost is for attackers, and each test signs in.
CHEAP_HASH = {"argon2__time_cost": 1, "argon2__memory_cost": 8, "argon2__parallelism": 1}

SignIn = Callable[[str], FlaskClient]


@pytest.fixture(scope="session", autouse=True)
def quick_start() -> Iterator[None]:
    """Cheapen what each service of a test would do anew: hash at full cost, read the forms."""
    forms = questionnaires.load_all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sign_in.SETTINGS, "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS", CHEAP_HASH)
        patch.setattr(questionnaires, "load_all", lambda: forms)
        yield


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> Frozen:
    """Stop the clock of the service: it tells the same time until the test moves it."""
    stopped = Frozen()
    monkeypatch.setattr(clock, "now", stopped.now)
    return stopped


@pytest.fixture(scope="session")
def template(quick_start: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with two clinics, Dr Osei and Dr Lind: made once, copied for each test."""
    path = tmp_path_factory.mktemp("template") / "intake.sqlite"
    with serving(settings_at(path)):
        db.create_all()
        factories.make_clinician(factories.make_clinic())
        other = factories.make_clinic(OTHER_CLINIC)
        factories.make_clinician(other, "lind@valley.example", "Dr Lind")
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
    return factories.make_visit(clinic)


@pytest.fixture
def answers() -> dict[str, object]:
    """A whole form as Ana would fill it in."""
    return factories.make_answers()
