"""When a drug was started and stopped against onset, held as ranges of days.

A part date is every day it can mean; nothing here picks one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from intake.partial_date import PartialDate
from intake.wording import span


@dataclass(frozen=True)
class Gap:
    """Days from one day to another when both are ranges; negative is after."""

    least: int
    most: int

    @property
    def before(self) -> bool:
        """Every day it can mean lies before the other."""
        return self.least > 0

    @property
    def after(self) -> bool:
        """Every day it can mean lies after the other."""
        return self.most < 0


def clip(day: PartialDate | None, today: date) -> PartialDate | None:
    """The part of a range up to today; a range wholly in the future is left as it is."""
    return day.until(today) if day else None


def gap(day: PartialDate | None, onset: PartialDate | None) -> Gap | None:
    """Days from `day` to onset; None when either is unknown."""
    if day is None or onset is None:
        return None
    return Gap((onset.earliest - day.latest).days, (onset.latest - day.earliest).days)


def before_only(started: Gap) -> Gap:
    """The part of a gap that lies before onset or on its day."""
    return Gap(max(started.least, 0), max(started.most, 0))


def against_onset(verb: str, away: Gap) -> str:
    """The gap in words: "started 6 days before onset", "stopped 2 to 8 weeks after onset"."""
    if away.before:
        return f"{verb} {span(away.least, away.most)} before onset"
    if away.after:
        return f"{verb} {span(-away.most, -away.least)} after onset"
    if away.least == away.most == 0:
        return f"{verb} on the day of onset"
    if away.least == 0:
        return f"{verb} on the day of onset or {span(0, away.most)} before"
    if away.most == 0:
        return f"{verb} on the day of onset or {span(0, -away.least)} after"
    return (
        f"{verb} between {span(away.most, away.most)} before and "
        f"{span(-away.least, -away.least)} after onset"
    )
