"""What finds a visit by name, date of birth or reference: hashes under a key of their own.

Each clinic's hashes differ, so that nobody can tell from the table that two clinics know the
same name. Rows go with their visit. Nothing here commits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, delete, exists, insert, select

from intake.extensions import db
from intake.name_parts import parts, reference_skeleton
from intake.store.records import Identity
from intake.store.sealing.keys import hashed
from intake.store.tables import NameRow, VisitRow

TOKEN_BYTES = 16


def index_visit(clinic_id: str, visit_id: str, reference: str, *known: Identity) -> None:
    """Let a visit be found by these identities and its reference, and by nothing else."""
    mine = {"clinic_id": clinic_id, "visit_id": visit_id}
    tokens = {_token(clinic_id, one) for one in _terms(reference, known)}
    db.session.execute(delete(NameRow).filter_by(**mine))
    db.session.execute(insert(NameRow), [{**mine, "token": one} for one in sorted(tokens)])


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


def _terms(reference: str, known: Sequence[Identity]) -> Iterator[str]:
    yield reference_term(reference_skeleton(reference))
    for one in known:
        yield from map(name_term, parts(one.name))
        if one.born:
            yield born_term(one.born)


def _token(clinic_id: str, term: str) -> bytes:
    return hashed("name index", f"{clinic_id}:{term}")[:TOKEN_BYTES]
