"""A clinic's visits in the order of its worklist: a stretch of them in one statement.

Three lists follow each other, each in the order of one index: what is still to come from the
beginning of today, what has no time, and what is over. What cannot wait stands above them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    exists,
    func,
    literal,
    literal_column,
    select,
    tuple_,
    union_all,
)

from intake import clock
from intake.extensions import db
from intake.headline import Headline
from intake.store.audit.reading import was_opened
from intake.store.records import Visit
from intake.store.sealing.encryption import SealError
from intake.store.tables import NameRow, OpeningRow, VisitRow
from intake.store.visits.attention import opened
from intake.store.visits.locks import lock_of_row
from intake.store.visits.name_index import found_by, tokens_of
from intake.store.visits.visit import record_of, visits_with_times

Part = Literal["urgent", "coming", "untimed", "past"]
PARTS: tuple[Part, ...] = ("coming", "untimed", "past")
URGENT_FOR = timedelta(days=7)  # after the visit, or the last save where it has no time
# Written into the statement, so that the database knows whom the index holds (tables/visits.py).
ZERO, TWO = literal_column("0", Integer), literal_column("2", Integer)
Key = tuple[Any, ...]
Columns = tuple[Any, ...]


@dataclass(frozen=True)
class Listed:
    """A visit in the worklist, in the part of it where it stands."""

    visit: Visit
    part: Part
    attention: int | None  # None: not worked out yet
    headline: Headline | None  # None too where it is not asked for or does not open
    link_opened: bool  # whether a browser of the patient's has the form open
    locked: bool  # whether wrong dates of birth keep the link locked now


@dataclass(frozen=True)
class Wanted:
    """Which visits of a clinic; what is left out counts as all, from the first."""

    clinic_id: str
    today: datetime  # when it began
    until: datetime | None = None  # only what is to come before this moment
    unsent: bool = False  # only forms that may still be sent
    unopened: bool = False  # only what was sent and nobody of the clinic has opened
    signs: bool = False  # only with an emergency or danger sign
    terms: Sequence[Collection[str]] = ()  # only found by one of each group (name_index.py)
    after: Visit | None = None  # only those below this one
    before: Visit | None = None  # only those above it, the nearest
    limit: int = 50
    urgent: int = 0  # at most so many with a time and without that cannot wait, above the others
    headlines: bool = False  # whether to open what answers say


def worklist(clinic_id: str, limit: int = 50) -> list[Visit]:
    """The clinic's first visits, in the order of its worklist."""
    return [one.visit for one in listed(Wanted(clinic_id, clock.now(), limit=limit))]


def listed(wanted: Wanted) -> list[Listed]:
    """The visits that are wanted, in the order of the worklist; first what cannot wait."""
    stretches = [_stretch(part, n, wanted.limit) for n, part in _parts(wanted)]
    if wanted.urgent:
        stretches += _urgent(wanted)
    if not stretches:
        return []
    found = union_all(*stretches).subquery()
    query = _rows(wanted).join(found, found.c.id == VisitRow.id).add_columns(found.c.part)
    once = {(row[0].id, row.part): row for row in db.session.execute(query)}  # two spellings
    above = sorted((one for one in once.values() if one.part == "urgent"), key=_nearest)
    below = _in_order(once.values())
    shown = [*above, *(below[-wanted.limit :] if wanted.before else below[: wanted.limit])]
    return [_listed(row, wanted.headlines) for row in shown]  # what is not shown is not opened


def _parts(wanted: Wanted) -> Iterator[tuple[int, Select[Any]]]:
    """The number of each part that may hold some, and its visits in order from where to begin.

    In a search once for each token of the word that finds fewest: each has its order in the index.
    """
    beside, backwards = wanted.after or wanted.before, wanted.before is not None
    at = PARTS.index(_part_of(beside, wanted)) if beside else 0
    numbers = [0] if wanted.until else range(at + 1) if backwards else range(at, len(PARTS))
    fewest, *others = tokens_of(wanted.clinic_id, wanted.terms) or [[]]
    also = [*map(found_by, others), *_filters(wanted)]
    for number in numbers:
        start = beside if number == at else None
        for query, columns in _sources(wanted, fewest):
            among = query.where(_is_in(PARTS[number], wanted, columns[0]), *also)
            yield number, _part(PARTS[number], among, columns, start, backwards)


