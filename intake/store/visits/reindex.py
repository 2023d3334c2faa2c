"""Visits whose names are to be indexed anew, or whose answers were never counted. None commits."""

from __future__ import annotations

from sqlalchemy import select

from intake.extensions import db
from intake.store.records import Visit
from intake.store.sealing.encryption import SealError
from intake.store.tables import VisitRow
from intake.store.tables.marked import BROKEN_TOLD, require_intact
from intake.store.visits.identities import identities
from intake.store.visits.name_index import Findable, findable, index_visits
from intake.store.visits.visit import row_of, visit_of_id

AT_ONCE = 500  # visits in one transaction, so that nobody waits long for it


def rebuild_name_index(clinic_id: str, after: str = "") -> str:
    """Index the names of the next visits after this id anew; the last one's id, "" at the end.

    For after a change of the index's key, and for visits from before the index. The rows are
    locked meanwhile, so that no name that is saved at the same time is overwritten by the old.
    """
    query = select(VisitRow).where(VisitRow.clinic_id == clinic_id, VisitRow.id > after)
    query = query.order_by(VisitRow.id).limit(AT_ONCE).with_for_update(of=VisitRow)
    rows = list(
        db.session.scalars(
            query.execution_options(populate_existing=True, **{BROKEN_TOLD: VisitRow})
        )
    )
    index_visits(clinic_id, [_findable(row) for row in rows])
    return rows[-1].id if rows else ""


def _findable(row: VisitRow) -> Findable:
    try:
        require_intact(row)
        return findable(row, *identities(row))
    except SealError:  # what does not open is found by its reference alone
        return findable(row)


def uncounted(clinic_id: str) -> list[Visit]:
    """Some visits from before the worklist counted signs and drugs; [] at the end."""
    query = select(VisitRow.id).filter_by(clinic_id=clinic_id, attention=None).limit(AT_ONCE)
    found = (visit_of_id(clinic_id, one) for one in db.session.scalars(query).all())
    return [one for one in found if one]


def nothing_told(visit: Visit) -> None:
    """Keep that nothing was saved of a visit that could be counted."""
    row_of(visit).attention = 0
