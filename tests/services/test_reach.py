"""What one Send may cost, counted and not timed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from intake import store
from intake.drugs.flagging import flag_entries
from intake.extensions import db
from intake.questionnaires import Response
from intake.services.documents.making import Make
from intake.store.sealing.encryption import Sealer
from tests import factories
from tests.phones import BORN, Tab, form_of, phone_with
from tests.service import Browser


class Line:
    """What is to be made, not begun yet."""

    def __init__(self) -> None:
        self.works: list[Make] = []

    def begin(self, kind: str, work: Make) -> Future[bytes]:
        """Put it in line."""
        self.works.append(work)
        return Future()


@contextmanager
def _statements(seen: Counter[str]) -> Iterator[None]:
    def statement(*_: Any) -> None:
        seen["statements"] += 1

    event.listen(db.engine, "before_cursor_execute", statement)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", statement)


@pytest.fixture
def sending(
    app: Flask,
    client: FlaskClient,
    visit: store.Visit,
    monkeypatch: pytest.MonkeyPatch,
) -> Counter[str]:
    """Ana sends her whole form; what happened during that one POST."""
    assert isinstance(client, Browser)
    form = f"/form/{store.handle_of(visit)}"
    client.get(f"/v/{store.link_token(visit)}")
    client.post(f"{form}/open", data=BORN)
    factories.make_draft(visit)
    seen: Counter[str] = Counter()

    def counted(owner: Any, name: str, label: Any) -> None:
        true = getattr(owner, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            seen[label(*args)] += 1
            return true(*args, **kwargs)

        monkeypatch.setattr(owner, name, call)

    counted(Response, "of", lambda *_: "prunes")
    counted(flag_entries, "read_line", lambda text, *_: f"read {text}")
    counted(Sealer, "open", lambda _self, _blob, table, *_: f"opened {table}")
    line = Line()
    app.extensions["makers"] = line
    with _statements(seen):
        reply = client.post(f"{form}/send")
    assert reply.location == f"{form}/sent"
    assert line.works == []  # it is drawn after it, and not by the process that answers
    return seen


def test_one_save_asks_the_database_seven_times_at_most(app: Flask, visit: store.Visit) -> None:
    """To begin reading, the visit with its draft, whether it is open here; to begin writing, both
    anew, and two that keep them. PostgreSQL locks the visit by a statement of its own.
    """
    phone = phone_with(app, factories.make_draft(visit))
    about, seen = Tab.on(phone, f"{form_of(visit)}/about"), Counter[str]()
    with _statements(seen):
        assert about.post(about_job="Gardener").status_code == 303
    assert 0 < seen["statements"] <= 7 + (db.engine.dialect.name != "sqlite")


def test_one_send_works_the_answers_out_once(sending: Counter[str]) -> None:
    assert sending["prunes"] == 1


def test_one_send_asks_the_database_seventeen_times_at_most(sending: Counter[str]) -> None:
    """Every statement counts, also those that begin a transaction. Three write the audit's
    row, two say which browser sends, two keep what the worklist tells.
    """
    assert 0 < sending["statements"] <= 17


def test_one_send_reads_each_medicine_once(sending: Counter[str]) -> None:
    read = {label: times for label, times in sending.items() if label.startswith("read ")}
    assert len(read) >= 3
    assert set(read.values()) == {1}


def test_one_send_draws_nothing_and_opens_nothing_that_was_sent(
    sending: Counter[str], visit: store.Visit
) -> None:
    assert sending["opened draft"] == 2  # to read the medicines, and under the lock to compare
    assert sending["opened submission"] == 0
    db.session.rollback()
    assert db.session.scalar(db.select(db.func.count()).select_from(db.text("document"))) == 0
