"""The worklist, a page at a time, and what stands above it because it cannot wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from intake import clock, store
from intake.actor import Actor
from intake.draft import stamp
from intake.headline import Headline
from intake.services import audit
from intake.wording import plural, weekday

ROWS = 50
URGENT = 20  # at most above the list; more are said to be there
SHOWS: Mapping[str, str] = {  # what the list may be narrowed to, in the order of the links
    "": "All visits",
    "today": "Today",
    "unsent": "Not sent",
    "unopened": "Sent, not opened",
    "signs": "Emergency and danger signs",
}
OF_ANSWERS = {"signs"}  # tells of answers: doctors only
FAR = {"sent": "sent", "started": "started", "new": "not started", "cancelled": "cancelled"}
Row = store.Listed


@dataclass(frozen=True)
class Group:
    """Visits that stand under one heading."""

    title: str
    rows: list[Row]


@dataclass(frozen=True)
class WorklistPage:
    """A stretch of a clinic's visits, and whether there are more on either side."""

    now: datetime
    today: date
    urgent: list[Row]  # emergency signs that nobody has dealt with, worst first
    more_urgent: bool
    groups: list[Group]
    has_before: bool
    has_after: bool
    opened: Mapping[str, list[str]]  # who has opened the answers, by the id of a visit

    @property
    def rows(self) -> list[Row]:
        """The stretch without its headings."""
        return [row for group in self.groups for row in group.rows]


def filters(actor: Actor) -> dict[str, str]:
    """What the actor may narrow the list to, each with its words."""
    return {
        key: words for key, words in SHOWS.items() if actor.sees_answers or key not in OF_ANSWERS
    }


def page_of(
    actor: Actor, clinic: store.Clinic, show: str = "", *, after: str = "", before: str = ""
) -> WorklistPage:
    """A page of the clinic's visits: the first, or the one next to a visit's reference.

    No rows for a reference that the clinic does not have. What the actor may not see is
    not opened.
    """
    beside = store.clinic_visit(clinic.id, after or before) if after or before else None
    if (after or before) and beside is None:
        return of_stretch([], clinic)
    first = beside is None and not show
    wanted = replace(
        wanted_of(clinic, show),
        after=beside if after else None,
        before=None if after else beside,
        urgent=URGENT + 1 if first and actor.sees_answers else 0,
        headlines=actor.sees_answers,
    )
    return of_stretch(store.listed(wanted), clinic, bool(after), bool(before) and not after)


def stamp_of_signs(told: Headline | None) -> str:
    """What a page carries to say which emergency signs it showed."""
    return stamp(list(told.emergency) if told else [])


class SignsChangedError(Exception):
    """Other emergency signs are ticked than the doctor has seen. Nothing was kept."""


def deal_with_signs(actor: Actor, visit: store.Visit, seen: str) -> None:
    """Keep that the actor has dealt with the emergency signs that are ticked now.

    `seen` is the stamp of those on the page that was looked at. Raises SignsChangedError.
    """
    with store.transaction():
        locked = store.lock_visit(visit)
        if stamp_of_signs(store.headline(locked)) != seen:
            raise SignsChangedError
        store.deal_with_signs(locked, actor.name)
        audit.write(actor, "dealt with signs", visit)


def of_stretch(
    found: list[Row], clinic: store.Clinic, after: bool = False, before: bool = False
) -> WorklistPage:
    """A page of a stretch with one row more than a page, next to another or from the first."""
    today = clock.today(clinic.time_zone)
    urgent = sorted((row for row in found if row.part == "urgent"), key=_worst_first)
    rows = [row for row in found if row.part != "urgent"]
    more = len(rows) > ROWS
    rows = rows[-ROWS:] if before else rows[:ROWS]
    return WorklistPage(
        now=clock.now(),
        today=today,
        urgent=urgent[:URGENT],
        more_urgent=len(urgent) > URGENT,
        groups=_groups(rows, today, ZoneInfo(clinic.time_zone)),
        has_before=more if before else after,
        has_after=True if before else more,
        opened=_opened_by(rows, clinic),
    )


def wanted_of(clinic: store.Clinic, show: str = "") -> store.Wanted:
    """What a page shows of the clinic's visits, and one row more."""
    zone, today = ZoneInfo(clinic.time_zone), clock.today(clinic.time_zone)
    wanted = store.Wanted(clinic.id, _start(today, zone), limit=ROWS + 1)
    if show == "today":
        return replace(wanted, until=_start(today + timedelta(days=1), zone))
    return replace(
        wanted, unsent=show == "unsent", unopened=show == "unopened", signs=show == "signs"
    )


def _opened_by(rows: list[Row], clinic: store.Clinic) -> Mapping[str, list[str]]:
    sent = [row.visit.id for row in rows if row.visit.status == "sent"]
    return store.audit.opened_by(clinic.id, sent) if sent else {}


def _start(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def _groups(rows: list[Row], today: date, zone: ZoneInfo) -> list[Group]:
    titles = [_title(row, today, zone) for row in rows]
    return [
        Group(title, [row for row, its in zip(rows, titles, strict=True) if its == title])
        for title in dict.fromkeys(titles)
    ]


def _title(row: Row, today: date, zone: ZoneInfo) -> str:
    at = row.visit.scheduled_at
    if at is None:
        return "No time set, newest first"
    day = _day(at, zone)
    if day < today:
        return "Earlier, newest first"
    near = {0: "Today", 1: "Tomorrow"}.get((day - today).days)
    return f"{near}, {weekday(day, today)}" if near else weekday(day, today)


def _worst_first(row: Row) -> tuple[bool, bool]:
    """Who has no help yet, and whose form does not say so, before who is getting it."""
    return (bool(row.headline and row.headline.help_sought), row.visit.scheduled_at is None)


def told_of_today(page: WorklistPage, zone: ZoneInfo) -> str:
    """How far today's forms are, in one sentence; "" where the page may not show all of today."""
    days = [row.visit.scheduled_at for row in page.rows]
    beyond = not page.has_after or any(at is None or _day(at, zone) != page.today for at in days)
    if page.has_before or not beyond:
        return ""
    today = [row.visit for row in page.rows if row.part == "coming" and _is(row, page.today, zone)]
    if not today:
        return "No visits today."
    far = Counter[str](visit.status for visit in today)
    said = [f"{far[status]} {words}" for status, words in FAR.items() if far[status]]
    return f"{len(today)} {plural(len(today), 'visit')} today: {', '.join(said)}."


def _is(row: Row, day: date, zone: ZoneInfo) -> bool:
    at = row.visit.scheduled_at
    return at is not None and _day(at, zone) == day


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
