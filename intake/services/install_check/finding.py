"""What a check found: fine, to be mended, or not to be told from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["fine", "mend", "unknown"]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `how` says what to do where it is not fine."""

    what: str
    state: State = "fine"
    how: str = ""


def fine(what: str) -> Finding:
    """Nothing to do."""
    return Finding(what)


def mend(what: str, how: str) -> Finding:
    """Something is open that has to be closed."""
    return Finding(what, "mend", how)


def unknown(what: str, how: str) -> Finding:
    """It cannot be seen from here; somebody has to look."""
    return Finding(what, "unknown", how)
