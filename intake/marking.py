"""A clinician's marking: this medicine text was read rightly, or wrongly.

It is a fact of its own beside the submission, about one reading: the patient's
words and what the drug list made of them. Another word from the same clinician is
another marking, and their newest one counts; what others say stands beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

Verdict = Literal["right", "wrong", "withdrawn"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
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
class Word:
    """What a clinician says of a reading; "withdrawn" takes back what they said before."""

    verdict: Verdict
    note: str = ""


@dataclass(frozen=True)
class Marking:
    """A word on a reading, by whom, when and on which version of the submission."""

    reading: Reading
    word: Word
    user_id: int
    by: str  # the clinician's name
    at: datetime
    version: int


def standing(markings: Iterable[Marking]) -> list[Marking]:
    """What counts now, newest first: each clinician's last word on each reading.

    `markings` are in the order in which they were made.
    """
    last: dict[tuple[int, Reading], Marking] = {}
    for marking in markings:
        place = (marking.user_id, marking.reading)
        last.pop(place, None)
        last[place] = marking
    return [one for one in reversed(last.values()) if one.word.verdict != "withdrawn"]
