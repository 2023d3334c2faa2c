"""Whoever writes into the database past the service is noticed, whatever row and column it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Column, LargeBinary, Row, Table, and_, select, text
from sqlalchemy.exc import DBAPIError

from intake import store
from intake.actor import Actor
from intake.extensions import Base, db
from intake.services import documents, verify
from intake.store.sealing.encryption import SealError
from intake.store.tables import UserRow
from intake.store.upkeep.tables import marked_tables
from intake.verification import Reading, Verdict
from tests import factories
from tests.conftest import SignIn
from tests.factories import CLINIC, fresh

# Columns outside every mark, each with the reason.
FREE = {
    "visit.birth_tries": "a counter of wrong dates of birth",
    "visit.birth_locked_until": "goes with that counter",
}
# Tables without marks, each with what tells tampering instead.
OTHERWISE = {
    "key": "each key is sealed and all are listed: test_keys.py",
    "attempt": "counters",
    "opening": "sessions: the hash of a key that only the browser has, and of its visit",
}
# Rows whose deletion no other row tells, each with the reason.
UNMISSED = {
    "document": "a copy: it is made again of the submission",
    "visit": "whole, with all that belongs to it: the audit names it, the database does not",
    "clinic": "nothing of it can be opened any more, so nobody is misled",
    "user": "cannot sign in any more, so nobody is misled",
    "membership": "may open nothing any more, so nobody is misled",
}
READING = Reading("cipro", "ciprofloxacin", ("fluoroquinolone",), "2026-11-22")


@pytest.fixture
def cast(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[store.Visit]:
    """Two rows at least in every table: visits sent, verified and filled in, at two clinics."""
    monkeypatch.setattr("reports.render_page", lambda *_: b"%PDF-page")
    osei = db.session.scalars(select(UserRow.id).filter_by(name="Dr Osei")).one()
    db.session.rollback()
    made = []
    for name in ("Ana Example", "Ben Example"):
        visit = factories.make_visit(identity=store.Identity(name))
        sent = factories.make_submission(visit, factories.make_answers(about_name=name))
        actor = Actor(osei, "", CLINIC.id, frozenset({"doctor"}))
        verify.add_verification(actor, sent, 1, READING, Verdict("right", name))
        saved = factories.make_visit(identity=store.Identity(f"{name} again"))
        factories.save_answers(saved, {"about.name": name})
        made += [sent, saved]
    db.session.rollback()
    return [fresh(one) for one in made]


def is_noticed() -> bool:
    """Whether reading all there is, as the service reads it, refuses something."""
    try:
        for kind in marked_tables().values():
            db.session.scalars(select(kind)).all()
        for clinic in ("hilltop", "valley"):
            for listed in store.worklist(clinic):
                visit = store.clinic_visit(clinic, listed.reference)
                assert visit
                store.saved_draft(visit)
                store.submission(visit)
                store.verifications(visit)
    except SealError:
        return True
    return False


@contextmanager
def tampering() -> Iterator[None]:
    """Let statements pass all that the database itself checks; they are taken back at the end."""
    db.session.rollback()
    db.session.expunge_all()
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        db.session.execute(text("PRAGMA defer_foreign_keys = ON"))
        query = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for name in db.session.scalars(query).all():
            db.session.execute(text(f"DROP TRIGGER {name}"))
    try:
        yield
    finally:
        db.session.rollback()
        db.session.expunge_all()


def marked() -> list[Table]:
    return [one for one in Base.metadata.sorted_tables if one.name not in OTHERWISE]


def rows_of(table: Table) -> list[Row[Any]]:
    return list(db.session.execute(select(table).order_by(*table.primary_key)))


def here(table: Table, row: Row[Any]) -> Any:
    return and_(*[column == row._mapping[column.name] for column in table.primary_key])


def put(table: Table, row: Row[Any], **values: Any) -> None:
    db.session.execute(table.update().where(here(table, row)).values(**values))


def other(value: Any, column: Column[Any]) -> Any:
    """Another value of the same kind."""
    match value:
        case None:
            of_bytes = isinstance(column.type, LargeBinary)
            return b"none" if of_bytes else datetime(2026, 1, 1).astimezone()
        case bool():
            return not value
        case int():
            return value + 1000
        case str():
            return "x" + value[1:] if value[:1] != "x" else "y" + value[1:] or "x"
        case bytes():
            return value[:-1] + bytes([value[-1] ^ 1])
        case datetime() | date():
            return value + timedelta(days=1)
    raise TypeError(type(value))


def test_requirement_37_every_table_carries_marks_or_is_named() -> None:
    tables = {table.name for table in Base.metadata.sorted_tables}
    assert tables == marked_tables().keys() | OTHERWISE.keys()
    free = {f"{name}.{one}" for name, kind in marked_tables().items() for one in kind.unmarked}
    assert free == FREE.keys()


def test_requirement_37_all_is_well_before(cast: list[store.Visit]) -> None:
    assert not is_noticed()
    for table in marked():
        assert len(rows_of(table)) >= 2, table.name


def test_requirement_37_every_changed_value_is_noticed(cast: list[store.Visit]) -> None:
    unseen = []
    for table in marked():
        for column in table.columns:
            with tampering():
                row = rows_of(table)[0]
                put(table, row, **{column.name: other(row._mapping[column.name], column)})
                unseen += [] if is_noticed() else [f"{table.name}.{column.name}"]
    assert unseen == list(FREE)


def test_requirement_37_every_swapped_value_is_noticed(cast: list[store.Visit]) -> None:
    swapped, unseen = 0, []
    for table in marked():
        for column in table.columns:
            with tampering():
                if _swap(table, column):
                    swapped += 1
                    unseen += [] if is_noticed() else [f"{table.name}.{column.name}"]
    assert swapped > 30
    assert unseen == []


def _swap(table: Table, column: Column[Any]) -> bool:
    """Give two rows each other's value, if it differs."""
    name = column.name
    first, *others = rows_of(table)
    found = [one for one in others if one._mapping[name] != first._mapping[name]]
    if not found or column.primary_key:
        return False
    mine, theirs = first._mapping[name], found[0]._mapping[name]
    if column.unique:  # neither may stand there twice, not even for a moment
        put(table, first, **{name: other(mine, column)})
    put(table, found[0], **{name: mine})
    put(table, first, **{name: theirs})
    return True


