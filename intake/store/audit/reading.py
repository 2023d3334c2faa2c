"""Reading the audit of one clinic: newest first, some at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, select, tuple_
from sqlalchemy.orm import aliased

from intake.deeds import OPENINGS, told
from intake.extensions import db
from intake.store.audit.chain import Detail, place_of_detail
from intake.store.records import Visit
from intake.store.sealing.encryption import SealError
from intake.store.sealing.keys import open_json
from intake.store.tables import AuditDetailRow, AuditRow, SubmissionRow, UserRow, VisitRow

OTHERS = {"patient": "The patient", "command": "A command", "system": "The service"}
# Of one visit or day. By number alone SQLite would read the whole chain from its end.
NEWEST = (AuditRow.at.desc(), AuditRow.number.desc())
CHUNK = 500  # rows in memory at once


@dataclass(frozen=True)
class Filter:
    """Which rows to tell of; what is left out counts as any."""

    who: str = ""
    deed: str = ""
    reference: str = ""
    since: datetime | None = None
    until: datetime | None = None  # not itself
    before: int | None = None  # a row's number: only older ones


EVERYTHING = Filter()


@dataclass(frozen=True)
class Told:
    """A row of the audit, as it is shown."""

    number: int
    at: datetime
    who: str  # a name
    deed: str
    visit_id: str
    reference: str
    detail: Detail

    @property
    def words(self) -> str:
        """What was done, to follow the name: "opened the record of 7KQ4-2MXP"."""
        return told(self.deed, {**self.detail, "visit": self.reference or "a visit"})


def last_opening(visit: Visit) -> Told | None:
    """Who of the clinic last opened what was sent, any version, and when; None if nobody has."""
    first = select(SubmissionRow.sent_at).where(
        SubmissionRow.clinic_id == visit.clinic.id,
        SubmissionRow.visit_id == visit.id,
        SubmissionRow.version == 1,
    )
    mine = _rows().where(
        *_of_visit(visit),
        AuditRow.deed.in_(OPENINGS),
        AuditRow.who.not_in(OTHERS),
        AuditRow.at >= first.scalar_subquery(),
    )
    return next(_told(mine.order_by(*NEWEST).limit(1)), None)


def newest(clinic_id: str, wanted: Filter = EVERYTHING, limit: int | None = None) -> Iterator[Told]:
    """The rows of a clinic, newest first, read as they are needed.

    A stretch of time goes by the time: in its index those that are shown stand side by side.
    """
    these = AuditRow.clinic_id == clinic_id, *_conditions(wanted)
    order = NEWEST if wanted.since else (AuditRow.number.desc(),)
    yield from _told(_rows().where(*these).order_by(*order).limit(limit))


def openings(visit: Visit, limit: int = 50) -> list[Told]:
    """Who of the clinic opened the visit's answers, and when; newest first."""
    query = _rows().where(*_of_visit(visit), AuditRow.deed.in_(OPENINGS))
    return list(_told(query.order_by(*NEWEST).limit(limit)))


def was_opened() -> ColumnElement[bool]:
    """Whether somebody of the clinic has opened what was sent; for a query of visits."""
    return exists().where(_opens_what_was_sent())


def opened_by(clinic_id: str, visit_ids: Collection[str]) -> dict[str, list[str]]:
    """The names of those who opened what was sent of each visit, by visit; in two statements."""
    query = (
        select(AuditRow.visit_id, AuditRow.who)
        .join(VisitRow, _opens_what_was_sent())
        .where(VisitRow.clinic_id == clinic_id, VisitRow.id.in_(visit_ids))
        .distinct()
    )
    rows = db.session.execute(query).all()
    names = _names({row.who for row in rows})
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row.visit_id].append(names[row.who])
    return {visit_id: sorted(some) for visit_id, some in found.items()}


def _opens_what_was_sent() -> ColumnElement[bool]:
    """That somebody of the clinic opened the newest version."""
    return and_(
        AuditRow.clinic_id == VisitRow.clinic_id,
        AuditRow.visit_id == VisitRow.id,
        AuditRow.deed.in_(OPENINGS),
        AuditRow.who.not_in(OTHERS),  # a command that exports is nobody who read it
        AuditRow.at >= VisitRow.sent_at,
    )


