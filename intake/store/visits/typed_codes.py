"""The codes that lead back to a form when they are typed, found by their hashes. None commits."""

from __future__ import annotations

from sqlalchemy import delete

from intake.extensions import db
from intake.store.records import Visit
from intake.store.sealing.tokens import code_for, code_hash
from intake.store.tables import TypedCodeRow, VisitRow
from intake.store.visits.visit import is_live, record_of, visits_with_times


def keep_code(visit: Visit) -> str:
    """The code of the visit's present link, kept so that it is found. The visit is locked."""
    code = code_for(visit.id, visit.link_serial)
    place = (visit.clinic.id, visit.id)
    row = db.session.get(TypedCodeRow, place) or TypedCodeRow(clinic_id=place[0], visit_id=place[1])
    if row.code_hash != code_hash(code):
        row.code_hash = code_hash(code)
        db.session.add(row)
    return code


def has_code(visit: Visit) -> str:
    """The code of the visit's present link if it is found by it, else ""."""
    code = code_for(visit.id, visit.link_serial)
    row = db.session.get(TypedCodeRow, (visit.clinic.id, visit.id))
    return code if row and row.code_hash == code_hash(code) else ""


def visits_of_code(code: str) -> list[Visit]:
    """The visits that this code leads to while their link works; nearly always one or none."""
    here = (TypedCodeRow.clinic_id == VisitRow.clinic_id) & (TypedCodeRow.visit_id == VisitRow.id)
    query = visits_with_times().join(TypedCodeRow, here)
    found = db.session.execute(query.where(TypedCodeRow.code_hash == code_hash(code))).all()
    visits = [record_of(*row) for row in found]
    return [one for one in visits if is_live(one) and code_for(one.id, one.link_serial) == code]


def drop_code(visit: Visit) -> None:
    """Let the code lead nowhere: its link was replaced."""
    mine = {"clinic_id": visit.clinic.id, "visit_id": visit.id}
    db.session.execute(delete(TypedCodeRow).filter_by(**mine))
