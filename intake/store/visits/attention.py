"""A visit's headline, kept sealed, and its attention level beside it. None commits."""

from __future__ import annotations

from datetime import datetime

from intake import clock
from intake import headline as headlines
from intake.headline import Headline
from intake.store.records import Visit
from intake.store.sealing.keys import open_json, seal_json
from intake.store.tables import VisitRow
from intake.store.visits.identities import identities
from intake.store.visits.name_index import findable, index_visits
from intake.store.visits.visit import row_of


def keep_headline(visit: Visit, told: Headline, moment: datetime | None = None) -> None:
    """Keep what the answers tell now, with when signs were ticked or taken back since.

    `moment` is when they were saved, if that is not now. The visit is locked by then.
    Raises SealError for a headline that does not open.
    """
    row = row_of(visit)
    _keep(row, told.after(opened(row), (moment or clock.now()).isoformat()))


def deal_with_signs(visit: Visit, by: str) -> None:
    """Keep that somebody of this name has dealt with the emergency signs that are ticked now."""
    row = row_of(visit)
    told = opened(row)
    if told and told.attention == 2:
        _keep(row, told.dealt_with(by, clock.now().isoformat()))


def headline(visit: Visit) -> Headline | None:
    """A visit's headline; None while nothing was saved. Raises SealError."""
    return opened(row_of(visit))


def opened(row: VisitRow) -> Headline | None:
    """The headline of a visit's row, for the store's own use. Raises SealError."""
    if row.headline is None:
        return None
    return headlines.from_json(open_json(row.headline, *_place(row)))


def _keep(row: VisitRow, told: Headline) -> None:
    if row.attention is None:  # from before the index, which a search would not miss from here on
        index_visits(row.clinic_id, [findable(row, *identities(row))])
    row.attention = told.attention
    row.headline = seal_json(told.to_json(), *_place(row))


def _place(row: VisitRow) -> tuple[str, str, str]:
    return ("headline", row.clinic_id, row.id)
