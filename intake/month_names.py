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
SPANISH = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre"),
    *("octubre", "noviembre", "diciembre"),
)
_ARABIC = (
    *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر"),
    *("أكتوبر", "نوفمبر", "ديسمبر"),
)
_LONG = {"es": SPANISH, "ar": _ARABIC}  # by language; English for all others
_SHORT = {"es": tuple(name[:3] for name in SPANISH), "ar": _ARABIC}


def short(day: date, language: str = "en") -> str:
    """The month of a day as "Oct"."""
    return _SHORT.get(language, SHORT)[day.month - 1]


def long(day: date, language: str = "en") -> str:
    """The month of a day as "October"."""
    return _LONG.get(language, LONG)[day.month - 1]
