"""Unit tests open no database: what needs one lives in tests/store or beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NoReturn

import pysqlite3
import pytest
from sqlalchemy import Engine, event


def refuse(*_: object, **__: object) -> NoReturn:
    """Take the place of whatever connects."""
    raise AssertionError("a unit test opens no database: move it to tests/store")


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse every connection, SQLAlchemy's to any database and SQLite's own."""
    for module in (sqlite3, pysqlite3):
        monkeypatch.setattr(module, "connect", refuse)
    event.listen(Engine, "do_connect", refuse)
    yield
    event.remove(Engine, "do_connect", refuse)


@pytest.fixture
def databases() -> NoReturn:
    """Refuse the fixtures that stand on a database too, before anything is made for them."""
    refuse()
