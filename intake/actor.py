"""Who does something: handed to whatever acts for a member, never looked up there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

# What someone is in one clinic. A member may be several at once.
Role = Literal["administrator", "doctor", "front-desk"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True)
class Actor:
    """Someone who is signed in, acting for one of the clinics they work in."""

    user_id: int
    name: str
    clinic_id: str
    roles: frozenset[Role]  # what they are in that clinic
    elsewhere: bool = False  # whether they work in other clinics too
    to_see: int = 0  # emergencies that they are told of, as an administrator
    in_emergency: bool = False  # whether they have opened this visit's answers with a reason

    @property
    def sees_answers(self) -> bool:
        """Whether what patients answered may be shown to them."""
        return self.is_doctor or self.in_emergency

    @property
    def is_doctor(self) -> bool:
        """Whether they work there as a doctor, and may say something of answers too."""
        return "doctor" in self.roles

    @property
    def is_administrator(self) -> bool:
        """Whether they look after the clinic's people, audit and settings."""
        return "administrator" in self.roles
