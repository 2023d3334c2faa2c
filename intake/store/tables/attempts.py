"""Tries at what is limited, counted over all workers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from intake.extensions import Base
from intake.store.tables.moments import Instant


class AttemptRow(Base):
    """How often something was tried in the window that began then; the key is only a hash."""

    __tablename__ = "attempt"
    scope: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    started_at: Mapped[datetime] = mapped_column(Instant, index=True)
    count: Mapped[int]
