"""A clinic is taken from one database to another, and both hold the same."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade

from intake import store
from intake.config import Settings
from intake.store import database
from intake.store.upkeep import moving
from tests import factories
from tests.databases import Database, Databases
from tests.service import serving, settings_of
from tests.signing_in import OSEI, sign_in_at_once


@pytest.fixture
def target(databases: Databases, engine: str, tmp_path: Path) -> str:
    """The address of another, empty database of this engine."""
    if engine == "postgresql":
        return databases._server.make("target")
    return f"sqlite:///{tmp_path / 'target.sqlite'}"


@pytest.fixture(name="database")
def on_sqlite(databases: Databases, tmp_path: Path) -> Database:
    """The clinic is on SQLite."""
    return databases.sqlite(tmp_path, filled=True)


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=words)
    return result.exit_code, result.output


def test_everything_arrives_and_goes_on(
    app: Flask, settings: Settings, target: str, visit: store.Visit
) -> None:
    sent = factories.make_submission(visit)
    content = store.submission(sent)
    assert run(app, "move", "--to", target)[0] == 2  # no tables
    store.close()
    with serving(settings_of(target)):
        upgrade()
    code, said = run(app, "move", "--to", target)
    assert (code, "Both databases hold the same" in said) == (0, True), said
    assert f"INTAKE_ERASED_LIST={settings.erased_list_path} " in said  # elsewhere with its address
    assert run(app, "move", "--to", target)[1].startswith("Error: the other database is not empty")
    with serving(settings_of(target)) as there:
        assert store.submission(factories.fresh(visit)) == content
        assert run(there, "audit", "verify")[0] == 0
        assert sign_in_at_once(there, OSEI).get("/clinic").status_code == 200
        factories.make_clinician(email="new@hilltop.example")  # numbers go on
        assert factories.make_submission(factories.make_visit()).status == "sent"


def test_an_address_that_cannot_be_used_is_one_line_without_the_password(app: Flask) -> None:
    code, said = run(app, "move", "--to", "postgresql://user:hunter2@127.0.0.1:1/x")
    assert (code, said.count("\n")) == (2, 1)
    assert "hunter2" not in said


def test_a_database_that_waits_while_the_other_is_read_is_not_given_up(
    app: Flask, target: str, visit: store.Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    with serving(settings_of(target)):
        upgrade()
    digest = moving._digest

    def slowly(*given: Any) -> Any:
        if given[1].name == "visit":
            time.sleep(0.3)
        return digest(*given)

    monkeypatch.setattr(moving, "_digest", slowly)
    monkeypatch.setattr(database, "LONGEST", 0.1)
    code, said = run(app, "move", "--to", target)
    assert code == 0, said


@pytest.mark.parametrize("url", ["mysql://one@two/three", "nonsense", "sqlite:///here.sqlite"])
def test_an_address_of_no_database_of_ours_is_one_line(app: Flask, url: str) -> None:
    code, said = run(app, "move", "--to", url)
    assert (code, said.count("\n")) == (2, 1)
    assert "--to" in said
