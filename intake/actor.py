"""Who does something: handed to whatever acts for a clinician, never looked up there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """Someone who is signed in, acting for one of the clinics they work in."""

    user_id: int
    name: str
    clinic_id: str
    roles: frozenset[str]  # what they are in that clinic, as "clinician"
    elsewhere: bool = False  # whether they work in other clinics too
