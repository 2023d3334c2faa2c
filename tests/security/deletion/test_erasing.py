"""What is deleted is gone for good; a hold wins; a restored backup brings nothing back."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import LargeBinary, inspect, select, text

from intake import store
from intake.config import Settings
from intake.extensions import Base, db
from intake.services.deletion import erasing, retention
from intake.services.deletion.erasing import HeldError
from intake.services.starting import before_serving
from intake.store.tables import Sealed
from tests import factories
from tests.databases import Database
from tests.service import Frozen, serving

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


def test_requirement_52_the_list_is_written_first_and_only_its_owner_reads_it(
    visit: store.Visit, erased_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: store.Visit) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("intake.store.deletion.erase", stop)
        with pytest.raises(KeyboardInterrupt):
            erasing.erase(visit, "command")
    assert store.deletion.listed() == {(visit.clinic.id, visit.id)}
    assert erased_list.read_text().split()[:2] == [visit.clinic.id, visit.id]
    assert stat.S_IMODE(erased_list.stat().st_mode) == 0o600
    assert "Ana" not in erased_list.read_text()


def test_an_erasure_that_fails_is_not_made_up_for_by_the_next_start(
    visit: store.Visit, erased_list: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("intake.services.audit.write", fail)
        with pytest.raises(RuntimeError):
            erasing.erase(visit, "command")
    assert store.deletion.listed() == set()
    assert erasing.erase_again().erased == 0
    erasing.erase(factories.fresh(visit), "command")
    assert store.deletion.listed() == {(visit.clinic.id, visit.id)}


def test_requirement_52_without_the_list_nothing_is_erased(
    visit: store.Visit, erased_list: Path
) -> None:
    erased_list.parent.parent.joinpath("list").write_text("a file in the way")
    with pytest.raises(store.deletion.ErasedListError, match="cannot be written"):
        erasing.erase(visit, "command")
    assert factories.fresh(visit)


def test_requirement_52_a_restored_backup_is_erased_again_before_it_is_served(
    opened: store.Visit, settings: Settings, database: Database, tmp_path: Path
) -> None:
    held = factories.make_visit()
    file, backup = tmp_path / "intake.sqlite", tmp_path / "backup"
    store.deletion.wipe()
    shutil.copyfile(file, backup)
    for one in (opened, held):
        erasing.erase(one, "command")
    store.close()
    shutil.copyfile(backup, file)
    retention.hold("command", held)
    with serving(settings):
        told = list(before_serving())
        assert told[0] == "erased again, after a backup was put back: 1 visits"
        assert told[1].startswith(f"{held.reference} was erased before")
        assert store.clinic_visit("hilltop", opened.reference) is None
        assert store.clinic_visit("hilltop", held.reference)
        assert deeds()[0] == "erased"
        assert len(list(before_serving())) == 1


def test_requirement_52_a_list_that_was_damaged_or_lost_is_told(
    app: Flask, settings: Settings, erased_list: Path
) -> None:
    for _ in range(2):
        erasing.erase(factories.make_visit(), "command")
    lines = erased_list.read_text().splitlines(keepends=True)
    assert list(erasing.missing_from_list()) == []
    erased_list.write_text(lines[0].replace("hilltop", "hilltap") + lines[1])
    with pytest.raises(store.deletion.ErasedListError, match=r"line 1 of .* is not as it was"):
        list(before_serving())
    erased_list.write_text("".join([*lines, "garbage garbage\n"]))
    [told] = erasing.missing_from_list()
    assert "1 lines of the list of erased visits cannot be read" in told
    for left, missing in ((lines[0], 1), ("", 2)):
        erased_list.write_text(left)
        [told, *_] = before_serving()
        assert f"lacks {missing} that the audit names" in told


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


def test_a_list_cut_short_by_a_power_failure_is_read_as_far_as_it_goes(
    app: Flask, erased_list: Path
) -> None:
    erased_list.parent.mkdir()
    erased_list.write_bytes(b"hilltop aaaa 2026-01-01T00:00:00+00:00\nhilltop bb\n\xff")
    assert store.deletion.listed() == {("hilltop", "aaaa")}
