"""The audit of a clinic for its administrator: a page at a time, or as a table to keep."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from intake import store
from intake.deeds import WORDS

ROWS = 50
MOST = 100_000  # rows of a table to keep
COLUMNS = ("number", "time", "who", "what", "visit")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for one


@dataclass(frozen=True)
class AuditPage:
    """Some rows, newest first; `older` is the number of the last one if there are more."""

    rows: list[store.audit.Told]
    older: int | None


def of_day(clinic: store.Clinic, day: date) -> tuple[datetime, datetime]:
    """When a day of the clinic's begins and ends."""
    return _midnight(clinic, day), _midnight(clinic, day + timedelta(days=1))


def people(clinic: store.Clinic) -> dict[str, str]:
    """Whoever the clinic's audit names, by who they are."""
    return store.audit.people(clinic.id)


def deeds() -> dict[str, str]:
    """Every deed, in words."""
    return {deed: deed.capitalize() for deed in WORDS}


def page(clinic: store.Clinic, which: store.audit.Filter) -> AuditPage:
    """The newest rows, or those before a number."""
    rows = list(store.audit.newest(clinic.id, which, ROWS + 1))
    older = rows[ROWS - 1].number if len(rows) > ROWS else None
    return AuditPage(rows[:ROWS], older)


def as_csv(clinic: store.Clinic, which: store.audit.Filter) -> Iterator[str]:
    """The newest rows as CSV, line by line; a spreadsheet takes no cell for a formula."""
    yield _line(COLUMNS)
    zone = ZoneInfo(clinic.time_zone)
    for row in store.audit.newest(clinic.id, which, MOST):
        moment = row.at.astimezone(zone).isoformat(timespec="seconds")
        yield _line((str(row.number), moment, row.who, row.words, row.reference))


def _line(cells: tuple[str, ...]) -> str:
    line = io.StringIO()
    safe = [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells]
    csv.writer(line).writerow(safe)
    return line.getvalue()


def _midnight(clinic: store.Clinic, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(clinic.time_zone))
