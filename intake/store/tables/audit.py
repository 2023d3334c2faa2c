"""The audit: who did what, when, to which visit. Rows in a chain, never changed or deleted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from intake.extensions import Base
from intake.store.tables.moments import Instant
from intake.store.tables.sealed import Sealed


class AuditRow(Base):
    """A deed. It holds nothing that a patient typed, and outlives the visit it tells of.

    Its clinic is "" for what belongs to none: commands, starts, sign-ins of unknown accounts.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_visit", "clinic_id", "visit_id", "at", "number"),
        Index("ix_audit_who", "clinic_id", "who", "number"),
        Index("ix_audit_deed", "clinic_id", "deed", "number"),
        Index("ix_audit_reference", "clinic_id", "reference", "number"),
        Index("ix_audit_at", "clinic_id", "at", "number"),
    )
    clinic_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # 1, 2, ...
    at: Mapped[datetime] = mapped_column(Instant)
    who: Mapped[str] = mapped_column(String(20))  # a user's id, "patient", "command", "system"
    deed: Mapped[str] = mapped_column(String(40))
    visit_id: Mapped[str] = mapped_column(String(32))  # "" where it is about no visit
    reference: Mapped[str] = mapped_column(String(12))
    detail: Mapped[bytes] = mapped_column(LargeBinary)  # keyed hash of the detail; b"" for none
    mac: Mapped[bytes] = mapped_column(LargeBinary)  # of the row before and this one


class AuditDetailRow(Base):
    """What else there is to say of a deed, sealed. Apart, so that it can be sealed anew."""

    __tablename__ = "audit_detail"
    __table_args__ = (
        ForeignKeyConstraint(["clinic_id", "number"], ["audit.clinic_id", "audit.number"]),
    )
    clinic_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(Sealed)


class AuditHeadRow(Base):
    """Where a clinic's chain ends: the row that whoever appends locks."""

    __tablename__ = "audit_head"
    clinic_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[int]
    mac: Mapped[bytes] = mapped_column(LargeBinary)
