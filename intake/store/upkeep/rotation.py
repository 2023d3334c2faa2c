"""A new master key for what the old one wrapped: row by row, while the service goes on.

Each row is a transaction of its own, so that it may be killed at any time and begun again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection, Row, Table, func, inspect, or_, select

from intake.extensions import db
from intake.store.database import without_limits
from intake.store.sealing.encryption import FIRST_FORMAT, FORMAT, SealError
from intake.store.sealing.keys import sealer
from intake.store.upkeep.tables import first_row, sealed_columns, sealed_tables, writing

NAMED = len(FORMAT) + len(b"4444")  # bytes: the format and the id of the master key


@dataclass
class Rotation:
    """What came of it: how many rows were rewrapped, and which did not open, by table."""

    rewrapped: Counter[str] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)


def rotate(tell: Callable[[str, int, int], None] = lambda *_: None) -> Rotation:
    """Wrap every record's key anew with the present master key; tell(table, done, of all)."""
    done = Rotation()
    for table in sealed_tables():
        rows = _waiting(table)
        for number, row in enumerate(rows, 1):
            try:
                done.rewrapped[table.name] += _rewrap(table, row)
            except SealError:
                done.unreadable[table.name] += 1
            tell(table.name, number, len(rows))
    return done


def still_wrapped_by() -> Counter[bytes]:
    """How many sealed values each master key wraps, by its id; "" for the first format."""
    with db.engine.connect() as connection:
        without_limits(connection)
        return wrapped_by(connection)


def wrapped_by(connection: Connection) -> Counter[bytes]:
    """The same of the database that this connection reads, of a version before perhaps."""
    counts: Counter[bytes] = Counter()
    there = inspect(connection).get_multi_columns()
    for table in sealed_tables():
        names = {one["name"] for one in there.get((None, table.name), ())}
        for column in (one for one in sealed_columns(table) if one.name in names):
            named = func.substr(column, 1, NAMED)
            query = select(named, func.count()).where(column.is_not(None)).group_by(named)
            for head, number in connection.execute(query):
                first = bytes(head).startswith(FIRST_FORMAT)
                counts[b"" if first else bytes(head)[len(FORMAT) :]] += number
    return counts


def _waiting(table: Table) -> list[Row[tuple[object, ...]]]:
    """The keys of the rows that another master key wraps, or the first format."""
    current = FORMAT + sealer().master_id
    others = [func.substr(column, 1, NAMED) != current for column in sealed_columns(table)]
    with db.engine.connect() as connection:
        without_limits(connection)
        return list(connection.execute(select(*table.primary_key).where(or_(*others))))


def _rewrap(table: Table, key: Row[tuple[object, ...]]) -> int:
    """Rewrap one row: 1, or 0 if it was deleted or changed meanwhile. Raises SealError."""
    here = [column == key._mapping[column.name] for column in table.primary_key]
    with writing() as connection:
        row = connection.execute(select(table).where(*here)).one_or_none()
        if row is None:
            return 0
        old = {column: row._mapping[column.name] for column in sealed_columns(table)}
        new = {
            column.name: sealer().rewrapped(blob, *first_row(table, row._mapping))
            for column, blob in old.items()
            if blob is not None and not sealer().is_current(blob)
        }
        if not new:
            return 0
        unchanged = [column == blob for column, blob in old.items() if blob is not None]
        return connection.execute(table.update().where(*here, *unchanged).values(**new)).rowcount
