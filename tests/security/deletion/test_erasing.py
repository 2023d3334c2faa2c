"""What is deleted is gone for good; a hold wins; a restored backup brings nothing back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import LargeBinary, inspect, select, text

from intake import store
from intake.extensions import Base, db
from intake.services.deletion import erasing, retention
from intake.services.deletion.erasing import HeldError
from intake.store.tables import Sealed
from tests import factories
from tests.databases import Database
from tests.service import Frozen

DAY = timedelta(days=1)
SignIn = Callable[[str], FlaskClient]


def blobs() -> Iterator[bytes]:
    """Every sealed value in the database but the keys', without its head."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Sealed | LargeBinary) and table.name in LEFT:
                found = db.session.scalars(select(column).where(column.is_not(None)))
                yield from (bytes(one)[70:] for one in found if len(one) > 100)
    db.session.rollback()


LEFT = ("visit", "draft", "submission", "document", "marking")


def rows_of(visit: store.Visit) -> dict[str, int]:
    """How many rows of each table are a visit's."""
    found = {}
    for name in inspect(db.engine).get_table_names():
        columns = {one["name"] for one in inspect(db.engine).get_columns(name)}
        key = "visit_id" if "visit_id" in columns else "id" if name == "visit" else ""
        if key:
            query = text(f"SELECT count(*) FROM {name} WHERE {key} = :id")
            found[name] = db.session.scalar(query, {"id": visit.id})
    db.session.rollback()
    return found


def deeds() -> list[str]:
    db.session.rollback()
    return [one.deed for one in store.audit.newest("hilltop")]


def test_requirement_51_nothing_of_an_erased_visit_is_left_in_the_database(
    opened: store.Visit, database: Database
) -> None:
    secrets = list(blobs())
    assert len(secrets) >= 3
    erasing.erase(opened, "command")
    assert {name for name, number in rows_of(opened).items() if number} == {"audit"}
    written = database.written()
    assert len(written) > 1000
    for secret in secrets:
        for start in range(0, len(secret) - 40, 400):
            assert secret[start : start + 40] not in written
    assert deeds()[0] == "erased"
    assert list(store.audit.findings()) == []


def test_requirement_51_a_saved_form_that_was_changed_often_leaves_nothing_either(
    visit: store.Visit, database: Database
) -> None:
    secrets = []
    for number in range(6):
        factories.save_answers(visit, {"hpi.words": f"Zyzzyva {number} " * 400})
        secrets += list(blobs())
    erasing.erase(visit, "command")
    written = database.written()
    for secret in secrets:
        for start in range(0, len(secret) - 40, 400):
            assert secret[start : start + 40] not in written


def test_requirement_51_others_stay_as_they_are(opened: store.Visit) -> None:
    other = factories.make_submission(factories.make_visit())
    erasing.erase(opened, "command")
    assert store.submission(factories.fresh(other))
    assert rows_of(other)["document"] == 1


def test_requirement_52_a_hold_wins_over_erasing_and_over_time(
    opened: store.Visit, clinic: store.Clinic, frozen: Frozen
) -> None:
    retention.hold("command", opened)
    with pytest.raises(HeldError):
        erasing.erase(opened, "command")
    frozen.move(days=2000)
    for _ in range(3):
        assert retention.run(clinic) == []
        frozen.move(days=15)
    assert [one.reference for one in retention.plan(clinic).held] == [opened.reference]
    retention.release("command", opened)
    retention.run(clinic)
    assert retention.run(clinic) == [], "administrators are told for two weeks first"
    frozen.move(days=14)
    assert retention.run(clinic) == [opened.reference]
    assert deeds()[:3] == ["purged", "released", "held"]


def test_requirement_51_a_sent_visit_goes_after_a_year_and_two_weeks_notice(
    clinic: store.Clinic, osei: FlaskClient, frozen: Frozen
) -> None:
    at = frozen.now() + 10 * DAY
    visit = factories.make_submission(factories.make_visit(scheduled_at=at))
    osei.get(f"/clinic/visits/{visit.reference}")
    frozen.set(at + 350 * DAY)
    assert retention.run(clinic) == []
    assert retention.plan(clinic).going == []
    frozen.set(at + 352 * DAY)
    assert retention.run(clinic) == []
    ((due, goes),) = retention.plan(clinic).going
    assert (due.reference, goes) == (visit.reference, at + 366 * DAY)
    frozen.set(at + 366 * DAY - timedelta(minutes=1))
    assert retention.run(clinic) == []
    frozen.set(at + 366 * DAY)
    assert retention.run(clinic) == [visit.reference]


def test_requirement_51_an_unsent_form_goes_thirty_days_after_its_link(
    clinic: store.Clinic, visit: store.Visit, frozen: Frozen
) -> None:
    frozen.set(visit.expires_at + 29 * DAY)
    assert retention.run(clinic) == []
    frozen.move(days=14)
    assert retention.run(clinic) == [visit.reference]


def test_requirement_51_what_nobody_opened_is_told_and_stays(
    clinic: store.Clinic, sent: store.Visit, frozen: Frozen
) -> None:
    frozen.move(days=5000)
    for _ in range(3):
        assert retention.run(clinic) == []
        frozen.move(days=15)
    assert [one.reference for one in retention.plan(clinic).unopened] == [sent.reference]


def test_requirement_51_shorter_spans_are_told_for_two_weeks_too(
    clinic: store.Clinic, signed_in: SignIn, opened: store.Visit, frozen: Frozen
) -> None:
    frozen.move(days=100)
    osei = signed_in("osei@hilltop.example")
    assert osei.post("/clinic/retention", data={"sent": "29", "unsent": "30"}).status_code == 422
    seen = {"seen": "365 30"}
    typed = {**seen, "sent": "30", "unsent": "30"}
    assert osei.post("/clinic/retention", data=typed).status_code == 303
    assert retention.run(clinic) == []
    frozen.move(days=13)
    assert retention.run(clinic) == []
    frozen.move(days=1)
    assert retention.run(clinic) == [opened.reference]


def test_a_visit_that_does_not_open_is_found_and_can_be_erased(
    app: Flask, osei: FlaskClient, sent: store.Visit
) -> None:
    record = f"/clinic/visits/{sent.reference}"
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE visit SET sent_at = '2020-01-01 00:00:00+00:00'"))
    assert osei.get(record).status_code == 503
    told = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert (told.exit_code, f"{sent.reference} does not open" in told.output) == (1, True)
    told = app.test_cli_runner().invoke(args=["submission", "export", sent.reference])
    assert (told.exit_code, "cannot be read" in told.output) == (2, True)
    assert "This visit cannot be read" in osei.get(f"{record}/erase").text
    assert osei.post(f"{record}/erase", data={"typed": sent.reference}).status_code == 303
    assert sum(rows_of(sent).values()) == rows_of(sent)["audit"]
