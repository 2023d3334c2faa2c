"""One match: a name found in a text, and which words can belong to one name."""

from __future__ import annotations

from dataclasses import dataclass

from intake.drugs.matching.decide import Decision
from intake.drugs.model import Substance

DRINK = "caffeine"
_HARD = frozenset(",;:\n\r\t()[]|!?•")  # a name never runs across these


@dataclass(frozen=True)
class Match:
    """A name in the text, from token `first` up to but not including `after`."""

    first: int
    after: int
    start: int
    end: int
    name: str  # normalised
    substance: Substance | None  # None for a near name; then `decision` says more
    decision: Decision | None = None
    why: str = ""  # it is asked about, though near no known name
    abroad: str = ""  # what the name is in other countries, where the clinic's decided
    suffix: bool = False  # letters beside the name before it


def joins(gap: str) -> bool:
    """Whether words with this between them can belong to one name."""
    return len(gap) <= 3 and not _HARD.intersection(gap)
