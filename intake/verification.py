"""A clinician's verification: this medicine text was read rightly, or wrongly.

It is a fact of its own beside the submission, about one reading: the patient's
words and what the drug list made of them. Another verdict from the same clinician is
another verification, and their newest one counts; what others say stands beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

Outcome = Literal["right", "wrong", "withdrawn"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
MAX_NOTE = 300  # characters


@dataclass(frozen=True)
class Reading:
    """A medicine text and what it was read as; the same whichever list read it so."""

    typed: str  # the patient's words
    read_as: str  # the ingredient, or what has to be asked
    classes: tuple[str, ...] = ()  # printed names; () for a question
    drug_list: str = field(default="", compare=False)  # the version that read it so

    @property
    def key(self) -> str:
        """Names the reading in a form without repeating the patient's words: 16 hex digits."""
        parts = json.dumps([self.typed, self.read_as, self.classes])
        return hashlib.sha256(parts.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Verdict:
    """What a clinician says of a reading; "withdrawn" takes back what they said before."""

    outcome: Outcome
    note: str = ""


@dataclass(frozen=True)
class Verification:
    """A verdict on a reading, by whom, when and on which version of the submission."""

    reading: Reading
    verdict: Verdict
    user_id: int
    by: str  # the clinician's name
    at: datetime
    version: int


def current(verifications: Iterable[Verification]) -> list[Verification]:
    """What counts now, newest first: each clinician's last verdict on each reading.

    `verifications` are in the order in which they were made.
    """
    last: dict[tuple[int, Reading], Verification] = {}
    for verification in verifications:
        place = (verification.user_id, verification.reading)
        last.pop(place, None)
        last[place] = verification
    return [one for one in reversed(last.values()) if one.verdict.outcome != "withdrawn"]
