"""Dates that are written and need no working out: numbers, and months by their name."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import NamedTuple

from intake.forms.said_dates.occasion import Occasion
from intake.forms.said_dates.plain_words import MONTHS, letters
from intake.month_names import long
from intake.spoken import current, gettext


class Written(NamedTuple):
    """A date as ISO text, or what to do about it; `open` where the country decided the order."""

    date: str = ""
    problem: str = ""
    open: bool = False


_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|o|\.)?"
_MONTH, _YEAR = r"(?P<name>[a-z]+)\.?", r"(?P<year>\d{4})"
_OF = r"(?: ?[\-/,] ?| de[l]? | of | )"
_NUMBERS = re.compile(r"(\d{1,2}) ?[./\- ] ?(\d{1,2}) ?[./\- ] ?(\d{4})")
_FORMS = tuple(
    re.compile(rf"(?:the |el |en |in |on |since |desde |from )*{form}")
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4}) ?[-/.] ?(?P<month>\d{1,2})",
        r"(?P<month>\d{1,2}) ?[-/. ] ?(?P<year>\d{4})",
        rf"{_DAY}{_OF}{_MONTH}{_OF}{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_MONTH}{_OF}{_YEAR}",
        _YEAR,
    )
)


def written(text: str, occasion: Occasion) -> Written | None:
    """A date that is written out with its year; None for whatever is not."""
    said = letters(text).strip(" .,")
    if match := _NUMBERS.fullmatch(said):
        return _in_numbers(occasion, *map(int, match.groups()))
    for form in _FORMS:
        if match := form.fullmatch(said):
            given = {"month": "", "name": "", "day": "", **match.groupdict()}
            month = MONTHS.get(given["name"] or "", int(given["month"] or 0))
            if month or not (given["name"] or given["month"]):
                return joined(int(given["year"]), month, int(given["day"] or 0))
    return None


def month_of(name: str) -> int:
    """The number of a month by its name or the beginning of it; 0 for none and for several."""
    return MONTHS.get(letters(name).rstrip("."), 0)


def wrong_day(year: int, month: int) -> str:
    """What to do about a day that the month does not have."""
    last = calendar.monthrange(year, month)[1]
    name = long(date(year, month, 1), current().code)
    return gettext(
        "Enter a day from 1 to %(last)s for %(month)s %(year)s", last=last, month=name, year=year
    )


def joined(year: int, month: int, day: int) -> Written:
    """The parts of a date, 0 for one that was not given, as ISO text."""
    if not year >= 1000 or not 0 <= month <= 12:
        return Written()
    if day and not 1 <= day <= calendar.monthrange(year, month)[1]:
        return Written(problem=wrong_day(year, month))
    return Written(f"{year}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else ""))


def _in_numbers(occasion: Occasion, first: int, second: int, year: int) -> Written:
    """A day in numbers: which is the month the numbers say, else the country, else the patient."""
    either = first <= 12 and second <= 12 and first != second
    if either and not occasion.month_first:
        advice = gettext("Write the month as a word, like 3 April 2024, so that we read it right")
        return Written(problem=advice)
    month_is_first = second > 12 or (either and occasion.month_first)
    day, month = (second, first) if month_is_first else (first, second)
    return joined(year, month, day)._replace(open=either)
