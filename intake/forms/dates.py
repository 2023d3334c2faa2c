"""Dates typed as day, month and year, whole or in part."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from typing import Any

from intake.forms.fields import AnswerField, clean
from intake.forms.said_dates import month_of, read, written, wrong_day, year_in_full
from intake.forms.said_dates.plain_words import letters
from intake.languages import Message
from intake.partial_date import UNKNOWN, PartialDate, is_unknown
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

    `data` is "YYYY-MM-DD", for a part date the text of a `PartialDate`, or "unknown". What was
    worked out of other words keeps them; a birth date is never worked out. A whole date may
    be typed into one of the three, and three may be posted for one: by a page drawn before.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = dict.fromkeys(PARTS, "")
        self.cannot_say = False
        self.wrong_part = "day"
        self.order_guessed = False  # whether the country decided which number is the month
        self.show_read = False  # whether to show a plain date in words too
        self._saved: str | None = None

    @property
    def partial(self) -> bool:
        """Whether a month or a year alone will do."""
        return self.question.kind == "partdate"

    @property
    def order(self) -> tuple[str, ...]:
        """The three inputs as a date is written here."""
        return ("month", "day", "year") if self.occasion.month_first else PARTS

    @property
    def first_input(self) -> str:
        """The part that an error is about."""
        return self.name if self.partial else f"{self.name}-{self.wrong_part}"

    @property
    def understood(self) -> str:
        """As which days other words were read: "June to August 2026"; "" for a plain date."""
        known = PartialDate.answered(self.data)
        if known is None or not (known.said or self.show_read):
            return ""
        return known.in_words(current().code, whole=True)

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """Gather the posted parts, then read them as any field is read."""
        self._posted = formdata
        super().process(formdata, *args, **kwargs)

    def process_data(self, value: Any) -> None:
        """Take a saved date apart."""
        self.data = value
        if value is None:
            return
        self._saved = value
        self.cannot_say = is_unknown(value)
        self.typed = _shown(value)
        if not self.partial:
            self.parts |= zip(reversed(PARTS), str(value).split("-"), strict=False)

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
        if not self.typed and not any(self.parts.values()):
            return UNKNOWN if self.cannot_say else None
        if self.partial and not any(self.parts.values()):
            return self._said()
        if self.cannot_say:
            raise DateError(gettext("Enter a date or tick “I cannot say”, not both"), "day")
        whole = [one for one in self.parts.values() if one]
        if len(whole) == 1 and len(whole[0]) > 5:
            self.parts |= zip(reversed(PARTS), self._written(whole[0]).split("-"), strict=False)
        text = part_date(self.parts)
        if not self.partial and text.count("-") < 2:
            missing = next(part for part in PARTS if not self.parts[part])
            raise DateError(said(TOO[missing]), missing)
        return text

    def _said(self) -> str:
        """A part date in one input; "I cannot say" beside words that are no date keeps them."""
        if self._saved and self.typed == _shown(self._saved) and not self.cannot_say:
            return self._saved  # "2 years ago" goes on meaning what it meant when it was typed
        found = read(self.typed, self.occasion)
        if not found.value and self.cannot_say:
            return f"{UNKNOWN} {self.typed}"
        if self.cannot_say and found.value != UNKNOWN:
            raise DateError(gettext("Enter a date or tick “I cannot say”, not both"), "day")
        if not found.value:
            raise DateError(found.problem or self.question.error, "day")
        return found.value

    def _written(self, typed: str) -> str:
        """A whole date in one of the three inputs."""
        found = written(typed, self.occasion)
        if found is None or not found.date:
            raise DateError((found and found.problem) or self.question.error, "day")
        if found.recent:  # 1926 or 2026
            raise DateError(year_in_full(), "day")
        self.order_guessed = found.open
        return found.date


def _shown(value: str) -> str:
    """What stands in the one input for a saved part date: as it was typed, where that is kept."""
    if is_unknown(value):
        return value.partition(" ")[2]
    known = PartialDate.answered(value)
    return (known.said or known.in_words(current().code)) if known else ""


def part_date(parts: Mapping[str, str]) -> str:
    """Join typed parts to "YYYY", "YYYY-MM" or "YYYY-MM-DD". Raises DateError."""
    advice = year_in_full()
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
    if named := month_of(typed):
        return named
    advice = gettext("Enter the month as a number from 1 to 12, or its name")
    month = _number(typed, advice, "month")
    if not 1 <= month <= 12:
        raise DateError(advice, "month")
    return month


def _day(typed: str, month: int, year: int) -> int:
    last = calendar.monthrange(year, month)[1]
    advice = wrong_day(year, month)
    day = _number(letters(typed).rstrip("stndrh. "), advice, "day")
    if not 1 <= day <= last:
        raise DateError(advice, "day")
    return day


def _number(typed: str, advice: str, part: str) -> int:
    digits = letters(typed).strip(" .,/-")
    if not (digits.isdecimal() and digits.isascii()) or len(digits) > 4:
        raise DateError(advice, part)
    return int(digits)
