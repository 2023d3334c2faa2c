"""A clinic's visits in the order of its worklist, a stretch of them in one statement."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, tuple_
from sqlalchemy.orm import aliased

from intake.extensions import db
from intake.store.records import Visit
from intake.store.sealing.encryption import SealError
from intake.store.tables import VisitRow
from intake.store.visits.visit import record_of, visits_with_times


def worklist(
    clinic_id: str, limit: int = 50, *, older_than: str = "", newer_than: str = ""
) -> list[Visit]:
    """The clinic's newest visits, or those next to the visit of a reference; newest first.

    Nothing for a reference that the clinic does not have.
    """
    query = visits_with_times().where(VisitRow.clinic_id == clinic_id).limit(limit)
    newest_first = query.order_by(VisitRow.created_at.desc(), VisitRow.id.desc())
    if older_than:
        return _listed(_beside(newest_first, older_than, lambda mine, theirs: mine < theirs))
    if newer_than:
        oldest_first = query.order_by(VisitRow.created_at, VisitRow.id)
        return _listed(_beside(oldest_first, newer_than, lambda mine, theirs: mine > theirs))[::-1]
    return _listed(newest_first)


def _beside(
    query: Select[VisitRow, datetime, datetime],
    reference: str,
    compare: Callable[[Any, Any], ColumnElement[bool]],
) -> Select[VisitRow, datetime, datetime]:
    """The visits whose place in the order compares so with that of a reference."""
    other = aliased(VisitRow)
    mine, theirs = (tuple_(one.created_at, one.id) for one in (VisitRow, other))
    return query.join(other, other.clinic_id == VisitRow.clinic_id).where(
        other.reference == reference, compare(mine, theirs)
    )


def _listed(query: Select[VisitRow, datetime, datetime]) -> list[Visit]:
    return [_record(*row) for row in db.session.execute(query)]


def _record(row: VisitRow, saved: datetime | None, sent: datetime | None) -> Visit:
    try:
        return record_of(row, saved, sent)
    except SealError:  # one visit that cannot be read must not hide the others
        return record_of(row, saved, sent, readable=False)
