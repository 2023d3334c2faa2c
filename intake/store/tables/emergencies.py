"""Visits that were opened in an emergency, by someone who may not see answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from intake.extensions import Base
from intake.store.tables.marked import Marked
from intake.store.tables.moments import Instant
from intake.store.tables.sealed import Sealed
from intake.store.tables.visits import OfVisit


class EmergencyRow(Marked, OfVisit, Base):
    """One such opening, and which administrator has seen that it was made."""

    __tablename__ = "emergency"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[bytes] = mapped_column(Sealed)
    seen_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    seen_at: Mapped[datetime | None] = mapped_column(Instant)
