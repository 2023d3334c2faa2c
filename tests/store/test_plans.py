"""How the database goes about what the clinic's pages ask: by indexes, however many visits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text

from intake import clock, store
from intake.extensions import db
from intake.services import audit
from intake.services.deletion import retention
from tests.factories import CLINIC, fresh, make_draft, make_submission, make_visit
from tests.signing_in import OSEI

MANY = "visit|name_index|audit|audit_detail|submission|draft|opening|document|marking"  # tables
SCANS = {
    # By the clinic alone is a scan too, but for the end of its chain.
    "sqlite": rf"SCAN (?:{MANY})\b"
    rf"|SEARCH (?:{MANY})(?:_\d)? USING (?:COVERING )?INDEX (?!ix_audit_who)\w+ \(clinic_id=\?\)",
    "postgresql": rf"Seq Scan on (?:{MANY})\b|Index (?:Only )?Scan[^\n]*\n(?! +Index Cond)",
}
PLANNED = ("SELECT", "WITH", "UPDATE", "DELETE")


@contextmanager
def asked() -> Iterator[list[tuple[str, Any]]]:
    """What the database is asked meanwhile, each with what is bound."""
    found: list[tuple[str, Any]] = []

    def note(*given: Any) -> None:
        if (
            given[2].startswith(("SELECT", "WITH", "UPDATE", "DELETE"))
            and "set_config" not in given[2]
        ):
            found.append((given[2], given[3]))

    event.listen(db.engine, "before_cursor_execute", note)
    yield found
    event.remove(db.engine, "before_cursor_execute", note)


def plan_of(query: str, bound: Any) -> str:
    """How the database goes about it; PostgreSQL as if the tables were too large to be read."""
    connection, how = db.session.connection(), "EXPLAIN QUERY PLAN"
    if connection.dialect.name == "postgresql":
        how = "EXPLAIN"
        for setting in ("seqscan", "bitmapscan", "sort"):
            connection.execute(text(f"SET LOCAL enable_{setting} = off"))
    rows = connection.exec_driver_sql(f"{how} {query}", bound).all()
    return "\n".join(str(row[-1]) for row in rows)


def plans_of(ask: Callable[[], object]) -> dict[str, str]:
    """The plan of each statement."""
    with asked() as statements:
        ask()
    db.session.rollback()
    return {query: plan_of(query, bound) for query, bound in statements}


@pytest.fixture
def sent(app: Flask) -> store.Visit:
    """Ana's visit, sent and opened; beside it one that is begun."""
    make_draft(make_visit())
    visit = make_submission(make_visit())
    audit.record("system", "held", visit)
    return fresh(visit)


PAGES = (
    "/clinic",
    "/clinic?after={}",
    "/clinic?before={}",
    "/clinic?show=today",
    "/clinic?show=signs",
    "/clinic?show=unopened",
    "/clinic?show=unsent",
    "/clinic/visits/{}",
    "/clinic/retention",
    "/clinic/audit",
    "/clinic/audit?deed=held",
    "/clinic/audit?visit={}",
    "/clinic/audit?day=2026-06-01",
)


def test_no_page_of_the_clinic_reads_a_whole_table(
    app: Flask, sent: store.Visit, signed_in: Callable[[str], FlaskClient], engine: str
) -> None:
    osei = signed_in(OSEI)
    for page in PAGES:
        path = page.format(sent.reference)
        plans = plans_of(lambda path=path: osei.get(path))  # type: ignore[misc]
        assert len(plans) > 3
        for query, plan in plans.items():
            by_end = "audit_1 (clinic_id=?)" if path == "/clinic/audit" else "nothing"
            assert not re.search(SCANS[engine], plan.replace(by_end, "")), (path, query, plan)


@pytest.mark.parametrize("words", ["Ana", "Ana Example", "17 May 1990", "2345-6789"])
def test_no_search_reads_a_whole_table(
    sent: store.Visit, signed_in: Callable[[str], FlaskClient], engine: str, words: str
) -> None:
    osei = signed_in(OSEI)
    osei.application.config["WTF_CSRF_ENABLED"] = False
    found = osei.post("/clinic/search", data={"words": words}).location
    plans = plans_of(lambda: osei.get(found))
    for query, plan in plans.items():
        assert not re.search(SCANS[engine], plan), (query, plan)
    [listing] = [plan for query, plan in plans.items() if "UNION" in query]
    assert "ix_name_index_in_order" in listing
    assert not re.search("Semi Join|HashAggregate", listing), listing


def test_what_runs_without_a_page_reads_no_whole_table(sent: store.Visit, engine: str) -> None:
    for ask in (
        lambda: retention.plan(CLINIC),
        lambda: store.deletion.forget_told(CLINIC.id),
        lambda: store.audit.last_opening(sent),
        lambda: store.audit.people(CLINIC.id),
        lambda: store.visit_of_reference(sent.reference),
        lambda: store.undrawn(CLINIC.id, clock.now()),
    ):
        for query, plan in plans_of(ask).items():
            assert not re.search(SCANS[engine], plan), (query, plan)


def test_a_day_of_the_audit_is_read_in_the_order_of_its_index(
    sent: store.Visit, engine: str
) -> None:
    day = store.audit.Filter(since=clock.now() - timedelta(days=1), until=clock.now(), before=7)
    for wanted in (day, replace(day, before=None)):
        ask = partial(store.audit.newest, CLINIC.id, wanted, 50)
        [plan] = plans_of(lambda ask=ask: list(ask())).values()  # type: ignore[misc]
        assert "ix_audit_at" in plan
        assert not re.search("TEMP B-TREE|Sort", plan), plan


def test_what_has_waited_longest_stands_first_in_its_index(sent: store.Visit, engine: str) -> None:
    [plan] = plans_of(store.oldest_unsent).values()
    assert "ix_visit_waiting" in plan


def test_no_save_and_no_sending_reads_a_whole_table(sent: store.Visit, engine: str) -> None:
    for query, plan in plans_of(lambda: make_submission(make_visit())).items():
        assert not re.search(SCANS[engine], plan), (query, plan)


@pytest.mark.parametrize(
    ("how", "index"),
    [
        ({}, "ix_visit_by_time"),
        ({"signs": True}, "ix_visit_signs"),
        ({"unsent": True}, "ix_visit_unsent"),
        ({"unopened": True}, "ix_visit_unopened"),
        ({"urgent": 5}, "ix_visit_urgent|visit_pkey"),  # the second where PostgreSQL sees few
    ],
)
def test_what_narrows_the_worklist_has_an_index_of_its_own(
    app: Flask, engine: str, how: dict[str, Any], index: str
) -> None:
    wanted = store.Wanted(CLINIC.id, clock.now(), **how)
    [plan] = plans_of(lambda: store.listed(wanted)).values()
    assert re.search(index, plan)