def _of_visit(visit: Visit) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return AuditRow.clinic_id == visit.clinic.id, AuditRow.visit_id == visit.id


def erasures() -> int:
    """How many visits were erased, by hand or by time; again, after a restore, is none."""
    again = (AuditRow.deed == "erased") & (AuditRow.who == "system")
    query = select(func.count(AuditRow.visit_id.distinct()))
    return db.session.scalar(query.where(AuditRow.deed.in_(("erased", "purged")), ~again)) or 0


def people(clinic_id: str) -> dict[str, str]:
    """Whoever the clinic's audit names, by who they are, in the order of their names."""
    names = _names(db.session.scalars(_everybody(clinic_id)))
    return dict(sorted(names.items(), key=lambda one: one[1].casefold()))


def _everybody(clinic_id: str) -> Select[str]:
    """Each of them once, by one step of the index each: DISTINCT would read every row."""
    of_clinic = select(AuditRow.who).where(AuditRow.clinic_id == clinic_id)
    first = of_clinic.order_by(AuditRow.who).limit(1)
    found = select(first.scalar_subquery().label("who")).cte("everybody", recursive=True)
    following = first.where(AuditRow.who > found.c.who).scalar_subquery()
    found = found.union_all(select(following).where(found.c.who.is_not(None)))
    return select(found.c.who).where(found.c.who.is_not(None))


def _rows() -> Any:
    return select(
        AuditRow.clinic_id,
        AuditRow.number,
        AuditRow.at,
        AuditRow.who,
        AuditRow.deed,
        AuditRow.visit_id,
        AuditRow.reference,
        AuditDetailRow.content,
    ).outerjoin(
        AuditDetailRow,
        (AuditDetailRow.clinic_id == AuditRow.clinic_id)
        & (AuditDetailRow.number == AuditRow.number),
    )


def _conditions(wanted: Filter) -> Iterator[Any]:
    for column, value in (
        (AuditRow.who, wanted.who),
        (AuditRow.deed, wanted.deed),
        (AuditRow.reference, wanted.reference),
    ):
        if value:
            yield column == value
    if wanted.since:
        yield AuditRow.at >= wanted.since
    if wanted.until:
        yield AuditRow.at < wanted.until
    if wanted.before is not None:
        yield _is_older(wanted.before, by_time=wanted.since is not None)


def _is_older(number: int, *, by_time: bool) -> ColumnElement[bool]:
    if not by_time:
        return AuditRow.number < number
    one = aliased(AuditRow)
    at = select(one.at).where(one.clinic_id == AuditRow.clinic_id, one.number == number)
    return tuple_(AuditRow.at, AuditRow.number) < tuple_(at.scalar_subquery(), literal(number))


def _told(query: Any) -> Iterator[Told]:
    found = db.session.execute(query.execution_options(yield_per=CHUNK))
    for some in found.partitions():
        names = _names({row.who for row in some})
        for row in some:
            yield Told(
                number=row.number,
                at=row.at,
                who=names[row.who],
                deed=row.deed,
                visit_id=row.visit_id,
                reference=row.reference,
                detail=_detail(row),
            )


def _names(who: Iterable[str]) -> dict[str, str]:
    """What each of them is called."""
    known = {one: OTHERS.get(one, f"User {one}") for one in who}
    ids = [int(one) for one in known if one.isdecimal()]
    if ids:
        query = select(UserRow.id, UserRow.name).where(UserRow.id.in_(ids))
        known |= {str(user_id): name for user_id, name in db.session.execute(query)}
    return known


def _detail(row: Any) -> Detail:
    if row.content is None:
        return {}
    try:
        opened: Detail = open_json(row.content, *place_of_detail(row.clinic_id, row.number))
    except SealError:  # `flask audit verify` says so; one row must not hide the others
        return {}
    return opened
