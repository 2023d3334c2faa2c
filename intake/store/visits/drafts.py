"""The answers saved so far: one sealed row a visit, gone once they are sent. None commits."""

from __future__ import annotations

from sqlalchemy import delete, select

from intake import clock, draft
from intake.draft import Draft
from intake.extensions import db
from intake.store.database import in_transaction
from intake.store.records import Visit
from intake.store.sealing.encryption import SealError
from intake.store.sealing.keys import open_json, seal_json
from intake.store.tables import DraftRow, VisitRow
from intake.store.visits import last_save, read_together
from intake.store.visits.visit import row_of


def saved_draft(visit: Visit) -> Draft:
    """The answers saved so far; empty before the first Continue. Raises SealError."""
    answers = _sealed(visit)
    return draft.from_json(open_json(answers, *_place(visit))) if answers else Draft()


def keep_draft(visit: Visit, content: Draft) -> None:
    """Keep all answers so far in place of what was kept. The visit is locked by then."""
    row = _row(visit) or DraftRow(clinic_id=visit.clinic.id, visit_id=visit.id)
    row.answers, row.saved_at = seal_json(content.to_json(), *_place(visit)), clock.now()
    row_of(visit).saved_at = row.saved_at
    db.session.add(row)
    last_save.note(visit.clinic.id, visit.id, row.saved_at)


def drop_draft(visit: Visit) -> None:
    """Delete the draft: its answers are sent."""
    row_of(visit).saved_at = None
    last_save.note(visit.clinic.id, visit.id, None)
    db.session.execute(
        delete(DraftRow).filter_by(clinic_id=visit.clinic.id, visit_id=visit.id),
    )


def _sealed(visit: Visit) -> bytes | None:
    writing = in_transaction()
    if not writing and read_together.was_read(visit.clinic.id, visit.id):
        return read_together.sealed(visit.clinic.id, visit.id)
    of, row = _locked(visit) if writing else _read(visit)
    if (of.saved_at if of else None) != (row.saved_at if row else None):
        raise SealError("a draft is missing or was slipped in")
    return row.answers if row else None


def _locked(visit: Visit) -> tuple[VisitRow, DraftRow | None]:
    """Both rows of a visit that is locked, and so at hand."""
    return row_of(visit), _row(visit)


def _read(visit: Visit) -> tuple[VisitRow | None, DraftRow | None]:
    """Both rows, in one statement, so that no other request's write comes in between."""
    of_visit = (DraftRow.clinic_id == VisitRow.clinic_id) & (DraftRow.visit_id == VisitRow.id)
    query = (
        select(VisitRow, DraftRow)
        .outerjoin(DraftRow, of_visit)
        .where(VisitRow.clinic_id == visit.clinic.id, VisitRow.id == visit.id)
        .execution_options(populate_existing=True)
    )
    found = db.session.execute(query).first()
    return (found[0], found[1]) if found else (None, None)


def _row(visit: Visit) -> DraftRow | None:
    return db.session.get(DraftRow, (visit.clinic.id, visit.id))


def _place(visit: Visit) -> tuple[str, str, str]:
    return ("draft", visit.clinic.id, visit.id)
