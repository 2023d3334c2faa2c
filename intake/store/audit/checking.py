"""Checking every chain: an edit, a deletion, a swapped row and a cut tail are each one finding.

Rows are read as a stream in one snapshot of the database, so that neither a million of them nor a
service at work is in the way. What is cut off the end shows only where the chain's head as it
stood was kept elsewhere: sealed in each submission, and in the lines of `flask audit head`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hmac import compare_digest
from itertools import groupby
from typing import Any

from sqlalchemy import select

from intake.extensions import db
from intake.store.audit.chain import Head, digest_of_detail, heads, mac_of, place_of_detail
from intake.store.audit.promises import (
    Anchor,
    broken_visits,
    lost_submissions,
    lost_visits,
    sealed_heads,
)
from intake.store.sealing.encryption import SealError
from intake.store.sealing.keys import open_json
from intake.store.tables import AuditDetailRow, AuditRow

CHUNK = 1000  # rows in memory at once
OWN = "the service's own chain"


def findings(kept: Iterable[Anchor] = ()) -> Iterator[str]:
    """Every sign that a chain is not as it was written, a line each; `kept` are its old heads."""
    with _one_snapshot():
        yield from _chains()
        for anchor in kept:
            yield from _missed(anchor)
        for found in sealed_heads():
            yield from _missed(found) if isinstance(found, Anchor) else (found,)
        yield from lost_visits()
        yield from broken_visits()
        yield from lost_submissions()


def name_of(clinic_id: str) -> str:
    """What a chain is called."""
    return clinic_id or OWN


@contextmanager
def _one_snapshot() -> Iterator[None]:
    """Read everything as it stands now; SQLite does so in any transaction."""
    db.session.rollback()
    if db.engine.dialect.name != "sqlite":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    try:
        yield
    finally:
        db.session.rollback()


def _chains() -> Iterator[str]:
    ends = {head.clinic_id: head for head in heads()}
    for clinic_id, rows in groupby(_rows(), key=lambda row: str(row.clinic_id)):
        for words in _chain(rows, ends.pop(clinic_id, Head(clinic_id, 0, b""))):
            yield f"{name_of(clinic_id)}: {words}"
    for head in ends.values():
        if head.number:
            yield f"{name_of(head.clinic_id)}: {_missing(1, head.number)}"


def _rows() -> Iterator[Any]:
    query = select(AuditRow.__table__, AuditDetailRow.content).outerjoin(
        AuditDetailRow,
        (AuditDetailRow.clinic_id == AuditRow.clinic_id)
        & (AuditDetailRow.number == AuditRow.number),
    )
    ordered = query.order_by(AuditRow.clinic_id, AuditRow.number)
    return iter(db.session.execute(ordered.execution_options(yield_per=CHUNK)))


def _chain(rows: Iterable[Any], head: Head) -> Iterator[str]:
    number, mac = 0, b""
    for row in rows:
        if row.number != number + 1:  # its MAC cannot be told without the row before
            yield _missing(number + 1, row.number - 1)
        elif not compare_digest(row.mac, mac_of(mac, **row._mapping)):
            yield f"row {row.number} was changed, or its place"
        yield from _detail(row)
        number, mac = row.number, row.mac
    if number < head.number:
        yield _missing(number + 1, head.number)
    elif (number, mac) != (head.number, head.mac):
        yield f"the head was changed: it is not row {number}"


def _detail(row: Any) -> Iterator[str]:
    if not row.detail and row.content is None:
        return
    try:
        opened = open_json(row.content or b"", *place_of_detail(row.clinic_id, row.number))
    except SealError:
        yield f"the detail of row {row.number} is missing or does not open"
        return
    if not compare_digest(row.detail, digest_of_detail(row.clinic_id, row.number, opened)):
        yield f"the detail of row {row.number} was changed"


def _missing(first: int, last: int) -> str:
    return f"row {first} is missing" if first == last else f"rows {first} to {last} are missing"


def _missed(anchor: Anchor) -> Iterator[str]:
    """Say so if the chain is not what it was when its head was kept."""
    head = anchor.head
    mac = db.session.scalar(
        select(AuditRow.mac).filter_by(clinic_id=head.clinic_id, number=head.number)
    )
    where = f"{name_of(head.clinic_id)}: row {head.number}"
    if mac is None:
        yield f"{where} is missing: it was the last one, says {anchor.kept}"
    elif not compare_digest(mac, head.mac):
        yield f"{where} is not what it was, says {anchor.kept}"
