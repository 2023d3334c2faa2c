"""Days, moments, spans, ages and plurals in the service's own words.

Reports have words of their own: they know nothing of the service.
"""

from __future__ import annotations

from datetime import date, datetime
from math import floor, inf

from intake.month_names import long
from intake.partial_date import PartialDate

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# The number of days below which a unit is used, its days, its name. Months are used while they
# round to less than 24.
_UNITS: tuple[tuple[float, float, str], ...] = (
    (14, 1, "day"),
    (92, 7, "week"),
    (23.5 * 30.44, 30.44, "month"),
    (inf, 365.25, "year"),
)


def plural(number: int, noun: str) -> str:
    """The noun, with an s unless there is one of it."""
    return noun if number == 1 else f"{noun}s"


def day(when: date, language: str = "en") -> str:
    """A day as "20 Nov 2026"."""
    return PartialDate(when, when).in_words(language)


def long_day(when: date, language: str = "en") -> str:
    """A day as "20 November 2026"."""
    of = " de " if language == "es" else " "
    return of.join((str(when.day), long(when, language), str(when.year)))


def weekday(when: date, today: date) -> str:
    """A day as "Friday 20 November", with its year unless it is this year."""
    year = "" if when.year == today.year else f" {when.year}"
    return f"{WEEKDAYS[when.weekday()]} {when.day} {long(when)}{year}"


def moment(at: datetime, language: str = "en") -> str:
    """A moment as "20 Nov 2026 19:42"."""
    return f"{day(at, language)} {at:%H:%M}"


def long_moment(at: datetime, language: str = "en") -> str:
    """A moment as "20 November 2026, 19:42"."""
    return f"{long_day(at, language)}, {at:%H:%M}"


def age(born: date, on: date) -> str:
    """Completed years on a day, in months below two years: "28 y", "14 months"."""
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if months < 0:
        return ""
    return f"{months} months" if months < 24 else f"{months // 12} y"


def ago(then: PartialDate, today: date) -> str:
    """How long ago: "6 weeks ago", "5 to 6 months ago", "today", "" for a date still to come."""
    most, least = (today - then.earliest).days, (today - then.latest).days
    if most < 0:
        return ""
    return f"{span(max(least, 0), most)} ago" if most else "today"


def span(least: int, most: int) -> str:
    """Days between two bounds in the nearest units, halves up: 20 days are "3 weeks"."""
    size, unit = next((size, unit) for limit, size, unit in _UNITS if most < limit)
    low, high = floor(least / size + 0.5), max(floor(most / size + 0.5), 1)
    if low == 0 and least != most:
        return f"up to {high} {plural(high, unit)}"
    if low == high or least == most:
        return f"{high} {plural(high, unit)}"
    return f"{low} to {high} {unit}s"
