"""How old somebody was: "age 15", "age late 20s", in `plain_words`; needs the date of birth."""

from __future__ import annotations

import re
from datetime import date, timedelta

from intake.forms.said_dates.occasion import Occasion
from intake.partial_date import PartialDate

_AGED = re.compile(
    r"(?:age|at)(?: between)? (\d{1,3})(?: (?:or|to|and) (\d{1,3}))?(?: year)?(?: old)?"
    r"|(\d{1,3}) year old"
)
_DECADE = re.compile(r"age (?:(early|mid|late) )?([2-9]0)s")
_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
OLDEST = 120


def aged(said: str, occasion: Occasion, about: int) -> PartialDate | None:
    """The years in which the patient was so old; `about` so many years."""
    if occasion.born is None:
        return None
    if said in ("teenager", "age teenager", "1 teenager", "a teenager"):
        return _between(13, 19, occasion.born)
    if match := _DECADE.fullmatch(said):
        first, last = _PARTS.get(match[1] or "", (0, 9))
        return _between(int(match[2]) + first, int(match[2]) + last, occasion.born)
    match = _AGED.fullmatch(said)
    if not match:
        return None
    first = int(match[1] or match[3])
    return _between(first - about, int(match[2] or first) + about, occasion.born)


def _between(first: int, last: int, born: date) -> PartialDate | None:
    if not 0 <= first <= last <= OLDEST or born.year + last + 1 > 9999:
        return None
    return PartialDate(_birthday(born, first), _birthday(born, last + 1) - timedelta(days=1))


def _birthday(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # born on 29 February
        return date(born.year + age, 3, 1)
