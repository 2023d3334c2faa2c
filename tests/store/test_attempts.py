"""Tries are counted in the database: one number for every worker, which outlives each of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from intake import store
from intake.extensions import db
from tests.databases import Database
from tests.faults.conftest import AtOnce, at_once  # noqa: F401  a fixture
from tests.service import Frozen, serving, settings_of

HOUR = timedelta(hours=1)


def blocked(key: str = "198.51.100.7", limit: int = 3) -> bool:
    return store.attempts.is_blocked("door", key, limit, HOUR)


def count(key: str = "198.51.100.7") -> int:
    return store.attempts.count("door", key, HOUR)


def test_requirement_17_tries_are_counted_until_their_window_is_over(
    app: Flask, frozen: Frozen
) -> None:
    assert [count(), count()] == [1, 2]
    assert not blocked()
    frozen.move(minutes=20)
    assert count() == 3
    assert blocked()
    assert store.attempts.blocked_for("door", "198.51.100.7", 3, HOUR) == timedelta(minutes=40)
    assert not blocked("198.51.100.8"), "another key"
    assert not store.attempts.is_blocked("window", "198.51.100.7", 3, HOUR), "another scope"
    frozen.move(minutes=39)
    assert blocked()
    frozen.move(minutes=1)
    assert not blocked()
    assert count() == 1


@pytest.mark.parametrize("ahead", [HOUR, timedelta(days=1)])
def test_tries_under_a_clock_that_was_ahead_lock_nobody_out_once_it_is_right(
    app: Flask, frozen: Frozen, ahead: timedelta
) -> None:
    right = frozen.moment
    frozen.set(right + ahead)
    assert [count(), count(), count()] == [1, 2, 3]
    assert blocked()
    frozen.set(right)
    assert not blocked()
    assert count() == 1
    frozen.move(seconds=-5)  # of two machines no clock is quite like the other's
    assert [count(), count()] == [2, 3]
    assert blocked()


def test_a_link_that_was_locked_under_a_clock_that_was_ahead_opens_once_it_is_right(
    app: Flask, visit: store.Visit, frozen: Frozen
) -> None:
    right = frozen.moment
    frozen.move(days=1)
    with store.transaction():
        for _ in range(5):
            store.count_wrong(visit)
    assert store.lock_of(visit) == "15 minutes"
    frozen.set(right)
    assert store.lock_of(visit) == ""


def test_requirement_17_what_is_forgotten_counts_anew(app: Flask) -> None:
    count()
    store.attempts.forget("door", "198.51.100.7")
    assert count() == 1


def test_requirement_17_tries_survive_a_restart(app: Flask, database: Database) -> None:
    for _ in range(3):
        count()
    with serving(settings_of(database.url)):
        assert blocked()


def test_requirement_17_of_tries_at_once_each_is_counted(
    app: Flask,
    at_once: AtOnce,  # noqa: F811
) -> None:
    assert sorted(at_once(*[count] * 10)) == list(range(1, 11))


def test_requirement_17_without_the_table_nobody_is_let_by(app: Flask) -> None:
    with store.transaction():
        db.session.execute(text("DROP TABLE attempt"))
    for ask in (blocked, count):
        with pytest.raises(Exception, match="attempt"):
            ask()


def test_the_key_is_not_kept_and_old_rows_go(
    app: Flask, database: Database, frozen: Frozen
) -> None:
    count()
    assert b"198.51.100.7" not in database.written()
    frozen.move(days=1)
    count("198.51.100.8")
    assert db.session.execute(text("SELECT count(*) FROM attempt")).scalar() == 1
