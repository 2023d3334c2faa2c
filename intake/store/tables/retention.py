"""How long a clinic keeps its visits."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from intake.extensions import Base
from intake.store.tables.marked import Marked


class RetentionRow(Marked, Base):
    """A clinic's own spans, in days; without a row the usual ones count."""

    __tablename__ = "retention"
    clinic_id: Mapped[str] = mapped_column(ForeignKey("clinic.id"), primary_key=True)
    sent_days: Mapped[int]  # after the visit or the sending, the later
    unsent_days: Mapped[int]  # after the link's end