def test_requirement_37_a_row_filled_with_anothers_values_is_noticed(
    cast: list[store.Visit],
) -> None:
    unseen = []
    for table in marked():
        with tampering():
            first, second = rows_of(table)[:2]
            unique = {one.name for one in table.columns if one.unique}
            keys = {column.name for column in table.primary_key}
            values = {k: v for k, v in second._mapping.items() if k not in keys | unique}
            put(table, first, **values)
            if not is_noticed():
                unseen.append(table.name)
    assert unseen == []


def test_requirement_37_every_deleted_row_is_noticed_or_named(cast: list[store.Visit]) -> None:
    unseen = []
    for table in marked():
        for row in [] if table.name in UNMISSED else rows_of(table):
            with tampering():
                db.session.execute(table.delete().where(here(table, row)))
                if not is_noticed():
                    unseen.append(f"{table.name} {here(table, row)}")
    assert unseen == []


def test_requirement_37_a_row_slipped_in_is_noticed(cast: list[store.Visit]) -> None:
    """A copy under another key, with the mark of the row that it was copied from."""
    unseen = []
    for table in marked():
        with tampering():
            row = rows_of(table)[0]
            last = list(table.primary_key)[-1]
            fresh_values = {
                column.name: other(row._mapping[column.name], column)
                for column in table.columns
                if column is last or column.unique
            }
            db.session.execute(table.insert().values(**{**row._mapping, **fresh_values}))
            if not is_noticed():
                unseen.append(table.name)
    assert unseen == []


