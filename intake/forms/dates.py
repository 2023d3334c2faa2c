"""Dates typed as day, month and year, whole or in part."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from typing import Any

from intake.forms import said_date
from intake.forms.fields import AnswerField, clean
from intake.languages import Message
from intake.partial_date import PartialDate
from intake.spoken import current, gettext, said

PARTS = ("day", "month", "year")
TOO = {
    "day": Message("Enter the day too"),
    "month": Message("Enter the month too"),
    "year": Message("Enter the year too"),
}


class DateError(ValueError):
    """What is wrong with a date, and in which part of it."""

    def __init__(self, message: str, part: str) -> None:
        super().__init__(message)
        self.part = part


class DateField(AnswerField):
    """A date in three inputs named `<id>-day`, `<id>-month` and `<id>-year`; a part date in one.

    `data` is "YYYY-MM-DD", for a part date also "YYYY-MM", "YYYY" or "unknown". A whole date may
    be typed into one of the three, and three may be posted for one: by a page drawn before.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = dict.fromkeys(PARTS, "")
        self.cannot_say = False
        self.wrong_part = "day"

    @property
    def partial(self) -> bool:
        """Whether a month or a year alone will do."""
        return self.question.kind == "partdate"

    @property
    def first_input(self) -> str:
        """The part that an error is about."""
        return self.name if self.partial else f"{self.name}-{self.wrong_part}"

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Gather the posted parts, then read them as any field is read."""
        self._posted = formdata
        super().process(formdata, *args, **kwargs)

    def process_data(self, value: Any) -> None:
        """Take a saved date apart."""
        self.data = value
        self.cannot_say = value == "unknown"
        if value and not self.cannot_say:
            self.parts |= zip(reversed(PARTS), str(value).split("-"), strict=False)
            known = PartialDate.parse(value)
            self.typed = known.in_words(current().code) if known else ""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Put the posted parts together."""
        self.parts = {part: clean(self._posted.get(f"{self.name}-{part}", "")) for part in PARTS}
        self.cannot_say = self.partial and f"{self.name}-unknown" in self._posted
        self.typed = (
            clean(str(valuelist[0])) if valuelist else " ".join(filter(None, self.parts.values()))
        )
        self.data = None
        try:
            self.data = self._together()
        except DateError as error:
            self.wrong_part = error.part
            raise

    def _together(self) -> str | None:
        typed = self.typed or any(self.parts.values())
        if self.cannot_say and typed:
            raise DateError(gettext("Enter a date or tick “I cannot say”, not both"), "day")
        if not typed:
            return "unknown" if self.cannot_say else None
        if self.partial and not any(self.parts.values()):
            return self._said(self.typed)
        whole = [one for one in self.parts.values() if one]
        if len(whole) == 1 and len(whole[0]) > 5:
            self.parts |= zip(reversed(PARTS), self._said(whole[0]).split("-"), strict=False)
        text = part_date(self.parts)
        if not self.partial and text.count("-") < 2:
            missing = next(part for part in PARTS if not self.parts[part])
            raise DateError(said(TOO[missing]), missing)
        return text

    def _said(self, typed: str) -> str:
        try:
            read = said_date.read(typed, self.today)
        except ValueError as error:
            raise DateError(str(error) or self.question.error, "day") from None
        if read == "unknown" and not self.partial:
            raise DateError(self.question.error, "day")
        return read


def part_date(parts: Mapping[str, str]) -> str:
    """Join typed parts to "YYYY", "YYYY-MM" or "YYYY-MM-DD". Raises DateError."""
    advice = gettext("Enter the year with 4 numbers, like 2026")
    year = _number(parts["year"], advice, "year")
    if not 1000 <= year <= 9999:
        raise DateError(advice, "year")
    if not parts["month"]:
        if parts["day"]:
            raise DateError(gettext("Enter the month too, or leave the day empty"), "month")
        return f"{year}"
    month = _month(parts["month"])
    if not parts["day"]:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{_day(parts['day'], month, year):02}"


def _month(typed: str) -> int:
    if named := said_date.month_of(typed):
        return named
    advice = gettext("Enter the month as a number from 1 to 12, or its name")
    month = _number(typed, advice, "month")
    if not 1 <= month <= 12:
        raise DateError(advice, "month")
    return month


def _day(typed: str, month: int, year: int) -> int:
    last = calendar.monthrange(year, month)[1]
    advice = said_date.wrong_day(year, month)
    day = _number(typed.lower().rstrip("stndrh. "), advice, "day")
    if not 1 <= day <= last:
        raise DateError(advice, "day")
    return day


def _number(typed: str, advice: str, part: str) -> int:
    if not typed.isdecimal() or len(typed) > 4:
        raise DateError(advice, part)
    return int(typed)
