"""A pasted list of visits, a line each: name, date of birth, day and time of the visit.

The parts may stand between commas, semicolons or tabs, since the dates are looked for: the first
is the date of birth, the second the day of the visit. What the clinic has on file says what it is:
"record 12345; GP Dr Lee; from Dr Park". An email address is known by its @. Nothing is guessed:
what cannot be read comes back with what to do, and what was typed stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import DataRequired, Length

from intake import clock, typed_date
from intake.forms.email_address import address_in
from intake.forms.list_heading import is_heading
from intake.forms.one_line import one_line
from intake.forms.visit import KINDS, LONGEST
from intake.typed_date import Order

MOST_LINES = 100
MAX_NAME = 120
_TIME = re.compile(
    r"(?<![\d:.])(\d{1,2})(?:[:.](\d{2})(?:\s*([ap]m))?|\s*([ap]m))(?![\d:.\w])",
    re.IGNORECASE | re.ASCII,
)
_EDGES = " \t,;"
# A part that says what it is, up to the next mark between parts.
_ON_FILE = re.compile(
    r"(?:^|(?<=[,;\t]))\s*(?:(?P<record_number>record(?: (?:no\.?|number))?|mrn)|(?P<gp>gp)"
    r"|(?P<referrer>from|referrer|referred by))(?:\s*:\s*|\s+)(?P<said>[^,;\t]+)",
    re.IGNORECASE,
)

# A part with an @ in it is where the invitation goes, whatever stands before.
_EMAIL = re.compile(
    r"(?:^|(?<=[,;\t]))\s*(?:e-?mail\b[\s:]*)?(?P<said>[^\s,;@]*@[^\s,;]*)\s*(?=[,;\t]|$)",
    re.IGNORECASE,
)


class VisitListForm(FlaskForm):  # type: ignore[misc]
    """The list, in which order its dates are written, and how all of them will meet."""

    key = HiddenField()
    lines = TextAreaField(
        "The list",
        validators=[
            DataRequired(message="Paste the list, one visit a line"),
            Length(max=20_000, message="Paste at most 20,000 characters"),
        ],
    )
    order = RadioField(
        "How dates in numbers are written",
        choices={"day": "Day first, as 31/12/1990", "month": "Month first, as 12/31/1990"},
    )
    kind = RadioField("How you will meet", choices=KINDS, default="video")


@dataclass(frozen=True)
class Line:
    """A line of the list as it was read; with `problems` nothing is made of it."""

    number: int
    typed: str
    name: str = ""
    born: date | None = None
    at: datetime | None = None  # in the clinic's time zone
    on_file: Mapping[str, str] = field(default_factory=dict)  # record_number, gp, referrer
    email: str = ""  # where the invitation goes
    problems: tuple[str, ...] = ()
    is_heading: bool = False  # no visit is made of it


def read_lines(text: str, order: Order, zone: ZoneInfo) -> list[Line]:
    """Every line that is not blank; one that says the same as an earlier one says so."""
    read: list[Line] = []
    for number, typed in enumerate(text.splitlines(), 1):
        if not typed.strip():
            continue
        line = _read(number, typed.strip(), order, zone)
        rows = (one for one in read if not one.is_heading)
        same = next((one.number for one in rows if _says(one) == _says(line)), None)
        if same and not line.is_heading:
            problem = f"Delete this line: it is the same as line {same}"
            line = replace(line, problems=(*line.problems, problem))
        read.append(line)
    return read


def _read(number: int, typed: str, order: Order, zone: ZoneInfo) -> Line:
    problems: list[str] = []
    whole, on_file = typed, _on_file(typed, problems)
    email = _email(typed, problems)
    typed = _EMAIL.sub(lambda found: " " * len(found.group()), typed)
    typed = _ON_FILE.sub(lambda found: " " * len(found.group()), typed)
    dates = typed_date.written(typed)
    days = [_day(text, order, problems) for _, text in dates]
    born, day = _sorted_out(days, clock.now().astimezone(zone).date())
    rest = typed
    for start, text in reversed(dates):
        rest = f"{rest[:start]}{' ' * len(text)}{rest[start + len(text) :]}"
    hour = _TIME.search(rest)
    if not (dates or hour or email) and is_heading(whole):
        return Line(number, whole, is_heading=True)
    ends = min([start for start, _ in dates] + ([hour.start()] if hour else []), default=len(typed))
    name, rest = " ".join(rest[:ends].strip(_EDGES).split()), rest[ends:]
    at = _moment(day, rest, zone, problems)
    problems += _wrong_with(name, born, at, len(dates))
    return Line(number, whole, name, born, at, on_file, email, tuple(problems))


def _email(typed: str, problems: list[str]) -> str:
    said = [one["said"] for one in _EMAIL.finditer(typed)]
    found = [address_in(one) for one in said]
    problems += [
        f"Check “{one[:60]}”: an email address looks like ana@post.example"
        for one, address in zip(said, found, strict=True)
        if not address
    ]
    if len(said) > 1:
        problems.append("Leave one email address")
    return found[0] if found else ""


def _on_file(typed: str, problems: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in _ON_FILE.finditer(typed):
        name, said = _named(one), one_line(one["said"])
        if name in found:
            problems.append(f"Leave one of “{found[name]}” and “{said}”: both say the same thing")
        if len(said) > LONGEST[name]:
            problems.append(f"Shorten “{said[:30]}…” to at most {LONGEST[name]} characters")
        found[name] = said
    return found


def _named(found: re.Match[str]) -> str:
    return next(name for name in LONGEST if found[name])


def _day(text: str, order: Order, problems: list[str]) -> date | None:
    day = typed_date.in_order(text, order)
    if day is None:
        problems.append(f"Check {text}: write the month as a word, as 9 Feb 1965")
    return day


def _sorted_out(days: list[date | None], today: date) -> tuple[date | None, date | None]:
    """Date of birth and day of the visit; a single date is what it can be."""
    if len(days) == 1:
        return (None, days[0]) if days[0] and days[0] >= today else (days[0], None)
    return (days[0], days[1]) if days else (None, None)


def _moment(day: date | None, rest: str, zone: ZoneInfo, problems: list[str]) -> datetime | None:
    found = _TIME.search(rest)
    if day is None and not found:
        if words := rest.strip(_EDGES):
            problems.append(f"Check “{words[:60]}”: it is no day and time")
        return None
    if day is None or not found:
        missing = "day, as 1 Dec 2026" if day is None else "time, as 09:20"
        problems.append(f"Add the visit’s {missing}")
        return None
    if words := rest.replace(found.group(), "", 1).strip(_EDGES + "at"):
        problems.append(f"Check “{words[:60]}”: it is no part of the day and time")
    try:
        return datetime.combine(day, _clock_time(found), zone)
    except ValueError:
        problems.append(f"Check {found.group().strip()}: it is no time")
        return None


def _clock_time(found: re.Match[str]) -> time:
    """A time of the day, of 24 hours or twice 12. Raises ValueError."""
    hour, half = int(found[1]), (found[3] or found[4] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, int(found[2] or 0))


def _wrong_with(name: str, born: date | None, at: datetime | None, dates: int) -> Iterator[str]:
    now = clock.now()
    if not name:
        yield "Add the patient’s name"
    elif len(name) > MAX_NAME:
        yield f"Shorten the name to at most {MAX_NAME} characters"
    if born and not date(1900, 1, 1) <= born <= now.date():
        yield "Check the date of birth: it must lie in the past"
    if at and not (now <= at and at.year <= 2100):
        yield "Check the visit’s day and time: they must lie ahead"
    if dates > 2:
        yield "Leave two dates at most: date of birth, then the day of the visit"


def _says(line: Line) -> tuple[object, ...]:
    number = line.on_file.get("record_number", "")
    return (line.name.casefold(), line.born, line.at, number)
