"""What the store tells of people: copies, which nothing writes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from intake.actor import Role
from intake.store.records import Clinic


@dataclass(frozen=True)
class Person:
    """Someone who has an account."""

    id: int
    email: str
    name: str
    password: str  # its hash
    active: bool
    has_app: bool  # whether an authenticator app is set up
    factor_since: datetime | None  # since when they have had a second factor without a break
    signed_in_at: datetime | None

    @property
    def has_factor(self) -> bool:
        """Whether a second factor is set up."""
        return self.factor_since is not None


@dataclass(frozen=True)
class Membership:
    """A clinic that someone works in, and as what."""

    clinic: Clinic
    roles: frozenset[Role]
    unseen: int = 0  # emergencies in the clinic that no administrator has said to have seen


@dataclass(frozen=True)
class Member:
    """Someone who works in a clinic, and as what."""

    person: Person
    roles: frozenset[Role]


@dataclass(frozen=True)
class Session:
    """One browser that is signed in."""

    key: bytes
    person: Person
    made_at: datetime
    seen_at: datetime
    proved_at: datetime
    factor_at: datetime | None
    browser: str


@dataclass(frozen=True)
class Passkey:
    """The public half of a passkey, and what its owner calls it."""

    id: bytes
    name: str
    public: bytes
    count: int
    made_at: datetime


@dataclass(frozen=True)
class AccountLink:
    """A link that works once: an invitation to a clinic, or leave to set a new password."""

    key: bytes
    email: str
    clinic_id: str | None  # of an invitation
    roles: frozenset[Role]
    made_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Emergency:
    """A visit that was opened in an emergency, by someone who may not see answers."""

    visit_id: str
    reference: str
    number: int
    user_id: int
    by: str
    opened_at: datetime
    ends_at: datetime
    reason: str
