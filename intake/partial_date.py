"""Dates as patients know them: a day, a month, a year, or unknown.

Each is held as the range of days it can mean, so that no day is invented.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from intake.month_names import short

_PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True)
class PartialDate:
    """Every day from `earliest` to `latest`, both included."""

    earliest: date
    latest: date

    @classmethod
    def parse(cls, text: str | None) -> PartialDate | None:
        """Read "YYYY", "YYYY-MM" or "YYYY-MM-DD"; None for "unknown", None or "".

        Raises ValueError for anything else, also for a day that does not exist.
        """
        if not text or text == "unknown":
            return None
        match = _PATTERN.fullmatch(text)
        if not match:
            raise ValueError(f"not a date or part date: {text!r}")
        year, month, day = (int(part) if part else None for part in match.groups())
        if year is None or month is None:
            return cls(date(int(text), 1, 1), date(int(text), 12, 31))
        if day is None:
            first = date(year, month, 1)
            return cls(first, first.replace(day=calendar.monthrange(year, month)[1]))
        only = date(year, month, day)
        return cls(only, only)

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

    def __str__(self) -> str:
        """The way a clinician writes it: "12 Oct 2026", "Oct 2026", "2026"."""
        return self.in_words("en")

    def in_words(self, language: str) -> str:
        """The same in a language, by its code: "12 oct 2026"."""
        month = short(self.earliest, language)
        if self.earliest == self.latest:
            return f"{self.earliest.day} {month} {self.earliest.year}"
        if self.earliest.month == self.latest.month:
            return f"{month} {self.earliest.year}"
        return f"{self.earliest.year}"
