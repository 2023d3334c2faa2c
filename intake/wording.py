"""Days, moments, spans, ages and plurals in the service's own words.

Reports have words of their own: they know nothing of the service.
"""

from __future__ import annotations

from datetime import date, datetime

from intake.partial_date import PartialDate

# Unit, its days, and the number of days up to which it is used.
_UNITS: tuple[tuple[str, float, int | None], ...] = (
    ("day", 1, 14),
    ("week", 7, 92),
    ("month", 30.44, 731),
    ("year", 365.25, None),
)


def plural(number: int, noun: str) -> str:
    """The noun, with an s unless there is one of it."""
    return noun if number == 1 else f"{noun}s"


def day(when: date) -> str:
    """A day as "20 Nov 2026"."""
    return str(PartialDate(when, when))


def long_day(when: date) -> str:
    """A day as "20 November 2026"."""
    return f"{when.day} {when:%B %Y}"


def moment(at: datetime) -> str:
    """A moment as "20 Nov 2026 19:42"."""
    return f"{day(at)} {at:%H:%M}"


def long_moment(at: datetime) -> str:
    """A moment as "20 November 2026, 19:42"."""
    return f"{long_day(at)}, {at:%H:%M}"


def age(born: date, on: date) -> str:
    """Completed years on a day, in months below two years: "28 y", "14 months"."""
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if months < 0:
        return ""
    return f"{months} months" if months < 24 else f"{months // 12} y"


def ago(then: PartialDate, today: date) -> str:
    """How long ago: "6 weeks ago", "5 to 6 months ago", "" for a date still to come."""
    most, least = (today - then.earliest).days, (today - then.latest).days
    if most < 0:
        return ""
    return f"{span(max(least, 0), most)} ago"


def span(least: int, most: int) -> str:
    """Days between two bounds in whole units that have passed, of the size that fits `most`."""
    unit, size = next((unit, size) for unit, size, up_to in _UNITS if up_to is None or most < up_to)
    low, high = int(least / size), int(most / size)
    if low == high:
        return f"{high} {plural(high, unit)}"
    return f"{low} to {high} {unit}s"
