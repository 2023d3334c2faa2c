"""The names of the months as the service prints and reads them.

Not by strftime(), whose names may hang on a locale. The reports, which know nothing of the
service, name the days of their timeline themselves: reports/dates.py.
"""

from __future__ import annotations

from datetime import date

LONG = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SHORT = tuple(name[:3] for name in LONG)


def short(day: date) -> str:
    """The month of a day as "Oct"."""
    return SHORT[day.month - 1]


def long(day: date) -> str:
    """The month of a day as "October"."""
    return LONG[day.month - 1]
