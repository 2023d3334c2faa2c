"""What was sent: one row a version, inserted and never changed. None commits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from intake.extensions import db
from intake.store.records import Stored, Visit
from intake.store.sealing.keys import open_json, seal_json
from intake.store.tables import SubmissionRow, VisitRow
from intake.store.visits.openings import opening_hash

FIRST_VERSION = 1


def insert_submission(
    visit: Visit, content: Mapping[str, Any], sent_at: datetime, opening_key: str = ""
) -> Stored:
    """Keep what the patient sent. The visit is locked by then, and nothing was sent yet.

    `opening_key` is of the browser that sends; without one none gets the patient's copy.
    """
    place = ("submission", visit.clinic.id, visit.id, str(FIRST_VERSION))
    db.session.add(
        SubmissionRow(
            clinic_id=visit.clinic.id,
            visit_id=visit.id,
            version=FIRST_VERSION,
            content=seal_json(content, *place),
            sent_at=sent_at,
            sender=opening_hash(visit.id, opening_key) if opening_key else None,
        )
    )
    return Stored(FIRST_VERSION, sent_at, json.loads(json.dumps(content)))  # as it is read again


def submission(visit: Visit) -> Stored | None:
    """The newest version of what was sent for this visit, or None."""
    row = db.session.scalar(
        select(SubmissionRow)
        .filter_by(clinic_id=visit.clinic.id, visit_id=visit.id)
        .order_by(SubmissionRow.version.desc())
        .limit(1)
    )
    return _record(row) if row else None


def submission_references() -> list[str]:
    """The references of all submissions of all clinics, newest first (command line only)."""
    query = (
        select(VisitRow.reference)
        .join(SubmissionRow, _of_visit())
        .order_by(SubmissionRow.sent_at.desc(), VisitRow.reference)
    )
    return list(db.session.scalars(query))


def submission_by_reference(reference: str) -> Stored | None:
    """The submission of this reference in any clinic (command line only), or None."""
    row = db.session.scalar(
        select(SubmissionRow)
        .join(VisitRow, _of_visit())
        .where(VisitRow.reference == reference)
        .order_by(SubmissionRow.version.desc())
        .limit(1)
    )
    return _record(row) if row else None


def _of_visit() -> ColumnElement[bool]:
    return (SubmissionRow.clinic_id == VisitRow.clinic_id) & (SubmissionRow.visit_id == VisitRow.id)


def _record(row: SubmissionRow) -> Stored:
    place = ("submission", row.clinic_id, row.visit_id, str(row.version))
    return Stored(version=row.version, sent_at=row.sent_at, content=open_json(row.content, *place))
