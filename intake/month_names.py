"""The names of the months as they are printed and typed: the only place that has them.

Named here and not by strftime(), whose names hang on the locale of whoever starts the service.
The reports, which know nothing of the service, name only the months of their timeline.
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
