"""Days as people type them: "9 Feb 1965", "1965-02-09", "9/2/1965", which is a question.

Two digits first may be the day or the month: both readings are given where both are days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from intake.month_names import SHORT

Order = Literal["day", "month"]  # which of the two numbers stands first

_MONTH = rf"(?P<month>(?:{'|'.join(SHORT)})[a-z]*)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_PATTERNS = tuple(
    re.compile(rf"(?<![\w/.-]){pattern}(?![\w/-]|\.\d)", re.IGNORECASE | re.ASCII)
    for pattern in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<first>\d{1,2})([./-])(?P<second>\d{1,2})\2(?P<year>\d{4})",
        rf"{_DAY}[ \-]{_MONTH},?[ \-](?P<year>\d{{4}})",
        rf"{_MONTH} {_DAY},? (?P<year>\d{{4}})",
    )
)


def readings(text: str) -> list[date]:
    """Every day that a text may mean, day before month first; [] if it is none."""
    for pattern in _PATTERNS:
        if match := pattern.fullmatch(text.strip()):
            return _days(match)
    return []


def find(text: str) -> Iterator[tuple[str, list[date]]]:
    """The dates in a text, each as it stands there with every day it may mean."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if days := _days(match):
                yield match.group(), days


def written(text: str) -> list[tuple[int, str]]:
    """What is written like a date in a text, be it one or not, and where each begins, in order."""
    return sorted(
        (match.start(), match.group()) for one in _PATTERNS for match in one.finditer(text)
    )


def in_order(text: str, order: Order) -> date | None:
    """The day that a text means where numbers are written in this order; None if it is none."""
    numbers = _PATTERNS[1].fullmatch(text.strip())
    if not numbers:
        return next(iter(readings(text)), None)
    day, month = int(numbers["first"]), int(numbers["second"])
    return _day(int(numbers["year"]), *((month, day) if order == "day" else (day, month)))


def _days(match: re.Match[str]) -> list[date]:
    given = match.groupdict()
    year = int(given["year"])
    if given.get("first"):
        first, second = int(given["first"]), int(given["second"])
        both = (_day(year, second, first), _day(year, first, second))
        return list(dict.fromkeys(one for one in both if one))
    month = int(given["number"]) if given.get("number") else _number(given["month"])
    only = _day(year, month, int(given["day"]))
    return [only] if only else []


def _number(name: str) -> int:
    return [one.lower() for one in SHORT].index(name[:3].lower()) + 1


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
