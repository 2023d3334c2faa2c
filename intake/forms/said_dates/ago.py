"""So long before today: "2 year", "couple month", "last week", "yesterday", in `plain_words`.

People round: each count is taken to be right to about half of its unit, large ones to a tenth.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from intake.partial_date import PartialDate

_DAYS = {"today": 0, "yesterday": 1, "day-before-yesterday": 2}
_WEEKS = {
    **{"this week": 0, "last week": 1, "week last": 1},
    **dict.fromkeys(("second-last week", "week second-last"), 2),
}
_COUNT, _HALF = r"(\d+(?:\.\d)?|a)", r"and (?:a |1 )?half"
_UNIT = r"(day|week|fortnight|month|year)"
_COUNTED = re.compile(
    rf"{_COUNT}(?: (?:or|to|a|and) {_COUNT})? {_UNIT}( {_HALF})?|{_COUNT} {_HALF} {_UNIT}"
    rf"|(?:a |1 )?half (?:a |1 )?{_UNIT}|{_UNIT} {_HALF}|(couple|few|several) {_UNIT}"
)
_YEARS_AND_MONTHS = re.compile(rf"{_COUNT} year (?:and )?{_COUNT} month")
_MORE_OR_LESS = re.compile(rf"(over|under) {_COUNT} (day|week|month|year)")
_FEW = {"couple": (2, 3), "few": (2, 6), "several": (3, 9)}
_WEEKDAY = re.compile(r"(last |this )?D(\d)( last)?")
_WEEKS_DAY = re.compile(r"D(\d) ((?:last|second-last|this) week|week (?:last|second-last))")
LONGEST = 120  # years


def before(said: str, today: date) -> PartialDate | None:
    """What lies so long before today, if that is what was said."""
    return _day_or_week(said, today) or _units_ago(said, today)


def _day_or_week(said: str, today: date) -> PartialDate | None:
    if said in _DAYS:
        day = today - timedelta(days=_DAYS[said])
        return PartialDate(day, day)
    if said in _WEEKS:
        return _week(today, _WEEKS[said])
    if said in ("last weekend", "weekend last"):
        saturday = today - timedelta(days=today.weekday() + 2)
        return PartialDate(saturday, saturday + timedelta(days=1))
    if match := _WEEKS_DAY.fullmatch(re.sub(r"^(.*week.*) (D\d)$", r"\2 \1", said)):
        return _weekday_in_week(int(match[1]), _WEEKS[match[2]], today)
    match = _WEEKDAY.fullmatch(said)
    last = bool(match and (match[1] == "last " or match[3]))
    return _weekday(int(match[2]), today, last=last) if match else None


def _units_ago(said: str, today: date) -> PartialDate | None:
    if match := _MORE_OR_LESS.fullmatch(said):
        return _more_or_less(match[1], _number(match[2]), match[3], today)
    if match := _YEARS_AND_MONTHS.fullmatch(said):
        months = _number(match[1]) * 12 + _number(match[2])
        return _between(months, months, "month", today)
    match = _COUNTED.fullmatch(said)
    return _counted(match, today) if match else None


def months_before(today: date, months: int) -> date:
    """The same day so many months earlier, or the last one of that month."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _counted(match: re.Match[str], today: date) -> PartialDate | None:
    first, second, unit, half, whole, unit_2, unit_3, unit_4, vague, unit_5 = match.groups()
    unit = unit or unit_2 or unit_3 or unit_4 or unit_5
    if vague and unit != "fortnight":
        return _between(*_FEW[vague], unit, today, exact=vague != "couple")
    low = _number(first or whole) if first or whole else float(bool(unit_4))
    low += 0.5 if half or whole or unit_3 or unit_4 else 0
    high = _number(second) if second else low
    if unit == "fortnight":
        low, high, unit = low * 2, high * 2, "week"
    if unit == "year" and (low % 1 or high % 1):
        low, high, unit = low * 12, high * 12, "month"
    return _between(low, high, unit, today) if low <= high else None


def _more_or_less(which: str, count: float, unit: str, today: date) -> PartialDate | None:
    """As "over 2 years", two to three, and "over 10", ten to fifteen; "under" goes up to today."""
    if unit == "year" and count <= 10:
        return _more_or_less(which, count * 12, "month", today)
    if which == "over":
        more = max(12 if unit == "month" and count >= 12 else 1, count // 2)
        return _between(count, count + more, unit, today, exact=True)
    found = _between(count, count, unit, today, exact=True)
    return PartialDate(found.earliest, today) if found else None


def _number(count: str) -> float:
    return 1.0 if count == "a" else float(count)


def _between(
    low: float, high: float, unit: str, today: date, *, exact: bool = False
) -> PartialDate | None:
    """From `high` to `low` units ago; unless `exact`, each as inexact as people are."""
    if high > {"day": 2000, "week": 520, "month": 240, "year": LONGEST}[unit]:
        return None
    slack = 0 if exact else 1
    if unit in ("day", "week"):
        size = 7 if unit == "week" else 1
        near = {"day": high // 7, "week": 3 if high < 4 else 7}[unit] * slack
        return _days_ago(low * size - near, high * size + near, today)
    if unit == "year" and (exact or high >= 10):
        near = int(high) // 10 * slack
        years = today.year - int(high) - near, today.year - int(low) + near
        return PartialDate(date(years[0], 1, 1), date(years[1], 12, 31))
    if unit == "year":
        near = (4 if high == 1 else 6 if high <= 5 else int(high * 1.2)) * slack
        return _months_ago(low * 12 - near, high * 12 + near, today)
    if high <= 3 and not exact:
        return PartialDate(_half_a_month(today, high, -1), _half_a_month(today, low, +1))
    near = max(1, int(high) // 8) * slack
    return _months_ago(low - near, high + near, today)


def _half_a_month(today: date, months: float, sign: int) -> date:
    """Half a month before (-1) or after (+1) the day so many months ago."""
    day = months_before(today, int(months)) - timedelta(days=15 * (months % 1 > 0))
    return day + timedelta(days=15 * sign)


def _days_ago(low: float, high: float, today: date) -> PartialDate:
    return PartialDate(today - timedelta(days=int(high)), today - timedelta(days=max(int(low), 0)))


def _months_ago(low: float, high: float, today: date) -> PartialDate:
    """Whole months."""
    first, last = months_before(today, int(high)), months_before(today, max(int(low), 0))
    return PartialDate(
        first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])
    )


def _week(today: date, back: int) -> PartialDate:
    """Weeks begin on Monday for some and on Sunday for others: the days of either."""
    monday = today - timedelta(days=today.weekday() + 7 * back)
    sunday = today - timedelta(days=(today.weekday() + 1) % 7 + 7 * back)
    return PartialDate(min(monday, sunday), max(monday, sunday) + timedelta(days=6))


def _weekday_in_week(number: int, back: int, today: date) -> PartialDate:
    """That day of a week so many weeks back, in a week that begins on Monday or on Sunday."""
    monday = today - timedelta(days=today.weekday() + 7 * back - number)
    sunday = today - timedelta(days=(today.weekday() + 1) % 7 + 7 * back - (number + 1) % 7)
    return PartialDate(min(monday, sunday), max(monday, sunday))


def _weekday(number: int, today: date, *, last: bool) -> PartialDate:
    """The nearest one before today; "last" may mean the one before that, where it was this week."""
    nearest = today - timedelta(days=(today.weekday() - number) % 7 or 7)
    this_week = nearest >= today - timedelta(days=today.weekday())
    return PartialDate(nearest - timedelta(days=7 * (last and this_week)), nearest)
