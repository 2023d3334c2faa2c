"""What clinicians said of a submission's medicines: rows inserted, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from intake import clock
from intake.extensions import db
from intake.store.records import Visit
from intake.store.sealing.encryption import SealError
from intake.store.sealing.keys import open_json, seal_json
from intake.store.tables import VerificationRow, VisitRow
from intake.store.visits.visit import row_of
from intake.verification import Reading, Verdict, Verification, current


def verifications(visit: Visit) -> list[Verification]:
    """Every verification on the visit's submissions, in the order in which they were made."""
    return [_record(row) for row in _rows(visit)]


def add_verification(
    visit: Visit, version: int, user_id: int, reading: Reading, verdict: Verdict
) -> None:
    """Keep a clinician's verdict on a reading. What changes nothing adds nothing.

    The visit is locked by then, so that of two clicks at once the slower sees that all is said.
    """
    rows = _rows(visit)
    mine = [one for one in map(_record, rows) if one.user_id == user_id]
    if _adds_nothing([one for one in mine if one.reading == reading], version, verdict):
        return
    number = rows[-1].number + 1 if rows else 1
    content = {**vars(reading), "verdict": verdict.outcome, "note": verdict.note}
    row_of(visit).verdicts = number
    db.session.add(_row(visit, number, version, user_id, content))


def _adds_nothing(mine: list[Verification], version: int, verdict: Verdict) -> bool:
    """Whether it repeats the clinician's last verdict on this version, or withdraws nothing."""
    if verdict.outcome == "withdrawn":
        return not current(mine)
    return bool(mine) and (mine[-1].version, mine[-1].verdict) == (version, verdict)


def _rows(visit: Visit) -> list[VerificationRow]:
    # All in one statement, so that no other request's write comes in between.
    of_visit = (VerificationRow.clinic_id == VisitRow.clinic_id) & (
        VerificationRow.visit_id == VisitRow.id
    )
    query = (
        select(VisitRow, VerificationRow)
        .outerjoin(VerificationRow, of_visit)
        .where(VisitRow.clinic_id == visit.clinic.id, VisitRow.id == visit.id)
        .order_by(VerificationRow.number)
        .execution_options(populate_existing=True)
    )
    found = db.session.execute(query).all()
    rows = [row for _, row in found if row]
    for of, _ in found[:1]:
        if [row.number for row in rows] != list(range(1, of.verdicts + 1)):
            raise SealError("a verification is missing or was slipped in")
    return rows


def _row(
    visit: Visit, number: int, version: int, user_id: int, content: dict[str, Any]
) -> VerificationRow:
    row = VerificationRow(
        clinic_id=visit.clinic.id,
        visit_id=visit.id,
        number=number,
        version=version,
        user_id=user_id,
        made_at=clock.now(),
    )
    row.content = seal_json(content, *_place(row))
    return row


def _record(row: VerificationRow) -> Verification:
    said: dict[str, Any] = open_json(row.content, *_place(row))
    return Verification(
        reading=Reading(said["typed"], said["read_as"], tuple(said["classes"]), said["drug_list"]),
        verdict=Verdict(said["verdict"], said["note"]),
        user_id=row.user_id,
        by=row.user.name,
        at=row.made_at,
        version=row.version,
    )


def _place(row: VerificationRow) -> Iterable[str]:
    """Everything that stands open in the row, so that none of it can be changed unseen."""
    open_parts = (row.number, row.version, row.user_id, row.made_at.isoformat())
    # Rows are sealed under the name that the table had from the first.
    return ("marking", row.clinic_id, row.visit_id, *map(str, open_parts))
