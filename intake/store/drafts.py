"""The answers saved so far: one sealed row a visit, gone once they are sent. None commits."""

from __future__ import annotations

from intake import clock, draft
from intake.draft import Draft
from intake.extensions import db
from intake.store.keys import open_json, seal_json
from intake.store.records import Visit
from intake.store.tables import DraftRow


def saved_draft(visit: Visit) -> Draft:
    """The answers saved so far; empty before the first Continue."""
    row = _row(visit)
    return draft.from_json(open_json(row.answers, *_place(visit))) if row else Draft()


def keep_draft(visit: Visit, content: Draft) -> None:
    """Keep all answers so far in place of what was kept. The visit is locked by then."""
    sealed, row = seal_json(content.to_json(), *_place(visit)), _row(visit)
    if row is None:
        row = DraftRow(clinic_id=visit.clinic.id, visit_id=visit.id)
        db.session.add(row)
    row.answers, row.saved_at = sealed, clock.now()


def drop_draft(visit: Visit) -> None:
    """Delete the draft: its answers are sent."""
    row = _row(visit)
    if row:
        db.session.delete(row)


def _row(visit: Visit) -> DraftRow | None:
    return db.session.get(DraftRow, (visit.clinic.id, visit.id))


def _place(visit: Visit) -> tuple[str, str, str]:
    return ("draft", visit.clinic.id, visit.id)
