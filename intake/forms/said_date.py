"""Dates as people say them: "about 2 years ago", "el verano pasado", "octubre 2023", "27/3/1985".

English and Spanish are read whatever language the page is in. Never more exact than what was said:
weeks and months ago give a month, years and seasons a year.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, timedelta

from intake.month_names import LONG, SHORT, SPANISH, long
from intake.spoken import current, gettext

_NAMED = {
    **{name[:size].lower(): n for n, name in enumerate(LONG, 1) for size in range(3, 10)},
    **{name[:size]: n for n, name in enumerate(SPANISH, 1) for size in range(3, 11)},
    **{name.lower(): n for n, name in enumerate(SHORT, 1)},
    "setiembre": 9,
}
_COUNTS = {
    **dict.fromkeys(("a", "an", "one", "un", "una", "uno"), 1),
    **{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10},
    **{"dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8},
    **{"nueve": 9, "diez": 10, "un par": 2},
    **{"a couple of": 2, "couple of": 2},
}
_UNITS = {
    **dict.fromkeys(("day", "days", "dia", "dias"), "day"),
    **dict.fromkeys(("week", "weeks", "semana", "semanas"), "week"),
    **dict.fromkeys(("month", "months", "mes", "meses"), "month"),
    **dict.fromkeys(("year", "years", "yr", "yrs", "ano", "anos"), "year"),
}
_UNKNOWN = {
    *("?", "not sure", "unknown", "no idea", "i do not know", "i don't know"),
    *("no se", "no lo se", "no recuerdo", "no me acuerdo", "no estoy seguro", "no estoy segura"),
}
_VAGUE = re.compile(
    r"\b(about|around|approx(imately)?|circa|ca|roughly|maybe|perhaps|since|in|on|early|mid|late|"
    r"the|of|de|del|en|el|la|los|las|unos|unas|desde|hace|ago|aprox|aproximadamente|casi|quizas?|"
    r"mas o menos|alrededor|como|a principios|a mediados|a finales)\b\.?|[~≈]"
)
_SEASON = (
    r"(?:spring|summer|autumn|fall|winter|christmas|easter|verano|invierno|primavera|otono|navidad|"
    r"semana santa)"
)
_MONTH, _YEAR = r"(?P<month>[a-z]{3,10})\.?", r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_NUMBERS = re.compile(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4})\.?")
_LAST_YEAR = r"last year|ano pasado"
_LAST_SEASON = rf"last (?:{_SEASON})|(?:{_SEASON}) pasad[oa]s?"
_SEASON_LAST_YEAR = rf"{_SEASON} (?:last year|ano pasado)"
_BEFORE = re.compile(
    r"last (week|month)|(mes|semana) pasad[oa]"
    r"|(.+?) ?(?:and a half )?([a-z]+)(?: y medi[oa])?"
)
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


def month_of(name: str) -> int:
    """The number of a month by its name or the beginning of it; 0 for none and for several."""
    return _NAMED.get(_plain(name).rstrip("."), 0)


def wrong_day(year: int, month: int) -> str:
    """What to do about a day that the month does not have."""
    last = calendar.monthrange(year, month)[1]
    name = long(date(year, month, 1), current().code)
    return gettext(
        "Enter a day from 1 to %(last)s for %(month)s %(year)s", last=last, month=name, year=year
    )


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
        raise ValueError(
            gettext("Write the month as a word, like 3 April 2024, so that we read it right")
        )
    day, month = (first, second) if second <= 12 else (second, first)
    return _joined(year, month, day)


def _before(said: str, today: date) -> str:
    """So long before today: "2 years", "last month", "yesterday"."""
    if said in ("today", "hoy", "yesterday", "ayer"):
        return (today - timedelta(days=said in ("yesterday", "ayer"))).isoformat()
    if re.fullmatch(rf"{_LAST_YEAR}|{_SEASON_LAST_YEAR}", said):
        return str(today.year - 1)
    if re.fullmatch(_LAST_SEASON, said):
        return _last_season(said, today)
    match = _BEFORE.fullmatch(said)
    if not match:
        return ""
    last = match[1] or match[2]
    unit = _UNITS.get(last or match[4], "")
    count = 1 if last else _count(match[3])
    return _ago(count, unit, today) if unit and count else ""


def _last_season(said: str, today: date) -> str:
    """The year of the last one: known only once this year's is over."""
    begins = {"spring": 3, "primavera": 3, "summer": 6, "verano": 6, "easter": 4, "santa": 4}
    over = today.month > next((n for name, n in begins.items() if name in said), 10) + 2
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
            month = int(given["number"] or 0) or _NAMED.get(given["month"] or "", 0)
            if month == 0 and (given["month"] or given["number"]):
                continue
            year = int(given["year"] or (today.year - (month > today.month)))
            return _joined(year, month, int(given["day"] or 0))
    raise ValueError("")


def _joined(year: int, month: int, day: int) -> str:
    if not year >= 1000 or not 0 <= month <= 12:
        raise ValueError("")
    if day and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(wrong_day(year, month))
    return f"{year}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
