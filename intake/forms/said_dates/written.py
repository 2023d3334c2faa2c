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
    """A date as ISO text, or what to do about it.

    `open` where the country decided the order or the century was left out, so that it is shown
    back; `recent` where two digits stand for a year of this century.
    """

    date: str = ""
    problem: str = ""
    open: bool = False
    recent: bool = False


_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|o|\.)?"
_MONTH, _YEAR = r"(?P<name>[a-z]+)\.?", r"(?P<year>\d{4})"
_ANY_YEAR, _NO_DAY = r"'?(?P<year>\d{4}|\d\d)", r"'?(?P<year>3[2-9]|[4-9]\d)"
_OF = r"(?: ?[\-/,] ?| de[l]? | of | )"
_NUMBERS = re.compile(r"(\d{1,2}) ?[./\- ] ?(\d{1,2}) ?[./\- ] ?(\d{4}|\d\d)")
_RUN = r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"
_RUN_YEAR_LAST = re.compile(r"(\d\d)(\d\d)((?:19|20)\d\d)")
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii"
_ROMAN = {name: number for number, name in enumerate(_NUMERALS.split(), 1)}
_FORMS = tuple(
    re.compile(rf"(?:the |el |en |in |on |since |desde |from )*{form}")
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4}) ?[-/.] ?(?P<month>\d{1,2})",
        r"(?P<month>\d{1,2}) ?[-/. ] ?(?P<year>\d{4})",
        rf"{_DAY}{_OF}{_MONTH}{_OF}{_ANY_YEAR}",
        rf"{_MONTH} {_DAY},? {_ANY_YEAR}",
        rf"{_MONTH}{_OF}{_YEAR}",
        rf"{_MONTH}{_OF}{_NO_DAY}",
        _YEAR,
        _RUN,
    )
)


def written(text: str, occasion: Occasion) -> Written | None:
    """A date that is written out with its year; None for whatever is not."""
    said = letters(text).strip(" .,")
    if match := _NUMBERS.fullmatch(said) or _RUN_YEAR_LAST.fullmatch(said):
        return _in_numbers(occasion, int(match[1]), int(match[2]), match[3])
    if re.fullmatch(r"\d{6}", said) and said[2:4] not in ("19", "20"):  # "031985" is no day
        return _six_digits(occasion, said[:2], said[2:4], said[4:])
    for form in _FORMS:
        if match := form.fullmatch(said):
            given = {"month": "", "name": "", "day": "", **match.groupdict()}
            name = given["name"] or ""
            month = MONTHS.get(name) or _ROMAN.get(name) or int(given["month"] or 0)
            if month or not (name or given["month"]):
                return _with_year(given["year"], month, int(given["day"] or 0), occasion)
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


def _in_numbers(occasion: Occasion, first: int, second: int, year: str) -> Written:
    """A day in numbers: which is the month the numbers say, else the country, else the patient."""
    either = first <= 12 and second <= 12 and first != second
    if either and not occasion.month_first:
        return Written(problem=month_as_word())
    month_is_first = second > 12 or (either and occasion.month_first)
    day, month = (second, first) if month_is_first else (first, second)
    if day > 31:  # the year may stand first
        return Written()
    found = _with_year(year, month, day, occasion)
    return found._replace(open=found.open or either)


def _six_digits(occasion: Occasion, first: str, second: str, third: str) -> Written:
    """A day as a keypad gives it, the year last or first, where only one of the two can be."""
    year_last = _in_numbers(occasion, int(first), int(second), third)
    year_first = _with_year(first, int(second), int(third), occasion)
    if not year_first.date:
        return year_last
    either = year_last.date or year_last.problem
    return Written(problem=month_as_word()) if either else year_first


def _with_year(year: str, month: int, day: int, occasion: Occasion) -> Written:
    """The same as `joined`; two digits are a year that was, where only one century can be meant."""
    if len(year) == 4:
        return joined(int(year), month, day)
    this_year, short = occasion.today.year % 100, int(year)
    if this_year < short <= this_year + 10:  # still to come, or a lifetime ago
        return Written(problem=year_in_full())
    century = occasion.today.year // 100 - (short > this_year)
    return joined(century * 100 + short, month, day)._replace(open=True, recent=short <= this_year)


def month_as_word() -> str:
    """What to do about numbers that may be read in two ways."""
    return gettext("Write the month as a word, like 3 April 2024, so that we read it right")


def year_in_full() -> str:
    """What to do about a year that may be of two centuries."""
    return gettext("Enter the year with 4 numbers, like 2026")
