"""What the audit says was made and is to be there still: visits, submissions, and heads in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select

from intake.extensions import db
from intake.store.audit.chain import Head
from intake.store.sealing.encryption import SealError
from intake.store.tables import AuditRow, SubmissionRow, VisitRow
from intake.store.visits.submissions import every_submission
from intake.store.visits.visit import record_of, visits_with_times

MADE = ("created visit", "started visit")
SENT = ("sent", "amended", "added note")
GONE = ("erased", "purged")


@dataclass(frozen=True)
class Anchor:
    """A chain's head as it stood once, and where that was kept."""

    head: Head
    kept: str  # "line 3 of heads.txt"


def sealed_heads() -> Iterator[Anchor | str]:
    """The head that stands in each submission; or a finding, where one does not open."""
    for clinic_id, reference, stored in every_submission():
        if stored is None:
            yield f"{clinic_id}: a submission of {reference} does not open"
            continue
        head = stored.content.get("audit")
        if head:  # those sent before there was an audit have none
            mac = bytes.fromhex(head["mac"])
            kept = f"version {stored.version} of {reference}"
            yield Anchor(Head(clinic_id, head["number"], mac), kept)


def lost_visits() -> Iterator[str]:
    """The visits that were made, were not erased, and are not there or bear another reference."""
    there = exists().where(
        VisitRow.clinic_id == AuditRow.clinic_id,
        VisitRow.id == AuditRow.visit_id,
        VisitRow.reference == AuditRow.reference,
    )
    query = select(AuditRow.clinic_id, AuditRow.reference).where(
        AuditRow.deed.in_(MADE), ~there, ~_gone()
    )
    for clinic_id, reference in _stream(query):
        yield f"{clinic_id}: the visit {reference} was made and is not there"


def broken_visits() -> Iterator[str]:
    """The visits that do not open: changed past the service, or not what their rows say."""
    for row, saved, sent in _stream(visits_with_times().order_by(VisitRow.reference)):
        try:
            record_of(row, saved, sent)
        except SealError:
            yield f"{row.clinic_id}: the visit {row.reference} does not open"


def lost_submissions() -> Iterator[str]:
    """The visits of which fewer versions are kept than were sent."""
    kept = (
        select(func.count())
        .select_from(SubmissionRow)
        .where(
            SubmissionRow.clinic_id == AuditRow.clinic_id,
            SubmissionRow.visit_id == AuditRow.visit_id,
        )
        .correlate(AuditRow)
        .scalar_subquery()
    )
    query = (
        select(AuditRow.clinic_id, AuditRow.reference, func.count())
        .where(AuditRow.deed.in_(SENT), ~_gone())
        .group_by(AuditRow.clinic_id, AuditRow.visit_id, AuditRow.reference)
        .having(func.count() > kept)
    )
    for clinic_id, reference, number in _stream(query):
        yield f"{clinic_id}: of {reference} fewer versions are kept than were sent ({number})"


def _gone() -> ColumnElement[bool]:
    end = AuditRow.__table__.alias("the_end")
    return exists().where(
        end.c.clinic_id == AuditRow.clinic_id,
        end.c.visit_id == AuditRow.visit_id,
        end.c.deed.in_(GONE),
    )


def _stream(query: Any) -> Iterator[Any]:
    return iter(db.session.execute(query.execution_options(yield_per=1000)))
