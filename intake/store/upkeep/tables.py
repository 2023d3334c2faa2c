"""Every table that has sealed columns or marks, found in the metadata so that none is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Table, text

from intake.extensions import Base, db
from intake.store.database import WRITES
from intake.store.tables import Instant, Marked, Sealed

# What a blob of the first format was sealed for, by table: the name it had, then these columns.
FIRST_ROWS = {
    "visit": ("visit", "clinic_id", "id"),
    "draft": ("draft", "clinic_id", "visit_id"),
    "submission": ("submission", "clinic_id", "visit_id", "version"),
    "document": ("document", "clinic_id", "visit_id", "kind", "digest"),
    "marking": ("marking", "clinic_id", "visit_id", "number", "version", "user_id", "made_at"),
}


@contextmanager
def writing() -> Iterator[Connection]:
    """A transaction of its own, beside the session's, that will write."""
    with db.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        yield connection


def lock_keys(connection: Connection) -> None:
    """Wait until nobody else makes keys. SQLite has one lock for all, taken already."""
    if connection.dialect.name != "sqlite":
        connection.execute(text('LOCK TABLE "key" IN EXCLUSIVE MODE'))


def marked_tables() -> dict[str, type[Marked]]:
    """The classes of rows that carry marks, by table."""
    mappers = sorted(Base.registry.mappers, key=lambda mapper: str(mapper.local_table))
    return {str(one.local_table): one.class_ for one in mappers if issubclass(one.class_, Marked)}


def sealed_tables() -> list[Table]:
    """The tables that have sealed columns; the keys' last, so that they go with what is done."""
    tables = [table for table in Base.metadata.sorted_tables if sealed_columns(table)]
    return sorted(tables, key=lambda table: table.name == "key")


def sealed_columns(table: Table) -> list[Column[Any]]:
    """A table's sealed columns."""
    return [column for column in table.columns if isinstance(column.type, Sealed)]


def first_row(table: Table, row: RowMapping) -> tuple[str, ...]:
    """What a blob of the first format in this row was sealed for; nothing for a newer table."""
    name, *columns = FIRST_ROWS.get(table.name, ("",))
    moments = {column.name for column in table.columns if isinstance(column.type, Instant)}
    return (name, *(row[c].isoformat() if c in moments else str(row[c]) for c in columns))
