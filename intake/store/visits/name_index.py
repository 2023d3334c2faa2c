"""What finds a visit by name, date of birth or reference: hashes under a key of their own.

Each clinic's hashes differ, so that nobody can tell from the table that two clinics know the
same name. Rows go with their visit. Nothing here commits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, exists, insert, select

from intake.extensions import db
from intake.name_parts import parts, reference_skeleton
from intake.store.records import Identity
from intake.store.sealing.keys import hashed
from intake.store.tables import NameRow, VisitRow

TOKEN_BYTES = 16


class Findable(NamedTuple):
    """A visit and what finds it."""

    visit_id: str
    reference: str
    known: tuple[Identity, ...]


def index_visits(clinic_id: str, visits: Sequence[Findable]) -> None:
    """Let visits be found by these identities and their references, and by nothing else."""
    ids = [one.visit_id for one in visits]
    db.session.execute(
        delete(NameRow).where(NameRow.clinic_id == clinic_id, NameRow.visit_id.in_(ids))
    )
    rows = [
        {"clinic_id": clinic_id, "visit_id": one.visit_id, "token": token}
        for one in visits
        for token in sorted({_token(clinic_id, term) for term in _terms(one)})
    ]
    if rows:
        db.session.execute(insert(NameRow), rows)


def index_visit(clinic_id: str, visit_id: str, reference: str, *known: Identity) -> None:
    """The same for one visit."""
    index_visits(clinic_id, [Findable(visit_id, reference, known)])


def found_by(clinic_id: str, terms: Sequence[Collection[str]]) -> Iterator[ColumnElement[bool]]:
    """Conditions on a visit: of each group of terms one finds it."""
    for alternatives in terms:
        tokens = sorted({_token(clinic_id, one) for one in alternatives})
        named = select(NameRow.visit_id).where(
            NameRow.clinic_id == clinic_id, NameRow.token.in_(tokens)
        )
        yield VisitRow.id.in_(named)


def has_unindexed(clinic_id: str) -> bool:
    """Whether visits from before the index have not been read into it yet."""
    missing = select(VisitRow.id).where(
        VisitRow.clinic_id == clinic_id,
        VisitRow.attention.is_(None),
        ~exists().where(NameRow.clinic_id == clinic_id, NameRow.visit_id == VisitRow.id),
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


def _terms(visit: Findable) -> Iterator[str]:
    yield reference_term(reference_skeleton(visit.reference))
    for one in visit.known:
        yield from map(name_term, parts(one.name))
        if one.born:
            yield born_term(one.born)


def _token(clinic_id: str, term: str) -> bytes:
    return hashed("name index", f"{clinic_id}:{term}")[:TOKEN_BYTES]
