"""What follows from a patient's list: flags, questions, and what is neither."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from intake.drugs.model import DrugRead, Elsewhere, Role


@dataclass(frozen=True)
class Flag:
    """A drug the article names, taken now or before, with its working."""

    typed: str
    drug: DrugRead
    classes: tuple[str, ...]  # printed names: "SSRI"
    class_keys: tuple[str, ...]
    article_words: str
    role: Role
    timing: str
    rank: int  # 1 to 5; 0 for treatments
    conflict: str
    route: str
    local: bool
    working: tuple[str, ...]  # typed, drug, class, the article's words, timing
    place: int  # the entry's place in the list

    @property
    def ingredient(self) -> str:
        """The drug's ingredient or ingredients."""
        return self.drug.ingredient

    @property
    def certainty(self) -> Literal["exact", "probable"]:
        """Whether the typed word is a known name or near one."""
        return self.drug.how


@dataclass(frozen=True)
class Listed:
    """A drug that is not flagged, and why: checked and not named, or not taken."""

    typed: str
    drug: DrugRead
    note: str  # "allergy", "planned", "stopped 2 years before onset", ""
    place: int


@dataclass(frozen=True)
class KnownElsewhere:
    """A drug taken now or before of which something is known elsewhere; it has no rank."""

    typed: str
    drug: DrugRead
    fact: Elsewhere
    timing: str
    conflict: str
    place: int


@dataclass(frozen=True)
class Question:
    """Words the doctor has to ask about."""

    typed: str
    reason: str  # "could not be read", "did they mean celecoxib or citalopram?"
    place: int


@dataclass(frozen=True)
class Flagging:
    """Everything that follows from the list: nothing typed is left out."""

    causes: tuple[Flag, ...]  # as listed
    treatments: tuple[Flag, ...]
    others: tuple[Listed, ...]
    questions: tuple[Question, ...]
    elsewhere: tuple[KnownElsewhere, ...] = ()  # as listed; each stands above as well