def test_requirement_37_a_draft_put_back_after_sending_is_noticed(
    cast: list[store.Visit], visit: store.Visit
) -> None:
    table = Base.metadata.tables["draft"]
    saved = factories.make_draft(visit)
    old = db.session.execute(select(table).filter_by(visit_id=saved.id)).one()
    factories.make_submission(visit)
    with tampering():
        db.session.execute(table.insert().values(**old._mapping))
        assert is_noticed()


def test_requirement_37_an_older_draft_in_place_of_the_newer_is_noticed(
    cast: list[store.Visit], visit: store.Visit
) -> None:
    table = Base.metadata.tables["draft"]
    saved = factories.make_draft(visit, {"about.name": "Ana"})
    old = db.session.execute(select(table).filter_by(visit_id=saved.id)).one()
    factories.make_draft(visit, {"about.name": "Ana Example"})
    with tampering():
        put(table, old, **old._mapping)
        assert is_noticed()
    assert not is_noticed()


# What the people see of it.


def write(statement: str, **values: object) -> None:
    """Write for good, past the service and what the database itself checks."""
    on_postgresql = db.engine.dialect.name == "postgresql"
    for table in ("submission", "marking"):
        for name in ("is_final", "stays", "is_not_replaced"):
            on = f" ON {table}" if on_postgresql else ""
            db.session.execute(text(f"DROP TRIGGER IF EXISTS {table}_{name}{on}"))
    db.session.execute(text(statement), values)
    db.session.commit()


SWAP = (
    "UPDATE visit SET reference = CASE reference WHEN :a THEN 'TTTT-2222' ELSE :a END"
    " WHERE reference IN (:a, :b)"
)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM marking WHERE visit_id = :id",
        "UPDATE submission SET content = (SELECT content FROM submission WHERE visit_id <> :id)"
        " WHERE visit_id = :id",
        "UPDATE submission SET sent_at = '2020-01-01' WHERE visit_id = :id",
        "UPDATE visit SET cancelled_at = '2020-01-01' WHERE id = :id",
        "UPDATE visit SET expires_at = '2040-01-01' WHERE id = :id",
        "UPDATE visit SET mark = NULL WHERE id = :id",
    ],
)
def test_requirement_37_one_visit_is_refused_and_the_others_go_on(
    cast: list[store.Visit],
    osei: FlaskClient,
    caplog: pytest.LogCaptureFixture,
    change: str,
) -> None:
    broken, _, whole, _ = cast
    write(change, id=broken.id)
    refused = osei.get(f"/clinic/visits/{broken.reference}")
    assert refused.status_code == 503
    assert "This form cannot be read" in refused.text
    assert broken.reference in caplog.text
    assert "Ana" not in caplog.text
    assert osei.get(f"/clinic/visits/{whole.reference}").status_code == 200
    listed = osei.get("/clinic")
    assert listed.status_code == 200
    assert "Ben Example" in listed.text


def test_requirement_37_a_deleted_submission_is_told_in_the_worklist(
    cast: list[store.Visit], osei: FlaskClient
) -> None:
    write("DELETE FROM marking WHERE visit_id = :id", id=cast[0].id)
    write("DELETE FROM submission WHERE visit_id = :id", id=cast[0].id)
    assert "This visit cannot be read" in osei.get("/clinic").text
    assert osei.get(f"/clinic/visits/{cast[0].reference}").status_code == 503


def test_requirement_37_swapped_references_open_neither_visit(
    cast: list[store.Visit], osei: FlaskClient
) -> None:
    first, _, second, _ = cast
    write(SWAP, a=first.reference, b=second.reference)
    write(f"UPDATE visit SET reference = '{second.reference}' WHERE reference = 'TTTT-2222'")
    for visit in (first, second):
        assert osei.get(f"/clinic/visits/{visit.reference}").status_code == 503


