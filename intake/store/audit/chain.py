"""Appending to a clinic's chain: HMAC(key, the row before | this row), one writer at a time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from intake import clock
from intake.deeds import OPENINGS, Deed
from intake.extensions import db
from intake.store.audit import anchor
from intake.store.database import AUDITED, WRITES, afterwards
from intake.store.sealing.keys import hashed, seal_json
from intake.store.tables import AuditDetailRow, AuditHeadRow, AuditRow, VisitRow

Detail = Mapping[str, str | int]
NOT_IN_SESSION = {"synchronize_session": False}


@dataclass(frozen=True)
class Entry:
    """Who did what, to which visit."""

    clinic_id: str  # "" where no clinic is meant
    who: str  # a user's id, "patient", "command" or "system"
    deed: Deed
    visit_id: str = ""
    reference: str = ""
    detail: Detail = field(default_factory=dict)  # kept sealed


@dataclass(frozen=True)
class Head:
    """Where a clinic's chain ends: its last row's number and MAC (32 bytes)."""

    clinic_id: str
    number: int
    mac: bytes


def append(entry: Entry) -> Head:
    """Write a row in the transaction of the deed, and give the chain's new head.

    Call it as late as the deed allows: the chain's head stays locked until the transaction ends,
    and whoever locks a visit does so before. Raises RuntimeError outside of a transaction.
    """
    if not db.session.info.get(WRITES):
        raise RuntimeError("an audit row is written in the transaction of what it tells")
    if entry.deed in OPENINGS and entry.who.isdecimal():
        _note_opening(entry)
    before = _locked_head(entry.clinic_id)
    row = _row(entry, before.number + 1)
    head = Head(entry.clinic_id, row["number"], mac_of(before.mac, **row))
    db.session.execute(insert(AuditRow).values(**row, mac=head.mac))
    _keep_detail(entry, head.number)
    db.session.execute(
        update(AuditHeadRow)
        .filter_by(clinic_id=entry.clinic_id)
        .values(number=head.number, mac=head.mac)
    )
    db.session.info[AUDITED] = True
    afterwards(partial(anchor.keep, [(head.clinic_id, head.number, head.mac)]))
    return head


def was_written() -> bool:
    """Whether this session has written a row that was not taken back."""
    return bool(db.session.info.get(AUDITED))


def heads() -> list[Head]:
    """Where every chain ends, by clinic; the service's own first."""
    query = select(AuditHeadRow.clinic_id, AuditHeadRow.number, AuditHeadRow.mac)
    return [Head(*row) for row in db.session.execute(query.order_by(AuditHeadRow.clinic_id))]


def mac_of(before: bytes, **row: Any) -> bytes:
    """The MAC of a row that follows one with the MAC `before`; 32 bytes."""
    at: datetime = row["at"]
    parts = [
        before.hex(),
        row["clinic_id"],
        row["number"],
        at.isoformat(timespec="microseconds"),
        row["who"],
        row["deed"],
        row["visit_id"],
        row["reference"],
        row["detail"].hex(),
    ]
    return hashed("audit", json.dumps(parts))


def digest_of_detail(clinic_id: str, number: int, detail: Detail) -> bytes:
    """What the row keeps of its detail, so that the sealed one cannot be changed unseen."""
    return hashed("audit detail", json.dumps([clinic_id, number, dict(detail)], sort_keys=True))


def place_of_detail(clinic_id: str, number: int) -> tuple[str, str, str]:
    """The row that a detail is sealed for."""
    return ("audit_detail", clinic_id, str(number))


def _note_opening(entry: Entry) -> None:
    """Leave the visit out of those among which the worklist looks for unopened ones.

    Before the chain's head is locked, as every lock on a visit.
    """
    unseen = update(VisitRow).where(
        VisitRow.clinic_id == entry.clinic_id,
        VisitRow.id == entry.visit_id,
        VisitRow.seen_versions < VisitRow.versions,
    )
    db.session.execute(
        unseen.values(seen_versions=VisitRow.versions), execution_options=NOT_IN_SESSION
    )


def _row(entry: Entry, number: int) -> dict[str, Any]:
    detail = digest_of_detail(entry.clinic_id, number, entry.detail) if entry.detail else b""
    return {
        "clinic_id": entry.clinic_id,
        "number": number,
        "at": clock.now(),
        "who": entry.who,
        "deed": entry.deed,
        "visit_id": entry.visit_id,
        "reference": entry.reference,
        "detail": detail,
    }


def _keep_detail(entry: Entry, number: int) -> None:
    if entry.detail:
        content = seal_json(dict(entry.detail), *place_of_detail(entry.clinic_id, number))
        db.session.execute(
            insert(AuditDetailRow).values(clinic_id=entry.clinic_id, number=number, content=content)
        )


def _locked_head(clinic_id: str) -> Row[int, bytes]:
    """The head, nobody else appending until the transaction ends; made for a new clinic."""
    query = select(AuditHeadRow.number, AuditHeadRow.mac).filter_by(clinic_id=clinic_id)
    found = db.session.execute(query.with_for_update()).first()
    if found:
        return found
    first = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    new = first(AuditHeadRow).values(clinic_id=clinic_id, number=0, mac=b"")
    db.session.execute(new.on_conflict_do_nothing())
    return db.session.execute(query.with_for_update()).one()
