"""Messages to patients."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, Index, String, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from intake.extensions import Base
from intake.store.tables.marked import Marked
from intake.store.tables.moments import Instant
from intake.store.tables.sealed import Sealed
from intake.store.tables.visits import OfVisit

WAITS, TAKEN = text("state = 'waiting'"), text("state = 'taken'")


class MessageRow(OfVisit, Marked, Base):
    """One message of a visit: to which address, and how far it has come."""

    __tablename__ = "message"
    number: Mapped[int] = mapped_column(primary_key=True)  # 1, 2, ... for each visit
    kind: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12))
    address: Mapped[bytes] = mapped_column(Sealed)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    taken_at: Mapped[datetime | None] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    link_serial: Mapped[int | None]  # of the link that was in it when it was taken
    tries: Mapped[int]
    why: Mapped[str] = mapped_column(String(20))

    @declared_attr.directive
    def __table_args__(cls) -> tuple[ForeignKeyConstraint | Index, ...]:  # type: ignore[override]  # noqa: N805
        """The visit must be there; what is to go and what is at the server are few of many."""
        return (
            ForeignKeyConstraint(["clinic_id", "visit_id"], ["visit.clinic_id", "visit.id"]),
            Index("ix_message_waiting", "due_at", sqlite_where=WAITS, postgresql_where=WAITS),
            Index("ix_message_taken", "taken_at", sqlite_where=TAKEN, postgresql_where=TAKEN),
        )
