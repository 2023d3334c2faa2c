"""Marks for rows that were written before their table had any, made once."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from intake.store.sealing.encryption import SealError
from intake.store.sealing.keys import sealer
from intake.store.tables import Marked
from intake.store.tables.marked import marked_text
from intake.store.upkeep.tables import first_row, sealed_columns


def mark_rows(connection: Connection, kind: type[Marked], key: bytes, before: list[str]) -> None:
    """Mark every row of a table; `before` are the columns under its present marks, if any.

    A row that does not carry its mark of before stays as it is, and is refused when it is read.
    """
    table: Table = kind.__table__  # type: ignore[attr-defined]
    for row in connection.execute(select(*table.primary_key)).all():
        here = [column == row._mapping[column.name] for column in table.primary_key]
        found = connection.execute(select(table).where(*here)).one()
        if before and not _carries_mark(kind, found, key, before):
            continue
        new = {"mark": _mark(kind, found, key), **_rewrapped(table, found)}
        connection.execute(table.update().where(*here).values(**new))


def _mark(kind: type[Marked], row: Row[Any], key: bytes, only: list[str] | None = None) -> bytes:
    text = marked_text(kind, row._mapping, only)
    return hmac.digest(key, text.encode(), hashlib.sha256)


def _carries_mark(kind: type[Marked], row: Row[Any], key: bytes, before: list[str]) -> bool:
    columns = [name for name in before if name in row._mapping]
    if len(columns) < len(before):  # the upgrade took a column away: nothing to compare with
        return True
    return hmac.compare_digest(row.mark or b"", _mark(kind, row, key, columns))


def _rewrapped(table: Table, row: Row[Any]) -> dict[str, bytes]:
    """The first format's blobs in the present one, which tells of a database that was marked."""
    new = {}
    for column in sealed_columns(table):
        blob = row._mapping[column.name]
        if blob is None:
            continue
        try:
            new[column.name] = sealer().rewrapped(blob, *first_row(table, row._mapping))
        except SealError:  # it does not open today either
            continue
    return new
