"""The keys of the keyed hashes, sealed under the master key."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from intake.extensions import Base
from intake.store.tables.moments import Instant
from intake.store.tables.sealed import Sealed


class KeyRow(Base):
    """A key of a purpose, or the list of all keys that there are."""

    __tablename__ = "key"
    purpose: Mapped[str] = mapped_column(String(40), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sealed: Mapped[bytes] = mapped_column(Sealed)
    made_at: Mapped[datetime] = mapped_column(Instant)
