"""Whoever writes into the database past the service is noticed, whatever row and column it is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Column, Integer, LargeBinary, Row, String, Table, and_, select

from intake import store
from intake.extensions import Base, db
from intake.store.tables import Sealed
from intake.store.upkeep.tables import marked_tables
from tests import factories
from tests.security.tampering import is_noticed, tampering

# Columns outside every mark, each with the reason.
FREE = {
    "passkey.count": "how often a key says that it was used; most say 0",
    "session.seen_at": "when a browser was last used: a session's time",
    "user.code_step": "a counter of the codes that were used",
    "user.signed_in_at": "a time for the administrator's list",
    "visit.birth_tries": "a counter of wrong dates of birth",
    "visit.birth_locked_until": "goes with that counter",
    "visit.language": "what whoever has the link may choose; the answers hold what it was",
    "visit.seen_versions": "how many versions somebody opened: it spares looking in the audit",
}
# Tables without marks, each with what tells tampering instead.
OTHERWISE = {
    "audit": "a chain of its own: test_audit_tampering.py",
    "audit_detail": "its hash stands in the chain: test_audit_tampering.py",
    "audit_head": "the chain's end: test_audit_tampering.py",
    "key": "each key is sealed and all are listed: test_keys.py",
    "attempt": "counters",
    "name_index": "hashes to search by: `flask clinic reindex` makes them anew of the marked rows",
    "opening": "sessions: the hash of a key that only the browser has, and of its visit",
}
# Rows whose deletion no other row tells, each with the reason.
UNMISSED = {
    "typed_code": "leads nobody back any more, and is made again where it is shown",
    "on_file": "the page names the patient by name, birth date and reference; nothing else is said",
    "message": "a reminder may go once more; the audit names every one that was taken",
    "earlier_visit": "nothing is compared any more; the audit names who linked the two",
    "document": "a copy: it is made again of the submission",
    "retention": "the usual spans count then, and what goes is told for two weeks",
    "visit": "whole, with all that belongs to it: the audit names it, the database does not",
    "clinic": "nothing of it can be opened any more, so nobody is misled",
    "user": "cannot sign in any more, so nobody is misled",
    "session": "is signed out",
    "passkey": "signs nobody in any more",
    "recovery_code": "signs nobody in any more",
    "account_link": "lets nobody in any more",
    "emergency": "opens no answers any more; that it was is in the audit",
    "membership": "may open nothing any more, so nobody is misled",
}


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
            return _something(column)
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


def _something(column: Column[Any]) -> Any:
    """A value where there is none."""
    if isinstance(column.type, Integer):
        return 1
    if isinstance(column.type, String):
        return "x"
    of_bytes = isinstance(column.type, LargeBinary | Sealed)
    return b"none" if of_bytes else datetime(2026, 1, 1).astimezone()


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
    assert sorted(unseen) == sorted(FREE)


def test_requirement_37_every_swapped_value_is_noticed(cast: list[store.Visit]) -> None:
    swapped, unseen = 0, []
    for table in marked():
        for column in table.columns:
            with tampering():
                if _swap(table, column):
                    swapped += 1
                    unseen += [] if is_noticed() else [f"{table.name}.{column.name}"]
    assert swapped > 30
    assert set(unseen) <= FREE.keys()


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
