"""From what was typed to the days it can mean; never more exactly than it was said."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from intake.forms.said_dates.ages import aged
from intake.forms.said_dates.ago import before, months_before
from intake.forms.said_dates.occasion import Occasion
from intake.forms.said_dates.periods import named
from intake.forms.said_dates.plain_words import letters, plain_words
from intake.forms.said_dates.written import month_as_word, month_of, written
from intake.partial_date import UNKNOWN, PartialDate
from intake.questionnaires.validation import LONGEST_SAID
from intake.spoken import gettext

_UNKNOWN = {
    *("?", "not sure", "unknown", "no idea", "i do not know", "i don't know", "dont know"),
    *("can't remember", "i can't remember", "i cannot say", "i don't remember"),
    *("no se", "no lo se", "no recuerdo", "no me acuerdo", "no estoy seguro", "no estoy segura"),
    *("ni idea", "no se decirlo"),
}
_UNIT = r"(?:days?|weeks?|months?|years?|dias?|semanas?|mes(?:es)?|anos?)"
_NTH = r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|(?:prim|terc)era?|segund[ao]|cuart[ao])"
# An ordinal is no count, and what lies in so long a time is still to come.
_NO_COUNT = re.compile(
    rf"\b{_NTH} (?:{_UNIT}|of the month|of this month|del? (?:este )?mes)\b"
    r"|\b(?:in|en|within|dentro de) (?:about |unos |unas )?(?!last|the|my|los|las|el|la)"
    rf"\w+ {_UNIT}$"
)
_DAY_OR_YEAR = re.compile(r"([a-z]{3,})\.? (\d\d)")
_DAY_AND_MONTH = re.compile(r"(\d{1,2}) ?[/-] ?(\d{1,2})")
_TWO = re.compile(r"(?:between )?(.+?) (?:or|to|a|and) (.+)")


@dataclass(frozen=True)
class Read:
    """What was read, as the text of a part date or "unknown"; else "" and what to do, if known.

    The words follow it where it was worked out, so that they are kept as typed.
    """

    value: str = ""
    problem: str = ""


def read(text: str, occasion: Occasion) -> Read:
    """Read a date as it was said. Never raises."""
    said = " ".join(text.split())
    if letters(said).strip(" .!") in _UNKNOWN or letters(said) == "?":
        return Read(UNKNOWN)
    if len(said) > LONGEST_SAID:  # more is a story
        return Read()
    if plain := written(said, occasion):
        words = f" {said}" if plain.open and plain.date else ""
        return Read(plain.date + words, plain.problem)
    if _may_be_day_or_year(letters(said), occasion):
        return Read(
            problem=gettext(
                "Write the year in full, like March 2024, or the day first, like 24 March"
            )
        )
    if match := _DAY_AND_MONTH.fullmatch(letters(said)):
        return _without_year(int(match[1]), int(match[2]), said, occasion)
    found = None if _NO_COUNT.search(letters(said)) else _worked_out(plain_words(said), occasion)
    return Read(replace(found.until(occasion.today), said=said).text) if found else Read()


def _may_be_day_or_year(said: str, occasion: Occasion) -> bool:
    """Whether it is as "March 24", which is a day for some and a year for others."""
    match = _DAY_OR_YEAR.fullmatch(said)
    return bool(match and month_of(match[1]) and 13 <= int(match[2]) <= occasion.today.year % 100)


def _without_year(first: int, second: int, said: str, occasion: Occasion) -> Read:
    """As "27/3", the latest one; what may be a month and a year, or 24/7, is asked about."""
    month_first = first <= 12 and occasion.today.year % 100 < second <= 31
    day_first = 12 < first <= 31 and second <= 12 and (first, second) != (24, 7)
    if not (month_first or day_first):
        return Read(problem=month_as_word() if "/" in said else "")
    day, month = (second, first) if month_first else (first, second)
    found = named(f"{day} M{month}", occasion)
    return Read(replace(found, said=said).text if found else "")


def _worked_out(said: str, occasion: Occasion) -> PartialDate | None:
    about = "about" in said.split()
    said = " ".join(one for one in said.split() if one != "about").replace("age age", "age")
    if found := aged(said, occasion, int(about)):
        return found
    said = said.removeprefix("at ")
    if said.startswith("soon-after "):
        found = named(said.removeprefix("soon-after "), occasion)
        return found and replace(found, latest=found.latest + timedelta(days=31))
    if ago := before(said, occasion.today):
        return ago
    if found := named(said, occasion) or _between(said, occasion):
        return _widened(found, said) if about else found
    return None


def _between(said: str, occasion: Occasion) -> PartialDate | None:
    """One or the other of two: from the first to the last day they can mean."""
    match = _TWO.fullmatch(said)
    if not match:
        return None
    first, second = match.groups()
    year = re.search(r" (\d{4})$", second)
    if year and not re.search(r"\d{4}", first):
        first += year[0]
    found = [named(one, occasion) for one in (first, second)]
    if found[0] is None or found[1] is None or found[0].earliest > found[1].latest:
        return None
    return PartialDate(found[0].earliest, max(found[0].latest, found[1].latest))


def _widened(found: PartialDate, said: str) -> PartialDate:
    """With "about" before it: a year more on each side, a month, or three days."""
    first, last = found.earliest, found.latest
    if re.fullmatch(r"\d{4}", said):
        return PartialDate(first.replace(year=first.year - 1), last.replace(year=last.year + 1))
    if re.fullmatch(r"M\d+(?: \d{4})?", said):
        after = last + timedelta(days=1)
        return PartialDate(months_before(first, 1), months_before(after, -1) - timedelta(days=1))
    if re.fullmatch(r"M\d+ \d{1,2}|\d{1,2} M\d+(?: \d{4})?", said):
        return PartialDate(first - timedelta(days=3), last + timedelta(days=3))
    return found
