"""The audit's chains: each row bound to the one before, one writer at a time, on every engine."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from intake import store
from intake.deeds import DEEDS, WORDS, told
from intake.extensions import db
from intake.store.audit import Entry, Filter

SAW = Entry("north", "1", "saw record", "v" * 32, "7KQ4-2MXP")


def write(*entries: Entry) -> list[store.audit.Head]:
    with store.transaction():
        return [store.audit.append(entry) for entry in entries]


def clinic_numbers(clinic_id: str = "north") -> list[int]:
    return [one.number for one in store.audit.newest(clinic_id)]


def test_rows_are_numbered_for_each_clinic_and_told_newest_first(app: Flask) -> None:
    write(
        SAW,
        Entry("south", "2", "signed in"),
        Entry("north", "1", "searched", detail={"found": 3}),
    )
    searched, saw = store.audit.newest("north")
    assert (saw.number, saw.who, saw.words) == (1, "Dr Osei", "opened the record of 7KQ4-2MXP")
    assert (searched.number, searched.words) == (2, "searched the worklist: 3 found")
    assert [one.who for one in store.audit.newest("south")] == ["Dr Lind"]
    assert [one.number for one in store.audit.newest("north", Filter(before=2))] == [1]
    assert list(store.audit.findings()) == []


def test_every_deed_has_its_words() -> None:
    assert set(WORDS) == set(DEEDS)
    assert told("a deed of another version", {}) == "a deed of another version"
    assert told("invited", {}) == "invited …"


def test_a_row_outside_of_a_transaction_is_refused(app: Flask) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        store.audit.append(SAW)


def test_a_row_goes_with_the_transaction_that_it_tells_of(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.audit.append(SAW)
        _ = 1 / 0
    assert not store.audit.was_written()
    assert clinic_numbers() == []
    write(SAW)
    assert store.audit.was_written()
    assert clinic_numbers() == [1]


def test_requirement_43_two_workers_cannot_fork_a_chain(app: Flask) -> None:
    def one_request(_: int) -> None:
        with app.app_context():
            write(SAW)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one_request, range(40)))
    db.session.rollback()
    assert clinic_numbers() == list(range(40, 0, -1))
    assert list(store.audit.findings()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET who = '2'",
        "DELETE FROM audit",
        "DELETE FROM audit_detail",
    ],
)
def test_requirement_44_the_database_refuses_to_change_a_row(app: Flask, statement: str) -> None:
    write(Entry("north", "1", "searched", detail={"found": 3}))
    with pytest.raises(DatabaseError, match="never changed"), store.transaction():
        db.session.execute(text(statement))


def test_requirement_44_a_row_is_neither_replaced_nor_cut_off(app: Flask) -> None:
    write(SAW)
    again = (
        "INSERT OR REPLACE INTO audit SELECT * FROM audit"
        if db.engine.dialect.name == "sqlite"
        else "TRUNCATE audit CASCADE"
    )
    with pytest.raises(DatabaseError, match="never changed"), store.transaction():
        db.session.execute(text(again))
