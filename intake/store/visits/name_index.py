"""What finds a visit by name, birth date, reference or record number: hashes under their own key.

Each clinic's hashes differ, so that nobody can tell from the table that two clinics know the
same name. Rows go with their visit. Nothing here commits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, func, insert, select, tuple_, update
from sqlalchemy.orm import aliased

from intake.extensions import db
from intake.name_parts import parts, record_skeleton, reference_skeleton
from intake.store.patients.on_file import record_numbers
from intake.store.records import Identity
from intake.store.sealing.keys import hashed
from intake.store.tables import NameRow, VisitRow

TOKEN_BYTES = 16
MANY = 500


class Findable(NamedTuple):
    """A visit and what finds it."""

    visit_id: str
    reference: str
    scheduled_at: datetime | None
    created_at: datetime
    known: tuple[Identity, ...]


def index_visits(clinic_id: str, visits: Sequence[Findable]) -> None:
    """Let visits be found by these identities, references and record numbers, by nothing else."""
    ids = [one.visit_id for one in visits]
    numbers = record_numbers(clinic_id, ids)
    db.session.execute(
        delete(NameRow).where(NameRow.clinic_id == clinic_id, NameRow.visit_id.in_(ids))
    )
    rows = [
        {
            "clinic_id": clinic_id,
            "visit_id": one.visit_id,
            "token": token,
            "scheduled_at": one.scheduled_at,
            "created_at": one.created_at,
        }
        for one in visits
        for token in sorted(
            {_token(clinic_id, term) for term in _terms(one, numbers.get(one.visit_id, ""))}
        )
    ]
    if rows:
        db.session.execute(insert(NameRow), rows)


def findable(row: VisitRow, *known: Identity) -> Findable:
    """A visit's row as these identities, and its reference, find it."""
    return Findable(row.id, row.reference, row.scheduled_at, row.created_at, known)


def tokens_of(clinic_id: str, terms: Sequence[Collection[str]]) -> list[list[bytes]]:
    """For each group of terms the tokens of which one finds a visit; first what finds fewest."""
    groups = [sorted({_token(clinic_id, one) for one in some}) for some in terms]
    return sorted(groups, key=partial(_number, clinic_id)) if len(groups) > 1 else groups


def found_by(tokens: Collection[bytes]) -> ColumnElement[bool]:
    """The condition on a visit that one of the tokens finds it, looked up for each visit.

    As EXISTS, PostgreSQL would read all that the tokens find to show fifty.
    """
    other = aliased(NameRow)
    found = select(other.visit_id).where(
        other.clinic_id == VisitRow.clinic_id,
        other.visit_id == VisitRow.id,
        other.token.in_(tokens),
    )
    return found.correlate(VisitRow).limit(1).scalar_subquery().is_not(None)


def place_names(clinic_id: str) -> None:
    """Give the rows that an older version of the service wrote the times of their visits."""
    times = select(VisitRow.scheduled_at, VisitRow.created_at).where(
        VisitRow.clinic_id == NameRow.clinic_id, VisitRow.id == NameRow.visit_id
    )
    unplaced = update(NameRow).where(NameRow.clinic_id == clinic_id, NameRow.created_at.is_(None))
    both = tuple_(NameRow.scheduled_at, NameRow.created_at)
    db.session.execute(
        unplaced.values({both: times.scalar_subquery()}),
        execution_options={"synchronize_session": False},
    )


def has_unplaced(clinic_id: str) -> bool:
    """Whether there are such rows."""
    some = select(NameRow.visit_id).where(
        NameRow.clinic_id == clinic_id, NameRow.created_at.is_(None)
    )
    return db.session.scalar(some.limit(1)) is not None


def has_unindexed(clinic_id: str) -> bool:
    """Whether visits from before the index have not been read into it yet."""
    # Of one column: for all of them SQLite would take the index that holds them all.
    found = select(NameRow.visit_id).where(
        NameRow.clinic_id == clinic_id, NameRow.visit_id == VisitRow.id
    )
    missing = select(VisitRow.id).where(
        VisitRow.clinic_id == clinic_id, VisitRow.attention.is_(None), ~found.exists()
    )
    return db.session.scalar(missing.limit(1)) is not None


def name_term(spelling: str) -> str:
    """What finds a visit by a part of a name."""
    return f"name:{spelling}"


def born_term(born: date) -> str:
    """What finds a visit by a date of birth."""
    return f"born:{born.isoformat()}"


def reference_term(skeleton: str) -> str:
    """What finds a visit by its reference, in the form of `reference_skeleton`."""
    return f"reference:{skeleton}"


def record_term(skeleton: str) -> str:
    """What finds a visit by the clinic's record number, in the form of `record_skeleton`."""
    return f"record:{skeleton}"


def _terms(visit: Findable, record_number: str) -> Iterator[str]:
    yield reference_term(reference_skeleton(visit.reference))
    if number := record_skeleton(record_number):
        yield record_term(number)
    for one in visit.known:
        yield from map(name_term, parts(one.name))
        if one.born:
            yield born_term(one.born)


def _number(clinic_id: str, tokens: Collection[bytes]) -> int:
    """How many visits they find; not more than MANY are counted."""
    some = select(NameRow.visit_id).where(NameRow.clinic_id == clinic_id, NameRow.token.in_(tokens))
    return db.session.scalar(select(func.count()).select_from(some.limit(MANY).subquery())) or 0


def _token(clinic_id: str, term: str) -> bytes:
    return hashed("name index", f"{clinic_id}:{term}")[:TOKEN_BYTES]