def test_requirement_37_a_clinician_moved_to_another_clinic_gets_in_nowhere(
    cast: list[store.Visit], app: Flask, signed_in: SignIn
) -> None:
    lind = signed_in("lind@valley.example")
    write(
        "UPDATE membership SET clinic_id = 'hilltop' WHERE user_id ="
        " (SELECT id FROM \"user\" WHERE email = 'lind@valley.example')"
    )
    for address in ("/clinic", f"/clinic/visits/{cast[0].reference}"):
        reply = lind.get(address)
        assert reply.status_code in (403, 404, 503)
        assert "Ana" not in reply.text


def test_requirement_37_another_user_in_a_membership_gets_in_nowhere(
    cast: list[store.Visit], signed_in: SignIn
) -> None:
    lind = signed_in("lind@valley.example")
    ids = "(SELECT id FROM \"user\" WHERE email = '{}')"
    write("DELETE FROM membership WHERE clinic_id = 'valley'")
    write(
        f"UPDATE membership SET user_id = {ids.format('lind@valley.example')}"
        " WHERE clinic_id = 'hilltop'"
    )
    reply = lind.get("/clinic")
    assert reply.status_code in (403, 404, 503)
    assert "Ana" not in reply.text


@pytest.mark.parametrize("column", ["emergency_number", "crisis_line", "phone", "name"])
def test_requirement_37_a_changed_number_of_the_clinic_is_never_shown(
    cast: list[store.Visit], client: FlaskClient, osei: FlaskClient, column: str
) -> None:
    write(f"UPDATE clinic SET {column} = '0900 666 666' WHERE id = 'hilltop'")
    link = f"/v/{store.link_token(cast[1])}"
    for reply in (client.get(link), osei.get("/clinic"), client.get("/start/hilltop")):
        assert "0900 666 666" not in reply.text
        assert reply.status_code in (404, 503)


def test_requirement_37_a_changed_password_or_address_does_not_sign_in(
    cast: list[store.Visit], app: Flask
) -> None:
    write(
        'UPDATE "user" SET password = (SELECT password FROM "user" WHERE email LIKE \'lind%\')'
        " WHERE email LIKE 'osei%'"
    )
    form = {"email": "osei@hilltop.example", "password": factories.PASSWORD}
    assert app.test_client().post("/sign-in", data=form).status_code == 503


# What the database itself refuses.


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE submission SET content = content",
        "UPDATE submission SET version = 2",
        "UPDATE submission SET sent_at = '2020-01-01'",
        "UPDATE submission SET mark = NULL",
        "DELETE FROM submission",
        "UPDATE marking SET mark = NULL",
        "DELETE FROM marking",
    ],
)
def test_requirement_50_the_database_keeps_what_is_final(
    cast: list[store.Visit], statement: str
) -> None:
    with pytest.raises(DBAPIError, match=r"is never (changed|deleted)"):
        db.session.execute(text(statement))
    db.session.rollback()
    assert not is_noticed()


def test_requirement_50_replacing_a_submission_is_refused(
    cast: list[store.Visit],
) -> None:
    replace: dict[str, Callable[[], str]] = {
        "sqlite": lambda: "INSERT OR REPLACE INTO submission SELECT * FROM submission",
        "postgresql": lambda: (
            "INSERT INTO submission SELECT * FROM submission"
            " ON CONFLICT (clinic_id, visit_id, version) DO UPDATE SET sent_at = now()"
        ),
    }
    with pytest.raises(DBAPIError, match="is never changed"):
        db.session.execute(text(replace[db.engine.dialect.name]()))
    db.session.rollback()


def test_requirement_50_a_tampered_page_is_made_again(
    cast: list[store.Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("UPDATE document SET digest = 'another' WHERE visit_id = :id", id=cast[0].id)
    monkeypatch.setattr("reports.render_page", lambda *_: b"%PDF-new")
    for _ in range(2):
        assert documents.pdf_of(fresh(cast[0]), "page") == b"%PDF-new"
    assert not is_noticed()


def test_requirement_37_a_statement_past_the_session_leaves_a_row_unreadable(
    cast: list[store.Visit],
) -> None:
    """So a programmer who writes one sees it in the first test."""
    write("UPDATE visit SET kind = 'phone' WHERE id = :id", id=cast[0].id)
    assert is_noticed()
