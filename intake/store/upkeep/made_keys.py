"""The table of keys: read whole or refused; made once, by whoever comes first.

One more row seals the list of all keys, and which columns of which table are under marks. So a
key that was deleted, and marks that were taken off, are noticed, and a master key that does not
open this list is none of this database.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, inspect, select

from intake import clock
from intake.config import ConfigError
from intake.extensions import db
from intake.store.sealing.encryption import FORMAT, SealError, derived_key
from intake.store.sealing.keys import sealer
from intake.store.sealing.purposes import MADE_OF_SECRET, PURPOSES
from intake.store.tables import KeyRow, UserRow, VisitRow
from intake.store.tables.marked import marked_columns
from intake.store.upkeep.before import secret_in_use
from intake.store.upkeep.first_marks import mark_rows
from intake.store.upkeep.tables import (
    lock_keys,
    marked_tables,
    sealed_columns,
    sealed_tables,
    writing,
)

LIST, FIRST = "all keys", 1
TABLE: Any = KeyRow.__table__
WRONG_KEY = (
    "INTAKE_MASTER_KEY is not the key of this database"
    " (or its old one is missing in INTAKE_OLD_MASTER_KEYS)"
)
CHANGED = "the keys kept in the database were changed or deleted: restore the table key"


@dataclass(frozen=True)
class Kept:
    """What the database keeps: a key by purpose, and the columns under marks by table."""

    keys: dict[str, bytes]
    marked: dict[str, list[str]]

    @property
    def is_complete(self) -> bool:
        """Whether this version of the service needs nothing more."""
        return (
            self.keys.keys() >= PURPOSES.keys() and self.marked.items() >= _marks_wanted().items()
        )


def read_keys() -> dict[str, bytes]:
    """The key of each purpose; those that are missing are made. Raises ConfigError."""
    with db.engine.connect() as connection:
        kept = _kept(connection)
    if kept is None or not kept.is_complete:
        with writing() as connection:
            lock_keys(connection)
            kept = _completed(connection)
    return kept.keys


def check_keys() -> None:
    """Raise ConfigError if there are keys that do not open, or are not all there."""
    with db.engine.connect() as connection:
        _kept(connection)


def forget_lost_marks(connection: Connection) -> None:
    """After a downgrade: no mark is known of a table that lost a marked column.

    What stood there is gone, so that no row would carry its mark: the next start marks them anew.
    """
    looked = inspect(connection)
    kept = _kept(connection) if looked.has_table(TABLE.name) else None
    if kept is None:
        return
    there = {
        name: {one["name"] for one in columns}
        for (_, name), columns in looked.get_multi_columns().items()
    }
    lost = [name for name, some in kept.marked.items() if not there.get(name, set()) >= {*some}]
    if lost:
        _write_list(connection, Kept(kept.keys, {**kept.marked, **{name: [] for name in lost}}))


def _marks_wanted() -> dict[str, list[str]]:
    return {name: marked_columns(kind) for name, kind in marked_tables().items()}


def _kept(connection: Connection) -> Kept | None:
    if not inspect(connection).has_table(TABLE.name):
        raise ConfigError("the database has no table of keys: flask --app wsgi db upgrade")
    rows = connection.execute(select(TABLE)).all()
    if not rows:
        return None
    opened = {(row.purpose, row.number): _opened(row) for row in rows}
    listed = json.loads(opened.pop((LIST, FIRST), b"{}"))
    if sorted(map(list, opened)) != listed.get("keys"):
        raise ConfigError(CHANGED)
    return Kept({purpose: opened[purpose, n] for purpose, n in sorted(opened)}, listed["marked"])


def _opened(row: Any) -> bytes:
    try:
        return sealer().open(row.sealed, *_place(row.purpose, row.number, row.made_at))
    except SealError:
        raise ConfigError(WRONG_KEY) from None


def _place(purpose: str, number: int, made_at: Any) -> tuple[str, ...]:
    return ("key", purpose, str(number), made_at.isoformat())


def _completed(connection: Connection) -> Kept:
    """Make what is missing, and mark the rows of tables that had no marks or others."""
    kept = _kept(connection)
    new = _missing_keys(connection, kept)
    for purpose, key in new.items():
        _insert(connection, purpose, key)
    keys, marked = ({**kept.keys, **new}, kept.marked) if kept else (new, {})
    for name, columns in _marks_wanted().items():
        before = marked.get(name, [])
        if before != columns:
            mark_rows(connection, marked_tables()[name], keys["rows"], before)
    whole = Kept(keys, {**marked, **_marks_wanted()})
    _write_list(connection, whole)
    return whole


def _missing_keys(connection: Connection, kept: Kept | None) -> dict[str, bytes]:
    missing = PURPOSES.keys() - (kept.keys.keys() if kept else set())
    new = {purpose: os.urandom(32) for purpose in sorted(missing)}
    if kept is None:
        if _was_in_use(connection):
            raise ConfigError(CHANGED)
        if any(connection.scalar(select(func.count()).select_from(t)) for t in (VisitRow, UserRow)):
            secret = secret_in_use(connection)
            new |= {purpose: derived_key(secret, purpose) for purpose in MADE_OF_SECRET}
    return new


def _was_in_use(connection: Connection) -> bool:
    """Whether marks or sealed rows tell that there were keys."""
    marks = [kind.__table__.c.mark.is_not(None) for kind in marked_tables().values()]  # type: ignore[attr-defined]
    heads = [
        func.substr(column, 1, 1) == FORMAT
        for table in sealed_tables()
        for column in sealed_columns(table)
    ]
    return any(connection.scalar(select(1).where(one).limit(1)) for one in (*marks, *heads))


def _write_list(connection: Connection, kept: Kept) -> None:
    rows = connection.execute(
        select(TABLE.c.purpose, TABLE.c.number).where(TABLE.c.purpose != LIST)
    )
    listed = {"keys": sorted([row.purpose, row.number] for row in rows), "marked": kept.marked}
    connection.execute(TABLE.delete().where(TABLE.c.purpose == LIST))
    _insert(connection, LIST, json.dumps(listed).encode())


def _insert(connection: Connection, purpose: str, content: bytes) -> None:
    now = clock.now()
    sealed = sealer().seal(content, *_place(purpose, FIRST, now))
    connection.execute(
        TABLE.insert().values(purpose=purpose, number=FIRST, sealed=sealed, made_at=now)
    )
