"""Taking all that is kept to another database, row by row, and proving that it is the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, func, inspect, select, text

from intake.extensions import Base, db
from intake.store.database import WRITES, engine_options, prepare, without_limits
from intake.store.upkeep.start import is_current

AT_ONCE = 500  # rows


class MoveError(Exception):
    """Nothing was moved; the message says why and what to do."""


@dataclass(frozen=True)
class Moved:
    """A table that stands in both databases alike: its rows, and the digest over all of them."""

    table: str
    rows: int
    digest: str  # 64 hexadecimal digits


def move(url: str, tell: Callable[[Moved], None]) -> None:
    """Copy every row to the empty database at this address, in one transaction; compare both.

    Nobody may write meanwhile: SQLite's one lock is held. Raises MoveError, and whatever the
    other database says.
    """
    target = create_engine(url, **engine_options(url))
    prepare(target)
    try:
        with (
            db.engine.connect().execution_options(**{WRITES: True}) as here,
            target.connect().execution_options(**{WRITES: True}) as there,
        ):
            for one in (here, there):  # each waits while the other is read
                without_limits(one)
            _require_empty(there)
            for table in Base.metadata.sorted_tables:
                for rows in _in_parts(here, table):
                    there.execute(table.insert(), rows)
            _go_on_counting(target, there)
            for table in Base.metadata.sorted_tables:
                before, after = (_digest(one, table) for one in (here, there))
                if before != after:
                    raise MoveError(
                        f"the table {table.name} did not arrive as it is: nothing moved"
                    )
                tell(Moved(table.name, *after))
            there.commit()
    finally:
        target.dispose()


def _require_empty(there: Connection) -> None:
    if not inspect(there).has_table("alembic_version") or not is_current(there):
        raise MoveError(
            "the other database has not this version's tables: run `flask --app wsgi db upgrade` "
            "with its address in DATABASE_URL first"
        )
    full = [
        table.name
        for table in Base.metadata.sorted_tables
        if there.scalar(select(func.count()).select_from(table))
    ]
    if full:
        raise MoveError(f"the other database is not empty: {', '.join(full)}")


def _in_parts(here: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    found = here.execution_options(yield_per=AT_ONCE).execute(_in_order(table))
    for part in found.mappings().partitions():
        yield [dict(row) for row in part]


def _digest(connection: Connection, table: Table) -> tuple[int, str]:
    """How many rows, and what all of them come to, the same on every engine."""
    count, digest = 0, hashlib.sha256()
    for part in _in_parts(connection, table):
        for row in part:
            count += 1
            digest.update(repr([(key, _plain(row[key])) for key in sorted(row)]).encode())
    return count, digest.hexdigest()


def _in_order(table: Table) -> Any:
    return select(table).order_by(*table.primary_key.columns)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return bytes(value) if isinstance(value, memoryview | bytearray) else value


def _go_on_counting(target: Engine, there: Connection) -> None:
    """Let numbers that PostgreSQL gives out go on after the highest there is."""
    if target.dialect.name != "postgresql":
        return
    for table in Base.metadata.sorted_tables:
        [first, *others] = table.primary_key.columns
        name = there.scalar(
            text("SELECT pg_get_serial_sequence(:table, :column)"),
            {"table": f'"{table.name}"', "column": first.name},
        )
        if name and not others:
            highest = there.scalar(select(func.max(first)))
            if highest:
                values = {"name": name, "highest": highest}
                there.execute(text("SELECT setval(:name, :highest)"), values)
