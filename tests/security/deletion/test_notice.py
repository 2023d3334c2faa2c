"""Administrators are told for two weeks before a visit goes, whatever is changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pysqlite3
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from intake import store
from intake.actor import Actor
from intake.extensions import db
from intake.services.clinic import visits
from intake.services.deletion import retention
from intake.services.running.starting import before_serving
from intake.store.deletion import Spans
from intake.store.tables import SubmissionRow
from tests import factories
from tests.service import Frozen
from tests.views.conftest import hidden

PAGE = "/clinic/retention"
LONG = {"sent": "3650", "unsent": "90"}
FAR = datetime(2040, 1, 1, tzinfo=UTC)


@pytest.fixture
def sent(visit: store.Visit, osei: FlaskClient) -> store.Visit:
    """Ana's visit, sent and opened."""
    made = factories.make_submission(visit)
    assert osei.get(f"/clinic/visits/{made.reference}").status_code == 200
    return made


@pytest.fixture
def draft(clinic: store.Clinic) -> store.Visit:
    """A whole form, saved and not sent."""
    return factories.make_draft(factories.make_visit(clinic), factories.make_answers())


def keep(clinic: store.Clinic, spans: Spans) -> None:
    person = store.users.find("osei@hilltop.example")
    assert person
    actor = Actor(person.id, person.name, clinic.id, frozenset({"administrator"}))
    retention.change(actor, clinic, spans, store.deletion.spans_of(clinic.id))


def test_requirement_51_a_longer_span_and_back_begins_the_notice_anew(
    frozen: Frozen, sent: store.Visit, clinic: store.Clinic
) -> None:
    keep(clinic, Spans(30, 30))
    frozen.move(days=31)
    assert retention.run(clinic) == []  # told from now on
    keep(clinic, Spans(3650, 30))
    frozen.move(days=169)
    keep(clinic, Spans(30, 30))
    assert retention.run(clinic) == []
    frozen.move(days=13)
    assert retention.run(clinic) == []
    frozen.move(days=1)
    assert retention.run(clinic) == [sent.reference]


def test_requirement_51_a_new_link_begins_the_notice_anew(
    frozen: Frozen, draft: store.Visit, clinic: store.Clinic
) -> None:
    frozen.move(days=100)
    assert retention.run(clinic) == []
    visits.renew_link(draft, "command")
    [due] = store.deletion.due_visits("hilltop", Spans(30, 30), FAR)
    assert due.told_at is None


def test_the_slower_of_two_administrators_sees_what_the_other_saved(osei: FlaskClient) -> None:
    slow = {**hidden(osei.get(PAGE)), "sent": "365", "unsent": "31"}
    osei.post(PAGE, data={**hidden(osei.get(PAGE)), **LONG})
    reply = osei.post(PAGE, data=slow)
    assert reply.status_code == 409
    assert "Now it says 3650 days for sent forms and 90 days" in reply.text
    assert 'value="31"' in reply.text
    assert store.deletion.spans_of("hilltop") == Spans(3650, 90)
    again = {**slow, "seen": "3650 90"}
    assert osei.post(PAGE, data=again).status_code == 303
    assert store.deletion.spans_of("hilltop") == Spans(365, 31)


def test_a_command_that_exports_is_no_clinician_who_opened(
    app: Flask, visit: store.Visit, osei: FlaskClient
) -> None:
    made = factories.make_submission(visit)
    app.test_cli_runner().invoke(args=["submission", "export", made.reference])
    assert store.audit.last_opening(made) is None
    assert "Not opened yet" in osei.get("/clinic?show=unopened").text
    [due] = store.deletion.due_visits("hilltop", Spans(), FAR)
    assert not due.opened


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[pysqlite3.Connection]:
    """Somebody who reads the database for long, as a backup may."""
    connection = pysqlite3.connect(tmp_path / "intake.sqlite", isolation_level=None)
    yield connection
    connection.close()


def test_what_a_reader_keeps_in_the_log_is_told_and_goes_at_the_next_start(
    osei: FlaskClient, sent: store.Visit, reader: pysqlite3.Connection, tmp_path: Path
) -> None:
    secret = bytes(db.session.scalars(select(SubmissionRow.content)).one())[70:170]
    db.session.rollback()
    log = tmp_path / "intake.sqlite-wal"
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM visit").fetchone()
    reply = osei.post(f"/clinic/visits/{sent.reference}/erase", data={"typed": sent.reference})
    assert reply.status_code == 303
    assert "Erased, but for a sealed rest" in osei.get(reply.location).text
    reader.execute("COMMIT")
    assert secret in log.read_bytes()
    list(before_serving())
    assert secret not in log.read_bytes()
