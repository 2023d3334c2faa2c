"""The draft that was read with its visit, in one statement: a page of a form needs both.

It holds while the transaction goes on that read it: whoever writes, or looks anew, begins another.
"""

from __future__ import annotations

from sqlalchemy.orm import SessionTransaction

from intake.extensions import db
from intake.store.tables import DraftRow, VisitRow

_READ = "intake_read_together"  # of a session: sealed answers by visit, and what read them
_Read = tuple[SessionTransaction | None, bytes | None]


def keep(row: VisitRow, draft: DraftRow | None) -> None:
    """Keep what this statement read; that the two belong together is checked by then."""
    read: dict[tuple[str, str], _Read] = db.session.info.setdefault(_READ, {})
    read[row.clinic_id, row.id] = db.session().get_transaction(), draft.answers if draft else None


def was_read(clinic_id: str, visit_id: str) -> bool:
    """Whether the visit's draft, or that there is none, is at hand."""
    found = db.session.info.get(_READ, {}).get((clinic_id, visit_id))
    return found is not None and found[0] is db.session().get_transaction()


def sealed(clinic_id: str, visit_id: str) -> bytes | None:
    """The sealed answers that were read; None where there was no draft."""
    answers: bytes | None = db.session.info[_READ][clinic_id, visit_id][1]
    return answers
