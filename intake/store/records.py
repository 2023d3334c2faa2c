"""What the store hands out: frozen records, never rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

Status = Literal["new", "started", "sent", "cancelled"]
BirthCheck = Literal["ok", "wrong", "locked"]


@dataclass(frozen=True)
class Clinic:
    """A clinic and what it tells its patients."""

    id: str
    slug: str
    name: str
    time_zone: str
    paper: Literal["A4", "Letter"]
    phone: str
    emergency_number: str
    crisis_line: str
    open_door: bool


@dataclass(frozen=True)
class Identity:
    """Who the visit is for, as far as it is known."""

    name: str = ""
    born: date | None = None


@dataclass(frozen=True)
class Visit:
    """One online visit."""

    clinic: Clinic
    id: str
    reference: str
    questionnaire_id: str
    kind: str
    scheduled_at: datetime | None
    created_at: datetime
    expires_at: datetime
    status: Status
    identity: Identity
    link_serial: int
    saved_at: datetime | None
    sent_at: datetime | None

    @property
    def open_to_patient(self) -> bool:
        """Whether answers may still be saved and sent."""
        return self.status in ("new", "started")


@dataclass(frozen=True)
class Stored:
    """A submission as it was sent: its own JSON and the version it is."""

    version: int
    sent_at: datetime
    content: Mapping[str, Any]
