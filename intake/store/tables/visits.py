"""Visits and all that belongs to them: each key begins with the clinic's and the visit's."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    event,
    text,
)
from sqlalchemy.orm import Mapped, Mapper, declared_attr, mapped_column, relationship

from intake.extensions import Base
from intake.store.tables.clinics import ClinicRow
from intake.store.tables.marked import Marked
from intake.store.tables.moments import Instant
from intake.store.tables.people import UserRow
from intake.store.tables.sealed import Sealed

IN_ORDER = ("clinic_id", "scheduled_at", "created_at", "id")  # of the worklist


def _of_few(name: str, *columns: str, where: str) -> Index:
    """An index of the few visits that a list is narrowed to.

    Who wants them writes the same words: SQLite takes such an index for no others
    (https://sqlite.org/partialindex.html, section 3). It keeps no statistics and takes the index
    of which it can use most columns, or which holds all that is asked for.
    """
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class VisitRow(Marked, Base):
    """One online visit and the link to its form.

    It says what must be there of its draft, submissions and verifications, so that one that
    was deleted or slipped in is noticed.
    """

    __tablename__ = "visit"
    # Counters, what the audit says better, and what whoever has the link may choose.
    unmarked = frozenset({"birth_tries", "birth_locked_until", "seen_versions", "language"})
    # The order of the worklist, and where it looks for what cannot wait.
    __table_args__ = (
        Index("ix_visit_by_time", *IN_ORDER),
        Index("ix_visit_attention", "clinic_id", "attention", "scheduled_at"),
        _of_few("ix_visit_signs", *IN_ORDER, where="attention > 0"),
        _of_few("ix_visit_unsent", *IN_ORDER, where="sent_at IS NULL AND cancelled_at IS NULL"),
        _of_few("ix_visit_unopened", *IN_ORDER, where="seen_versions < versions"),
        _of_few(
            "ix_visit_urgent",
            *("clinic_id", "expires_at"),
            where="attention = 2 AND scheduled_at IS NULL",
        ),
        _of_few("ix_visit_sent", "clinic_id", "sent_at", where="sent_at IS NOT NULL"),
        _of_few("ix_visit_ends", "clinic_id", "expires_at", where="sent_at IS NULL"),
        _of_few("ix_visit_held", "clinic_id", "held_at", "id", where="held_at IS NOT NULL"),
        _of_few(  # of every clinic together, for whoever runs the service
            "ix_visit_waiting",
            "saved_at",
            where="saved_at IS NOT NULL AND sent_at IS NULL AND cancelled_at IS NULL",
        ),
        _of_few("ix_visit_told", "clinic_id", "told_at", where="told_at IS NOT NULL"),
    )
    clinic_id: Mapped[str] = mapped_column(ForeignKey("clinic.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    questionnaire_id: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    scheduled_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    link_serial: Mapped[int]
    link_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    identity: Mapped[bytes] = mapped_column(Sealed)
    birth_tries: Mapped[int]
    birth_locked_until: Mapped[datetime | None] = mapped_column(Instant)
    saved_at: Mapped[datetime | None] = mapped_column(Instant)  # the draft's, while there is one
    sent_at: Mapped[datetime | None] = mapped_column(Instant)  # the newest submission's
    versions: Mapped[int]  # how many submissions there are
    # Of how many the clinic is known to have opened the newest; the audit tells of the rest.
    seen_versions: Mapped[int] = mapped_column(default=0, server_default="0")
    verdicts: Mapped[int]  # how many verifications there are
    erasing_at: Mapped[datetime | None] = mapped_column(Instant)  # lets what was sent be deleted
    attention: Mapped[int | None]  # see intake/headline.py; None: not worked out yet
    headline: Mapped[bytes | None] = mapped_column(Sealed)  # None while it is empty
    held_at: Mapped[datetime | None] = mapped_column(Instant)  # may not be deleted by anybody
    told_at: Mapped[datetime | None] = mapped_column(Instant)  # since when it is told to go
    language: Mapped[str | None] = mapped_column(String(8))  # of the patient; None: not known yet
    clinic: Mapped[ClinicRow] = relationship(lazy="joined")


class OfVisit:
    """What belongs to one visit: its key begins with the clinic's and the visit's."""

    clinic_id: Mapped[str] = mapped_column(String(32), primary_key=True, sort_order=-1)
    visit_id: Mapped[str] = mapped_column(String(32), primary_key=True, sort_order=-1)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[ForeignKeyConstraint]:  # noqa: N805
        """The visit must be there, in the same clinic."""
        return (ForeignKeyConstraint(["clinic_id", "visit_id"], ["visit.clinic_id", "visit.id"]),)


class NameRow(Base):
    """A part of a name, a date of birth or a reference that finds the visit; only as a hash."""

    __tablename__ = "name_index"
    # Read by token in the order of the worklist, so that a common name takes no longer than a
    # rare one.
    __table_args__ = (
        ForeignKeyConstraint(
            ["clinic_id", "visit_id"], ["visit.clinic_id", "visit.id"], ondelete="CASCADE"
        ),
        Index("ix_name_index_visit", "clinic_id", "visit_id"),
        Index("ix_name_index_in_order", "clinic_id", "token", *IN_ORDER[1:3], "visit_id"),
        _of_few(
            "ix_name_index_unplaced",
            *("clinic_id", "created_at", "visit_id"),
            where="created_at IS NULL",
        ),
    )
    clinic_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    visit_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    scheduled_at: Mapped[datetime | None] = mapped_column(Instant)  # the visit's, which stays
    created_at: Mapped[datetime | None] = mapped_column(Instant)  # None: by an older service


class DraftRow(OfVisit, Marked, Base):
    """The answers saved so far, one row a visit; gone once they are sent."""

    __tablename__ = "draft"
    answers: Mapped[bytes] = mapped_column(Sealed)
    saved_at: Mapped[datetime] = mapped_column(Instant)


class OpeningRow(OfVisit, Base):
    """That a browser has the visit open; the key in its cookie is kept as a hash only."""

    __tablename__ = "opening"
    key_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)  # None: the birth date is asked again


class TypedCodeRow(OfVisit, Marked, Base):
    """The code that leads back to a visit when it is typed; only as a hash."""

    __tablename__ = "typed_code"
    code_hash: Mapped[bytes] = mapped_column(LargeBinary, index=True)


class SubmissionRow(OfVisit, Marked, Base):
    """What was sent: inserted once, never changed."""

    __tablename__ = "submission"
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(Sealed)
    sent_at: Mapped[datetime] = mapped_column(Instant)
    sender: Mapped[bytes | None] = mapped_column(LargeBinary)  # the key_hash of the browser


class DocumentRow(OfVisit, Marked, Base):
    """A PDF made once and kept sealed, under the digest of all that shapes it."""

    __tablename__ = "document"
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(Sealed)


class VerificationRow(Marked, Base):
    """A clinician's word on how a medicine text was read: inserted once, never changed.

    It goes only with the submission that it is about.
    """

    __tablename__ = "marking"
    __table_args__ = (
        ForeignKeyConstraint(
            ["clinic_id", "visit_id", "version"],
            ["submission.clinic_id", "submission.visit_id", "submission.version"],
            ondelete="CASCADE",
        ),
    )
    clinic_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    visit_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)  # 1, 2, ... for each visit
    version: Mapped[int]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    content: Mapped[bytes] = mapped_column(Sealed)
    user: Mapped[UserRow] = relationship(lazy="joined")


class ImmutableError(Exception):
    """Something tried to change what is final."""


@event.listens_for(SubmissionRow, "before_update", insert=True)
def _refuse(mapper: Mapper[SubmissionRow], connection: object, target: SubmissionRow) -> None:
    raise ImmutableError("a submission is never changed; insert a new version")


@event.listens_for(VerificationRow, "before_update", insert=True)
@event.listens_for(VerificationRow, "before_delete")
def _refuse_verification(
    mapper: Mapper[VerificationRow], connection: object, target: VerificationRow
) -> None:
    raise ImmutableError("a verification is never changed or deleted; insert another")