def _sources(wanted: Wanted, tokens: Sequence[bytes]) -> Iterator[tuple[Select[Any], Columns]]:
    """Where visits are read, and the columns of their order there."""
    query = select(VisitRow.id).where(VisitRow.clinic_id == wanted.clinic_id)
    if not wanted.terms:
        yield query, (VisitRow.scheduled_at, VisitRow.created_at, VisitRow.id)
    for token in tokens:
        named = (NameRow.clinic_id == wanted.clinic_id, NameRow.token == token)
        columns = (NameRow.scheduled_at, NameRow.created_at, NameRow.visit_id)
        yield query.where(*named, NameRow.visit_id == VisitRow.id), columns


def _part(
    part: Part, query: Select[Any], columns: Columns, beside: Visit | None, backwards: bool
) -> Select[Any]:
    ascending = (part == "coming") is not backwards
    columns = columns[1:] if part == "untimed" else columns  # the time is the same for all
    if beside:
        query = query.where(_beyond(columns, _key(part, beside), ascending))
    return query.order_by(*(one.asc() if ascending else one.desc() for one in columns))


def _stretch(query: Select[Any], number: int, limit: int) -> Select[Any]:
    some = query.limit(limit).subquery()
    return select(some.c.id, literal(PARTS[number]).label("part"))


def _urgent(wanted: Wanted) -> list[Select[Any]]:
    """What cannot wait, with a time and without, the nearest first: it leaves after a week."""
    since = clock.now() - URGENT_FOR
    urgent = (VisitRow.clinic_id == wanted.clinic_id, VisitRow.attention == TWO)
    # Nothing is saved or sent after the link's end: what ended before is not looked at.
    untimed = (VisitRow.scheduled_at.is_(None), VisitRow.expires_at > since)
    last = func.coalesce(VisitRow.sent_at, VisitRow.saved_at, VisitRow.created_at)
    every = (
        select(VisitRow.id).where(*urgent, VisitRow.scheduled_at > since),
        select(VisitRow.id).where(*urgent, *untimed, last > since),
    )
    nearest = [
        one.order_by(VisitRow.scheduled_at, VisitRow.expires_at).limit(wanted.urgent).subquery()
        for one in every
    ]
    return [select(one.c.id, literal("urgent").label("part")) for one in nearest]


def _rows(wanted: Wanted) -> Select[Any]:
    opening = exists().where(
        OpeningRow.clinic_id == VisitRow.clinic_id, OpeningRow.visit_id == VisitRow.id
    )
    return visits_with_times().add_columns(opening).where(VisitRow.clinic_id == wanted.clinic_id)


def _is_in(part: Part, wanted: Wanted, time: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = time.is_(None)
    if part == "past":
        found = time < wanted.today
    elif part == "coming":
        found = and_(time >= wanted.today, *([time < wanted.until] if wanted.until else []))
    return found


def _filters(wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    if wanted.signs:
        yield VisitRow.attention > ZERO
    if wanted.unsent:
        yield VisitRow.cancelled_at.is_(None)
        yield VisitRow.sent_at.is_(None)
    if wanted.unopened:
        yield VisitRow.seen_versions < VisitRow.versions  # others need not be looked up
        yield ~was_opened()


def _part_of(visit: Visit, wanted: Wanted) -> Part:
    if visit.scheduled_at is None:
        return "untimed"
    return "coming" if visit.scheduled_at >= wanted.today else "past"


def _key(part: Part, visit: Visit | VisitRow) -> Key:
    key = (visit.scheduled_at, visit.created_at, visit.id)
    return key[1:] if part == "untimed" else key


def _beyond(columns: Columns, key: Key, ascending: bool) -> ColumnElement[bool]:
    types = [one.type for one in columns]
    there = tuple_(*(literal(one, kind) for one, kind in zip(key, types, strict=True)))
    return tuple_(*columns) > there if ascending else tuple_(*columns) < there


def _nearest(row: Any) -> tuple[bool, datetime]:
    visit: VisitRow = row[0]
    return visit.scheduled_at is None, visit.scheduled_at or visit.expires_at


def _in_order(rows: Collection[Any]) -> list[Any]:
    """Soonest first in what comes, newest first in the other parts."""
    return [
        one
        for part in PARTS
        for one in sorted(
            (row for row in rows if row.part == part),
            key=lambda row: _key(part, row[0]),
            reverse=part != "coming",
        )
    ]


def _listed(row: Any, headlines: bool) -> Listed:
    visit, saved, sent, link_opened, part = row
    try:
        record = record_of(visit, saved, sent)
        headline = opened(visit) if headlines else None
    except SealError:  # one visit that cannot be read must not hide the others
        record, headline = record_of(visit, saved, sent, readable=False), None
    return Listed(record, part, visit.attention, headline, link_opened, lock_of_row(visit) != "")
