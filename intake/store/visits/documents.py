"""PDFs made once and kept sealed, each under the digest of all that shapes it; what is not made.

The demo keeps the mail beside them that its outbox shows, as it went.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, exists, select

from intake.extensions import db
from intake.store.records import Visit
from intake.store.sealing.encryption import SealError
from intake.store.sealing.keys import open_bytes, seal_bytes
from intake.store.tables import DocumentRow, VisitRow
from intake.store.visits.visit import hold

_MAIL = "mail {}"  # the kind of what was written to the patient, with its number


class Undrawn(NamedTuple):
    """A sent visit of which no page is kept."""

    sent_at: datetime
    reference: str
    versions: int


def kept_document(visit: Visit, kind: str, digest: str) -> bytes | None:
    """The kept PDF of this kind, or None if it is missing, outdated or cannot be read."""
    try:
        row = db.session.get(DocumentRow, (visit.clinic.id, visit.id, kind))
        if row is None or row.digest != digest:
            return None
        return open_bytes(row.content, "document", visit.clinic.id, visit.id, kind, digest)
    except SealError:  # only a copy of what is made of the submission: it is made again
        return None


def drop_documents(visit: Visit) -> None:
    """Delete the visit's PDFs: the answers that they show are not what is kept any more."""
    mine = delete(DocumentRow).filter_by(clinic_id=visit.clinic.id, visit_id=visit.id)
    db.session.execute(mine.where(DocumentRow.kind.not_like(_MAIL.format("%"))))


def keep_document(visit: Visit, kind: str, digest: str, content: bytes) -> None:
    """Keep a PDF in place of an older one of its kind, readable or not. Does not commit."""
    hold(visit)  # two who ask for it at once must not both insert it
    sealed = seal_bytes(content, "document", visit.clinic.id, visit.id, kind, digest)
    old = delete(DocumentRow).filter_by(clinic_id=visit.clinic.id, visit_id=visit.id, kind=kind)
    db.session.execute(old)
    db.session.add(
        DocumentRow(
            clinic_id=visit.clinic.id, visit_id=visit.id, kind=kind, digest=digest, content=sealed
        )
    )


def keep_mail(visit: Visit, number: int, content: bytes) -> None:
    """Keep what was written to a patient, as it went. Does not commit."""
    keep_document(visit, _MAIL.format(number), "sent", content)


def kept_mail(visit: Visit, number: int) -> bytes | None:
    """What was written to a patient, as it went; None where it is not kept."""
    return kept_document(visit, _MAIL.format(number), "sent")


def undrawn(clinic_id: str, since: datetime) -> list[Undrawn]:
    """The clinic's visits that were sent since then and of which no page is kept."""
    page = exists().where(
        DocumentRow.clinic_id == VisitRow.clinic_id,
        DocumentRow.visit_id == VisitRow.id,
        DocumentRow.kind == "page",
    )
    query = select(VisitRow.sent_at, VisitRow.reference, VisitRow.versions).where(
        VisitRow.clinic_id == clinic_id, VisitRow.sent_at.is_not(None), VisitRow.sent_at > since
    )
    rows = db.session.execute(query.where(~page))
    return [Undrawn(at, reference, versions) for at, reference, versions in rows if at]
