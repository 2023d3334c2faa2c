"""What was sent: one row a version, inserted and never changed. None commits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from intake.extensions import db
from intake.store.records import Stored, Visit
from intake.store.sealing.encryption import SealError
from intake.store.sealing.keys import open_json, seal_json
from intake.store.tables import SubmissionRow, VisitRow
from intake.store.visits.openings import opening_hash
from intake.store.visits.visit import row_of


def insert_submission(
    visit: Visit, content: Mapping[str, Any], sent_at: datetime, opening_key: str = ""
) -> Stored:
    """Keep what the patient sent, as the next version. The visit is locked by then.

    `opening_key` is of the browser that sends; without one none gets the patient's copy.
    """
    row = row_of(visit)
    row.versions, row.sent_at = row.versions + 1, sent_at
    place = ("submission", visit.clinic.id, visit.id, str(row.versions))
    db.session.add(
        SubmissionRow(
            clinic_id=visit.clinic.id,
            visit_id=visit.id,
            version=row.versions,
            content=seal_json(content, *place),
            sent_at=sent_at,
            sender=opening_hash(visit.id, opening_key) if opening_key else None,
        )
    )
    return Stored(row.versions, sent_at, json.loads(json.dumps(content)))  # as it is read again


def submission(visit: Visit) -> Stored | None:
    """The newest version of what was sent for this visit, or None. Raises SealError."""
    return _newest(VisitRow.clinic_id == visit.clinic.id, VisitRow.id == visit.id)


def submission_versions(visit: Visit) -> list[Stored]:
    """Every version of what was sent for this visit, the first one first. Raises SealError."""
    query = select(SubmissionRow).filter_by(clinic_id=visit.clinic.id, visit_id=visit.id)
    return [_record(row) for row in db.session.scalars(query.order_by(SubmissionRow.version))]


def submission_references() -> list[str]:
    """The references of all visits that were sent, in all clinics, the newest sending first."""
    query = (
        select(VisitRow.reference)
        .where(VisitRow.sent_at.is_not(None))
        .order_by(VisitRow.sent_at.desc(), VisitRow.reference)
    )
    return list(db.session.scalars(query))


def every_submission() -> Iterator[tuple[str, str, Stored | None]]:
    """Every version of every submission, as a stream: clinic, reference, content.

    The content is None where it does not open (for whoever checks the database).
    """
    part = SubmissionRow
    columns = (part.clinic_id, part.visit_id, part.version, part.sent_at, part.content)
    query = select(*columns, VisitRow.reference).join(VisitRow, _of_visit())
    ordered = query.order_by(part.clinic_id, part.visit_id, part.version)
    for row in db.session.execute(ordered.execution_options(yield_per=100)):
        try:
            yield row.clinic_id, row.reference, _record(row)
        except SealError:
            yield row.clinic_id, row.reference, None


def _newest(*of_visit: ColumnElement[bool]) -> Stored | None:
    # All in one statement, so that no other request's write comes in between.
    query = (
        select(VisitRow, SubmissionRow)
        .outerjoin(SubmissionRow, _of_visit())
        .where(*of_visit)
        .order_by(SubmissionRow.version)
        .execution_options(populate_existing=True)
    )
    found = db.session.execute(query).all()
    rows = [row for _, row in found if row]
    for visit, _ in found[:1]:
        if [row.version for row in rows] != list(range(1, visit.versions + 1)):
            raise SealError("a submission is missing or was slipped in")
    return _record(rows[-1]) if rows else None


def _of_visit() -> ColumnElement[bool]:
    return (SubmissionRow.clinic_id == VisitRow.clinic_id) & (SubmissionRow.visit_id == VisitRow.id)


def _record(row: Any) -> Stored:
    place = ("submission", row.clinic_id, row.visit_id, str(row.version))
    return Stored(version=row.version, sent_at=row.sent_at, content=open_json(row.content, *place))
