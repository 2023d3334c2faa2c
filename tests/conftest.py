"""The fixed cast: Ana the patient, Dr Osei her doctor, Dr Lind of another clinic."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as settings_of_noise
from werkzeug.routing import Rule

from intake import clock, questionnaires, store
from intake.config import Settings
from intake.services.documents import pages
from intake.serving.helper import SENDS
from intake.sign_in import passwords
from intake.watch.counts import BOARD
from tests import canaries, factories, nginx
from tests.databases import Database, Databases, Name, engines
from tests.factories import CLINIC
from tests.service import Frozen, serving, settings_of
from tests.signing_in import sign_in_at_once

# The same examples in every run: a test that fails, fails again. No example has a time
# limit of its own, for the machine may be busy.
settings_of_noise.register_profile("fixed", derandomize=True, deadline=None)
settings_of_noise.load_profile("fixed")

AS_IN_SERVICE = passwords.HASHER
# The least that argon2 takes: its full cost is for attackers, and many tests sign in.
CHEAP_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

# What the database decides is tested on every engine at hand, all else on SQLite alone.
ON_EVERY_ENGINE = (
    "tests/store/",
    "tests/faults/",
    "tests/services/test_backup.py::test_requirement_53",
    "tests/services/messages/test_messages.py::test_an_invitation",
    "tests/services/messages/test_messages.py::test_the_address_is_sealed",
    "tests/services/messages/test_messages.py::test_a_reminder_goes",
    "tests/services/messages/test_in_trouble.py::test_what_a_crash",
    "tests/security/test_audit_tampering.py",
    "tests/security/deletion/test_erasing.py::test_requirement_51",
    "tests/views/patient/test_two_visits.py",
    "tests/views/test_nul.py",
    "tests/security/test_install_check.py::test_the_database",
    "tests/security/test_keys.py",
    "tests/security/test_final.py",
    "tests/security/test_rotation.py",
    "tests/security/test_start.py::test_requirement_39_a_wrong_master_key_does_not_start",
    "tests/security/test_start.py::test_half",
    "tests/security/test_start.py::test_requirement_55_a_postgresql",
    "tests/security/test_tampering.py",
    "tests/security/test_upgrade.py",
)

# Speaks to a PostgreSQL of its own alone.
collect_ignore = [] if "postgresql" in engines() else ["security/test_tls_to_postgresql.py"]

SignIn = Callable[[str], FlaskClient]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of ON_EVERY_ENGINE on each."""
    where = metafunc.definition.nodeid
    if "engine" in metafunc.fixturenames and where.startswith(ON_EVERY_ENGINE):
        metafunc.parametrize("engine", engines())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which engines these tests stand for."""
    missing = "" if "postgresql" in engines() else "; no PostgreSQL is installed here"
    missing += "" if nginx.program() else "; no nginx is installed here"
    terminalreporter.write_line(f"Databases: {', '.join(engines())}{missing}")


@pytest.fixture(scope="session", autouse=True)
def quick_start() -> Iterator[None]:
    """Cheapen what each service of a test would do anew.

    It would hash at full cost, read the forms, and compile for each address what builds it.
    """
    forms = questionnaires.load_all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHER", CHEAP_HASHER)
        patch.setattr(questionnaires, "load_all", lambda: forms)
        patch.setattr(Rule, "_compile_builder", _once_an_address(Rule._compile_builder))
        yield


def _once_an_address(compile_builder: Callable[..., Any]) -> Callable[..., Any]:
    """The same, keeping what was compiled: it depends on what the rule says and on nothing else."""
    kept: dict[object, Any] = {}

    def compiled(rule: Rule, append_unknown: bool = True) -> Any:
        said = rule.rule, rule.subdomain, tuple((rule.defaults or {}).items()), append_unknown
        if said not in kept:
            kept[said] = compile_builder(rule, append_unknown)
        return kept[said]

    return compiled


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> Frozen:
    """Stop the clock of the service: it tells the same time until the test moves it."""
    stopped = Frozen()
    monkeypatch.setattr(clock, "now", stopped.now)
    return stopped


@pytest.fixture
def drawn_at_sending() -> None:
    """Have the doctor's page drawn once a form is sent, as the service's own process does."""


@pytest.fixture(autouse=True)
def drawn_when_asked_for(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw no page at a Send, for most tests look at none: half a second each."""
    if "drawn_at_sending" not in request.fixturenames:
        return
    count = BOARD.add

    def add(name: str, value: str = "", by: float = 1) -> None:
        count(name, value, by)
        while name == SENDS and pages.draw_next():
            pass

    monkeypatch.setattr(BOARD, "add", add)


@pytest.fixture(scope="session")
def databases(quick_start: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Makes a database for each test, on the engine of its choice."""
    with ExitStack() as stack:
        yield Databases(tmp_path_factory.mktemp("databases"), stack)


@pytest.fixture
def engine() -> Name:
    """The engine of the test's database; a test of ON_EVERY_ENGINE runs on each in turn."""
    return "sqlite"


@pytest.fixture
def database(
    databases: Databases, engine: Name, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Database]:
    """A database of its own for each test; empty unless the test takes the whole service.

    Whatever the test did, nothing of a patient stands in its files that can be read without a key.
    """
    filled = "app" in request.fixturenames
    if engine == "sqlite":
        yield databases.sqlite(tmp_path, filled=filled)
        assert not canaries.left_in(*canaries.files_of(tmp_path, "intake.sqlite"))
    else:
        yield databases.postgresql(filled=filled)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test in which the service logged or printed something of a patient."""
    report = yield
    logged = canaries.left_in(report.caplog)
    if report.when == "teardown" and report.passed and logged:
        report.outcome, report.longrepr = "failed", f"{logged} stands in the log"
    return report


@pytest.fixture
def settings(database: Database) -> Settings:
    """Settings of a service of its own for each test."""
    return settings_of(database.url)


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The service with two clinics, Dr Osei and Dr Lind."""
    with serving(settings) as app:
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
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

    return partial(sign_in_at_once, app)


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
