"""Lengths of time in words, as ranges where a date is known only in part."""

from __future__ import annotations

from datetime import date

from intake.partial_date import PartialDate


def ago(then: PartialDate, today: date) -> str:
    """How long ago: "6 weeks ago", "5 to 6 months ago", "" for a date still to come."""
    most, least = (today - then.earliest).days, (today - then.latest).days
    if most < 0:
        return ""
    return f"{span_text(max(least, 0), most)} ago"


def span_text(least: int, most: int) -> str:
    """A number of days between two bounds, in the unit that fits the larger."""
    unit, days = next((name, size) for name, size, up_to in _UNITS if up_to is None or most < up_to)
    low, high = (int(least / days), int(most / days))
    if low == high:
        return f"{high} {unit}{'' if high == 1 else 's'}"
    return f"{low} to {high} {unit}s"


# Unit, its days, and the number of days up to which it is used.
_UNITS: tuple[tuple[str, float, int | None], ...] = (
    ("day", 1, 14),
    ("week", 7, 92),
    ("month", 30.44, 731),
    ("year", 365.25, None),
)
