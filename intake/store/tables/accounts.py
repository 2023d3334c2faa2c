"""What lets people in: sessions, passkeys, recovery codes, links to an account.

Of each secret only a keyed hash is kept.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from intake.extensions import Base
from intake.store.tables.marked import Marked
from intake.store.tables.moments import Instant
from intake.store.tables.sealed import Sealed


class SessionRow(Marked, Base):
    """One browser that is signed in; gone at sign-out."""

    __tablename__ = "session"
    unmarked = frozenset({"seen_at"})
    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(Instant)  # it ends some hours after
    seen_at: Mapped[datetime] = mapped_column(Instant)  # the last page that somebody asked for
    proved_at: Mapped[datetime] = mapped_column(Instant)  # the password was given last
    factor_at: Mapped[datetime | None] = mapped_column(Instant)  # the second factor was given
    browser: Mapped[str] = mapped_column(String(80))
    pending: Mapped[bytes | None] = mapped_column(Sealed)  # what a page asked for


class PasskeyRow(Marked, Base):
    """The public half of a passkey."""

    __tablename__ = "passkey"
    unmarked = frozenset({"count"})
    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    public: Mapped[bytes] = mapped_column(LargeBinary)
    count: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(Instant)


class RecoveryCodeRow(Marked, Base):
    """A code that stands in for the second factor once."""

    __tablename__ = "recovery_code"
    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)


class AccountLinkRow(Marked, Base):
    """A link that works once: an invitation to a clinic, or leave to set a new password."""

    __tablename__ = "account_link"
    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    email: Mapped[str] = mapped_column(String(255))
    clinic_id: Mapped[str | None] = mapped_column(ForeignKey("clinic.id"))  # of an invitation
    roles: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
