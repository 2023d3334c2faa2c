"""What the clinic has on file of a patient, sealed beside the visit. Nothing here commits."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from intake.extensions import db
from intake.store.records import OnFile, Visit
from intake.store.sealing.encryption import SealError
from intake.store.sealing.keys import open_json, seal_json
from intake.store.tables import OnFileRow


def on_file(visit: Visit) -> OnFile:
    """What was entered when the visit was made; nothing where nothing was. Raises SealError."""
    row = db.session.get(OnFileRow, (visit.clinic.id, visit.id))
    return _opened(row) if row else OnFile()


def keep_on_file(visit: Visit, known: OnFile) -> None:
    """Keep what the clinic has on file with a new visit."""
    if known != OnFile():
        place = {"clinic_id": visit.clinic.id, "visit_id": visit.id}
        content = seal_json(vars(known), "on file", visit.clinic.id, visit.id)
        db.session.add(OnFileRow(**place, content=content))
        db.session.flush()


def record_numbers(clinic_id: str, visit_ids: Collection[str]) -> dict[str, str]:
    """The record number of each of these visits that has one and opens, by id."""
    mine = (OnFileRow.clinic_id == clinic_id, OnFileRow.visit_id.in_(visit_ids))
    places = db.session.execute(select(OnFileRow.clinic_id, OnFileRow.visit_id).where(*mine)).all()
    return {one.visit_id: number for one in places if (number := _number(*one))}


def _number(clinic_id: str, visit_id: str) -> str:
    try:
        row = db.session.get(OnFileRow, (clinic_id, visit_id))
        return _opened(row).record_number if row else ""
    except SealError:  # what does not open is found by its name and reference
        return ""


def _opened(row: OnFileRow) -> OnFile:
    return OnFile(**open_json(row.content, "on file", row.clinic_id, row.visit_id))
