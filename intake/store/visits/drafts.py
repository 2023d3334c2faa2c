"""The answers saved so far: one sealed row a visit, gone once they are sent. None commits."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CursorResult, delete, insert, select, update

from intake import clock, draft
from intake.draft import Draft
from intake.extensions import db
from intake.store.records import Visit
from intake.store.sealing.keys import open_json, seal_json
from intake.store.tables import DraftRow


def saved_draft(visit: Visit) -> Draft:
    """The answers saved so far; empty before the first Continue."""
    sealed = db.session.scalar(select(DraftRow.answers).filter_by(**_key(visit)))
    return draft.from_json(open_json(sealed, *_place(visit))) if sealed else Draft()


def keep_draft(visit: Visit, content: Draft) -> None:
    """Keep all answers so far in place of what was kept. The visit is locked by then."""
    new = {"answers": seal_json(content.to_json(), *_place(visit)), "saved_at": clock.now()}
    changed: CursorResult[Any] = db.session.execute(  # type: ignore[assignment]
        update(DraftRow).filter_by(**_key(visit)).values(**new)
    )
    if not changed.rowcount:
        db.session.execute(insert(DraftRow).values(**_key(visit), **new))


def drop_draft(visit: Visit) -> None:
    """Delete the draft: its answers are sent."""
    db.session.execute(delete(DraftRow).filter_by(**_key(visit)))


def _key(visit: Visit) -> dict[str, str]:
    return {"clinic_id": visit.clinic.id, "visit_id": visit.id}


def _place(visit: Visit) -> tuple[str, str, str]:
    return ("draft", visit.clinic.id, visit.id)
