"""The guard of the unit tests bites, whichever way a test goes for a database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pysqlite3
import pytest
from sqlalchemy import create_engine


@pytest.mark.parametrize(
    "connect",
    [
        lambda: create_engine("sqlite://").connect(),
        lambda: create_engine("sqlite://", module=pysqlite3).connect(),
        lambda: pysqlite3.connect(":memory:"),
        lambda: sqlite3.connect(":memory:"),
    ],
)
def test_no_unit_test_opens_a_database(connect: Callable[[], object]) -> None:
    with pytest.raises(AssertionError, match="move it to tests/store"):
        connect()


@pytest.mark.parametrize("name", ["app", "client", "visit"])
def test_no_fixture_opens_one_for_it(request: pytest.FixtureRequest, name: str) -> None:
    with pytest.raises(AssertionError, match="move it to tests/store"):
        request.getfixturevalue(name)
