"""The people who sign in, and where they work."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from intake.extensions import Base
from intake.store.tables.marked import Marked
from intake.store.tables.moments import Instant
from intake.store.tables.sealed import Sealed


class UserRow(Marked, Base):
    """Someone who signs in."""

    __tablename__ = "user"
    unmarked = frozenset({"code_step", "signed_in_at"})  # a counter, and a time for a list
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool]
    code_secret: Mapped[bytes | None] = mapped_column(Sealed)  # of their app
    code_step: Mapped[int] = mapped_column(BigInteger)  # of the last code that was used
    factor_since: Mapped[datetime | None] = mapped_column(Instant)  # a second factor, unbroken
    signed_in_at: Mapped[datetime | None] = mapped_column(Instant)  # the last time


class MembershipRow(Marked, Base):
    """That someone works in a clinic, and as what; one person may work in several.

    `roles` are names of intake/actor.py in the order of the alphabet, parted by spaces.
    """

    __tablename__ = "membership"
    clinic_id: Mapped[str] = mapped_column(ForeignKey("clinic.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, index=True)
    roles: Mapped[str] = mapped_column(String(40))
