"""One medicine of the patient's list, as answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from intake.partial_date import PartialDate

Order = Literal["before", "same", "after", "unsure"]


@dataclass(frozen=True)
class Entry:
    """One medicine of the patient's list, as answered."""

    typed: str
    start: PartialDate | None = None
    stop: PartialDate | None = None
    still: Literal["yes", "sometimes", "no"] | None = None
    order: Order | None = None  # started before or after onset, as answered
    dose_change: Literal["up", "down", "no", "unsure"] | None = None  # in the 3 months before it
    route: str | None = None  # as answered: "inhaled", "skin", "swallowed", ...
    dose: str = ""  # as typed; here too stands "none since March" or "never took it"
    reason: str = ""  # what it is or was taken for, as typed
