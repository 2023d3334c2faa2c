"""Which visit was the one before, of the same patient: a clinician says so. None commits."""

from __future__ import annotations

from sqlalchemy import delete, select

from intake.extensions import db
from intake.store.records import Visit
from intake.store.tables import DocumentRow, EarlierVisitRow
from intake.store.visits.documents import drop_documents
from intake.store.visits.visit import visit_of_id


def earlier_visit(visit: Visit) -> Visit | None:
    """The visit that a clinician linked as the one before, or None."""
    row = db.session.get(EarlierVisitRow, (visit.clinic.id, visit.id), populate_existing=True)
    return visit_of_id(visit.clinic.id, row.earlier_id) if row else None


def later_visits(visit: Visit) -> list[Visit]:
    """The visits that are linked as later ones of this, in no order."""
    query = select(EarlierVisitRow.visit_id).filter_by(
        clinic_id=visit.clinic.id, earlier_id=visit.id
    )
    found = (visit_of_id(visit.clinic.id, one) for one in db.session.scalars(query).all())
    return [one for one in found if one]


def link_earlier(visit: Visit, earlier: Visit) -> None:
    """Keep which visit was the one before, in place of another. Both are locked by then."""
    place = (visit.clinic.id, visit.id)
    row = db.session.get(EarlierVisitRow, place) or EarlierVisitRow(
        clinic_id=place[0], visit_id=place[1]
    )
    row.earlier_id = earlier.id
    db.session.add(row)
    db.session.flush()


def unlink_earlier(visit: Visit) -> bool:
    """Forget which visit was the one before, and what compares them; whether one was linked."""
    mine = {"clinic_id": visit.clinic.id, "visit_id": visit.id}
    if not db.session.scalar(select(EarlierVisitRow.earlier_id).filter_by(**mine)):
        return False
    db.session.execute(delete(EarlierVisitRow).filter_by(**mine))
    drop_documents(visit)
    return True


def forget_as_earlier(clinic_id: str, visit_id: str) -> None:
    """Forget a visit that is erased as the one before of others, and what their pages tell of it.

    None of them need open for that.
    """
    later = select(EarlierVisitRow.visit_id).filter_by(clinic_id=clinic_id, earlier_id=visit_id)
    pages = delete(DocumentRow).where(
        DocumentRow.clinic_id == clinic_id, DocumentRow.visit_id.in_(later)
    )
    links = delete(EarlierVisitRow).filter_by(clinic_id=clinic_id, earlier_id=visit_id)
    for statement in (pages, links):
        db.session.execute(statement.execution_options(synchronize_session="fetch"))
