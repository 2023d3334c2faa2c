"""Periods with a name: months, seasons, feasts, years, decades and parts of them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from intake.forms.said_dates.occasion import Occasion
from intake.partial_date import PartialDate

_BEGINS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # months, in the north
# First and last day (month, day) with the days around it; Easter's date hangs on the moon.
_FEASTS = {
    "christmas": ((12, 18), (1, 6)),
    "newyear": ((-1, 29), (1, 3)),  # before the year it is named after
    "easter": ((3, 15), (4, 27)),
    "thanksgiving": ((11, 20), (11, 30)),
    "halloween": ((10, 28), (11, 2)),
}
_NAME = r"(M\d+|spring|summer|autumn|winter|christmas|newyear|easter|thanksgiving|halloween)"
_YEAR = r"((?:1[89]|20)\d\d|last year|year last|this year|second-last year|year second-last)"
_PART = r"(early|mid|late)"
_NAMED = re.compile(
    rf"(?:{_PART} )?(last |this |second-last )?{_NAME}( last| this| second-last)?(?: {_YEAR})?"
)
_SEASONS_AGO = re.compile(r"(\d{1,2}|a|couple) (spring|summer|autumn|winter|christmas|easter)")
_OF_YEAR = re.compile(rf"(?:(early|mid|late|half1|half2) )?{_YEAR}")
_OF_MONTH = re.compile(r"(?:(early|mid|late) )?(last|this) month|(early|mid|late)? ?month last")
_WINTER = re.compile(r"winter ((?:1[89]|20)\d\d) to (?:\d\d)?(\d\d)")
_DECADE = re.compile(r"(?:(early|mid|late) )?(?:decade (\d\d)s?|(\d\d|(?:1[89]|20)\d0)s)")
_DAY = re.compile(rf"(?:M(\d+) (\d{{1,2}})|(\d{{1,2}}) M(\d+))(?: {_YEAR})?")
_THIRDS = {"early": 0, "mid": 1, "late": 2}

Of = Callable[[int], PartialDate]  # the period that is named after a year


def named(said: str, occasion: Occasion) -> PartialDate | None:
    """The period that was said, if that is what was said."""
    for reads in (_month_or_season, _seasons_ago, _year, _month, _decade, _day, _winter):
        if found := reads(said, occasion):
            return found
    return None


def _month_or_season(said: str, occasion: Occasion) -> PartialDate | None:
    match = _NAMED.fullmatch(said)
    if not match:
        return None
    part, before, name, after, year = match.groups()
    of = _period(name, occasion)
    which = (before or after or "").strip()
    if year:
        if which:
            return None
        number = _number_of(year, occasion.today)
        whole = name if len(year) == 4 and _crosses(name, of) else ""
        return _both_winters(of, number) if whole and not part else _third(of(number), part)
    return _third(_latest(of, which, occasion.today), part)


def _period(name: str, occasion: Occasion) -> Of:
    if name.startswith("M"):
        return lambda year: _months(year, int(name[1:]), 1)
    if name in _BEGINS:
        begins = (_BEGINS[name] + 6 * occasion.southern - 1) % 12 + 1
        return lambda year: _months(year, begins, 3)
    first, last = _FEASTS[name]
    if first[0] < 0:
        return lambda year: PartialDate(date(year - 1, 12, first[1]), date(year, *last))
    return lambda year: PartialDate(date(year, *first), date(year + (last < first), *last))


def _latest(of: Of, which: str, today: date) -> PartialDate:
    """The one that is meant without a year: the latest that began; "last" the latest that ended."""
    years = range(today.year + 1, today.year - 4, -1)
    begun = [one for one in map(of, years) if one.earliest <= today]
    if which in ("last", "second-last"):
        begun = [one for one in begun if one.latest < today]
    return begun[1 if which == "second-last" else 0]


def _seasons_ago(said: str, occasion: Occasion) -> PartialDate | None:
    """As "two summers ago": whether the last one counts stays open."""
    match = _SEASONS_AGO.fullmatch(said)
    if not match:
        return None
    of, today = _period(match[2], occasion), occasion.today
    count = {"a": 1, "couple": 2}.get(match[1]) or int(match[1])
    ended = _latest(of, "last", today).earliest.year - count + 1
    return PartialDate(of(ended - 1).earliest, of(ended).latest) if count else None


def _crosses(name: str, of: Of) -> bool:
    """Whether a season lies in two years."""
    return name in _BEGINS and of(2000).latest.year == 2001


def _both_winters(of: Of, year: int) -> PartialDate:
    """Which of a year's two winters is meant stays open: both, from the year's first day on."""
    return PartialDate(date(year, 1, 1), of(year).latest)


def _year(said: str, occasion: Occasion) -> PartialDate | None:
    match = _OF_YEAR.fullmatch(said)
    if not match:
        return None
    year = _number_of(match[2], occasion.today)
    if not match[1]:
        return _months(year, 1, 12)
    if match[1] in _THIRDS:
        return _months(year, 1 + 4 * _THIRDS[match[1]], 4)
    return _months(year, 1 if match[1] == "half1" else 7, 6)


def _month(said: str, occasion: Occasion) -> PartialDate | None:
    match = _OF_MONTH.fullmatch(said)
    if not match:
        return None
    first = occasion.today.replace(day=1)
    if match[2] != "this":
        first = (first - timedelta(days=1)).replace(day=1)
    return _third(_months(first.year, first.month, 1), match[1] or match[3])


def _decade(said: str, _occasion: Occasion) -> PartialDate | None:
    match = _DECADE.fullmatch(said)
    if not match:
        return None
    number = int(match[2] or match[3])
    if number % 10 or number in (20, 30):  # which century's is not known
        return None
    first = number if number > 100 else (1900 if number >= 40 else 2000) + number
    part = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(match[1] or "", (0, 9))
    return PartialDate(date(first + part[0], 1, 1), date(first + part[1], 12, 31))


def _day(said: str, occasion: Occasion) -> PartialDate | None:
    """A day; without its year the latest."""
    match = _DAY.fullmatch(said)
    if not match:
        return None
    month, day = int(match[1] or match[4]), int(match[2] or match[3])
    years = [occasion.today.year - back for back in range(9)]
    if match[5]:
        years = [_number_of(match[5], occasion.today)]
    found = (
        date(year, month, day) for year in years if 0 < day <= calendar.monthrange(year, month)[1]
    )
    when = next((one for one in found if one <= occasion.today or match[5]), None)
    return PartialDate(when, when) if when else None


def _winter(said: str, occasion: Occasion) -> PartialDate | None:
    match = _WINTER.fullmatch(said)
    if not match or (int(match[1]) + 1) % 100 != int(match[2]) or occasion.southern:
        return None
    return _months(int(match[1]), 12, 3)


def _number_of(year: str, today: date) -> int:
    if year.isdecimal():
        return int(year)
    return today.year - (0 if "this" in year else 2 if "second" in year else 1)


def _months(year: int, month: int, number: int) -> PartialDate:
    """So many whole months from one on."""
    more, last = divmod(month + number - 2, 12)
    end = calendar.monthrange(year + more, last + 1)[1]
    return PartialDate(date(year, month, 1), date(year + more, last + 1, end))


def _third(whole: PartialDate, part: str | None) -> PartialDate:
    """The first, middle or last third of a month or a season; a feast has none."""
    if not part or whole.earliest.day != 1:
        return whole
    place, first = _THIRDS[part], whole.earliest
    if (whole.latest - first).days > 40:
        month = first.month + place
        return _months(first.year + (month > 12), (month - 1) % 12 + 1, 1)
    last = whole.latest if place == 2 else first.replace(day=10 + 10 * place)
    return PartialDate(first.replace(day=1 + 10 * place), last)
