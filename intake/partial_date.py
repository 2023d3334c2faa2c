"""Dates as patients know them: a day, a month, a year, from one to another, or unknown.

Each is held as the range of days it can mean, so that no day is invented. As text it is ISO 8601:
"2026", "2026-06", "2026-06-12", or two of them with "/" between. Where it was worked out of other
words ("last summer"), those follow after a space.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field, replace
from datetime import date

from intake.month_names import long, short

_PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_TO = {"es": " a ", "ar": " – "}  # between the two ends, in words
UNKNOWN = "unknown"


@dataclass(frozen=True)
class PartialDate:
    """Every day from `earliest` to `latest`, both included."""

    earliest: date
    latest: date
    said: str = field(default="", compare=False)  # the words that it was worked out of

    @classmethod
    def parse(cls, text: str | None) -> PartialDate | None:
        """Read such a text; None for "unknown" (also with words after it), None or "".

        Raises ValueError for anything else, also for a day that does not exist.
        """
        if not text or is_unknown(text):
            return None
        dates, _, said = text.partition(" ")
        first, slash, last = dates.partition("/")
        earliest, latest = _days(first)
        if slash:
            latest = _days(last)[1]
        if earliest > latest:
            raise ValueError(f"ends before it begins: {text!r}")
        return cls(earliest, latest, said)

    @classmethod
    def are_unclear(cls, one: object, other: object) -> bool:
        """Whether two answers do not tell which of them came first."""
        first, second = cls.answered(one), cls.answered(other)
        if first is None or second is None:
            return True
        return first.earliest <= second.latest and second.earliest <= first.latest

    @classmethod
    def years(cls, born: object, on: date) -> int:
        """Completed years on a day; 0 for what is no date."""
        day = cls.answered(born)
        if day is None:
            return 0
        birthday = (day.earliest.month, day.earliest.day)
        return on.year - day.earliest.year - ((on.month, on.day) < birthday)

    @classmethod
    def answered(cls, value: object) -> PartialDate | None:
        """The part date of an answer; None for what is none, whatever it is."""
        try:
            return cls.parse(value) if isinstance(value, str) else None
        except ValueError:
            return None

    @property
    def text(self) -> str:
        """What `parse` reads again, as short as it goes."""
        size = {"day": 10, "month": 7, "year": 4}[self._grain]
        first, last = (day.isoformat()[:size] for day in (self.earliest, self.latest))
        dates = first if first == last else f"{first}/{last}"
        return f"{dates} {self.said}" if self.said else dates

    def until(self, today: date) -> PartialDate:
        """The part of it up to today; what is wholly in the future is left as it is."""
        return self if self.earliest > today else replace(self, latest=min(self.latest, today))

    def __str__(self) -> str:
        """The way a clinician writes it: "12 Oct 2026", "Oct 2026", "Jun to Aug 2026", "2026"."""
        return self.in_words("en")

    def in_words(self, language: str, *, whole: bool = False) -> str:
        """The same in a language, by its code: "12 oct 2026"; with `whole` months in full."""
        first, last, grain = self.earliest, self.latest, self._grain
        begins, ends = (_words(day, grain, language, whole) for day in (first, last))
        if begins == ends:
            return ends
        if grain != "year" and first.year == last.year:
            begins = begins.removesuffix(str(first.year)).removesuffix(" de ").rstrip()
        if grain == "day" and (first.year, first.month) == (last.year, last.month):
            begins = str(first.day)
        if language == "es" and whole:
            return f"del {begins} al {ends}" if grain == "day" else f"de {begins} a {ends}"
        return f"{begins}{_TO.get(language, ' to ')}{ends}"

    @property
    def _grain(self) -> str:
        """How finely it is known: years, months or days."""
        if self.earliest.day != 1 or self.latest.day != _last_of(self.latest):
            return "day"
        whole_years = (self.earliest.month, self.latest.month) == (1, 12)
        return "year" if whole_years else "month"


def is_unknown(value: object) -> bool:
    """Whether an answer says that the date is not known, in whatever words."""
    return isinstance(value, str) and value.partition(" ")[0] == UNKNOWN


def _days(text: str) -> tuple[date, date]:
    match = _PATTERN.fullmatch(text)
    if not match:
        raise ValueError(f"not a date or part date: {text!r}")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    first = date(year, month or 1, day or 1)
    if match[3] is not None:
        return date(year, month, day), first
    last = first.replace(month=month or 12) if match[2] is None else date(year, month, 1)
    return first, last.replace(day=_last_of(last))


def _last_of(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _words(day: date, grain: str, language: str, whole: bool) -> str:
    month = long(day, language) if whole else short(day, language)
    parts = {"day": (str(day.day), month, str(day.year)), "month": (month, str(day.year))}
    of = " de " if language == "es" and whole else " "
    return of.join(parts.get(grain, (str(day.year),)))
