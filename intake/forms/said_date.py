"""Dates as people say them: "about 2 years ago", "last summer", "octubre 2023", "27/3/1985".

Never more exact than what was said: weeks and months ago give a month, years and seasons a year.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, timedelta

from intake.month_names import LONG, SHORT

UNCLEAR = "Write the month as a word, like 3 April 2024, so that we read it right"
_SPANISH = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre"),
    *("octubre", "noviembre", "diciembre"),
)
_WORDS = {
    **{name[:size].lower(): n for n, name in enumerate(LONG, 1) for size in range(3, 10)},
    **{name[:size]: n for n, name in enumerate(_SPANISH, 1) for size in range(3, 11)},
    **{name.lower(): n for n, name in enumerate(SHORT, 1)},
}
_COUNTS = {
    **dict.fromkeys(("a", "an", "one", "un", "una"), 1),
    **{"two": 2, "dos": 2, "three": 3, "tres": 3, "four": 4, "five": 5, "six": 6, "ten": 10},
    **{"a couple of": 2, "couple of": 2},
}
_UNITS = {
    **dict.fromkeys(("day", "days", "dia", "dias"), "day"),
    **dict.fromkeys(("week", "weeks", "semana", "semanas"), "week"),
    **dict.fromkeys(("month", "months", "mes", "meses"), "month"),
    **dict.fromkeys(("year", "years", "yr", "yrs", "ano", "anos"), "year"),
}
_UNKNOWN = {"?", "not sure", "unknown", "no idea", "i do not know", "i don't know", "no se"}
_VAGUE = re.compile(
    r"\b(about|around|approx(imately)?|circa|ca|roughly|maybe|perhaps|since|in|on|early|mid|late|"
    r"the|of|de|en|unos|desde|hace|ago|aprox)\b\.?|[~≈]"
)
_SEASON = r"(?:spring|summer|autumn|fall|winter|christmas|easter|verano|invierno|primavera|otono)"
_MONTH, _YEAR = r"(?P<month>[a-z]{3,10})\.?", r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_NUMBERS = re.compile(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4})\.?")
_FORMS = tuple(
    re.compile(one)
    for one in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})",
        r"(?P<number>\d{1,2})[/.\- ](?P<year>\d{4})",
        rf"{_DAY}[ \-]{_MONTH},?[ \-]{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_MONTH}[ \-/,]+{_YEAR}",
        rf"(?:{_SEASON} )?{_YEAR}",
        _MONTH,
    )
)


def read(text: str, today: date) -> str:
    """What was said as "YYYY", "YYYY-MM", "YYYY-MM-DD" or "unknown".

    Raises ValueError, with what to do where that is known and "" otherwise.
    """
    said = _plain(text)
    if said in _UNKNOWN:
        return "unknown"
    said = " ".join(_VAGUE.sub(" ", said).split()).strip(" .,")
    return _numbers(said) or _before(said, today) or _named(said, today)


def _plain(text: str) -> str:
    """In lower case, without accents and what no reader sees."""
    letters = unicodedata.normalize("NFKD", text.replace("’", "'"))
    seen = (one for one in letters if unicodedata.category(one) not in ("Mn", "Cf", "Cc"))
    return " ".join("".join(seen).casefold().split())


def _numbers(said: str) -> str:
    """A day in numbers; which is the month has to be plain, for countries differ."""
    match = _NUMBERS.fullmatch(said)
    if not match:
        return ""
    first, second, year = map(int, match.groups())
    if first <= 12 and second <= 12 and first != second:
        raise ValueError(UNCLEAR)
    day, month = (first, second) if second <= 12 else (second, first)
    return _joined(year, month, day)


def _before(said: str, today: date) -> str:
    """So long before today: "2 years", "last month", "yesterday"."""
    if said in ("today", "hoy", "yesterday", "ayer"):
        return (today - timedelta(days=said in ("yesterday", "ayer"))).isoformat()
    if re.fullmatch(rf"last (?:year|{_SEASON})|{_SEASON} last year|ano pasado", said):
        return str(today.year - 1) if "year" in said or "ano" in said else _last_season(said, today)
    match = re.fullmatch(r"(?:last )(week|month)|(.+?) ?(?:and a half )?([a-z]+)", said)
    if not match:
        return ""
    unit = _UNITS.get(match[1] or match[3], "")
    count = 1 if match[1] else _count(match[2])
    return _ago(count, unit, today) if unit and count else ""


def _last_season(said: str, today: date) -> str:
    """The year of the last one: known only once this year's is over."""
    begins = {"spring": 3, "primavera": 3, "summer": 6, "verano": 6, "easter": 4}
    over = today.month > begins.get(said.rsplit(maxsplit=1)[-1], 10) + 2
    return str(today.year if over else today.year - 1)


def _count(words: str) -> int:
    return _COUNTS.get(words, int(words) if words.isdecimal() and len(words) < 4 else 0)


def _ago(count: int, unit: str, today: date) -> str:
    if unit == "year":
        return str(today.year - count) if count < 120 else ""
    if unit == "month":
        months = today.year * 12 + today.month - 1 - count
        return f"{months // 12}-{months % 12 + 1:02}"
    when = today - timedelta(days=count * (7 if unit == "week" else 1))
    return when.isoformat() if unit == "day" else f"{when:%Y-%m}"


def _named(said: str, today: date) -> str:
    for form in _FORMS:
        if match := form.fullmatch(said):
            given = {"year": "", "number": "", "month": "", "day": "", **match.groupdict()}
            month = int(given["number"] or 0) or _WORDS.get(given["month"] or "", 0)
            if month == 0 and (given["month"] or given["number"]):
                continue
            year = int(given["year"] or (today.year - (month > today.month)))
            return _joined(year, month, int(given["day"] or 0))
    raise ValueError("")


def _joined(year: int, month: int, day: int) -> str:
    if not year >= 1000 or not 0 <= month <= 12:
        raise ValueError("")
    if day and not 1 <= day <= calendar.monthrange(year, month)[1]:
        last = calendar.monthrange(year, month)[1]
        raise ValueError(f"Enter a day from 1 to {last} for {LONG[month - 1]} {year}")
    return f"{year}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
