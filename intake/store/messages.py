"""Messages to the patients of visits: asked for, taken to the mail server, settled. None commits.

Who writes has locked the visit. A row that was changed past the service is refused (SealError), so
that nobody is written to twice for a state that was put back.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import exists, func, select

from intake import clock
from intake.extensions import db
from intake.store.records import Clinic, Message, MessageKind, MessageState, Visit
from intake.store.sealing.keys import open_json, seal_json
from intake.store.tables import MessageRow, VisitRow


class Place(NamedTuple):
    """Where a message is."""

    clinic_id: str
    visit_id: str
    number: int


def of_visit(visit: Visit) -> list[Message]:
    """Every message of a visit, the newest first. Raises SealError."""
    mine = (MessageRow.clinic_id == visit.clinic.id, MessageRow.visit_id == visit.id)
    query = select(MessageRow).where(*mine).order_by(MessageRow.number.desc())
    rows = db.session.scalars(query.execution_options(populate_existing=True))
    return [_record(row) for row in rows]


def add(visit: Visit, kind: MessageKind, address: str) -> None:
    """Ask for a message to this address, to go from now on."""
    number = max((one.number for one in of_visit(visit)), default=0) + 1
    place = Place(visit.clinic.id, visit.id, number)
    row = MessageRow(
        **place._asdict(),
        kind=kind,
        state="waiting",
        address=seal_json(address, *_sealed_for(place)),
        asked_at=clock.now(),
        due_at=clock.now(),
        tries=0,
        why="",
    )
    db.session.add(row)
    db.session.flush()


def address_of(message: Message) -> str:
    """Where a message goes. Raises SealError."""
    place = Place(message.clinic_id, message.visit_id, message.number)
    found: str = open_json(_row(place).address, *_sealed_for(place))
    return found


def due() -> list[Place]:
    """The messages whose time has come, of every clinic, the longest due first."""
    waits = (MessageRow.state == "waiting", MessageRow.due_at <= clock.now())
    query = select(*_place()).where(*waits).order_by(MessageRow.due_at)
    return [Place(*row) for row in db.session.execute(query)]


def waiting_since(before: datetime) -> list[Place]:
    """The messages that were asked for before that moment and still wait."""
    waits = (MessageRow.state == "waiting", MessageRow.asked_at < before)
    return [Place(*row) for row in db.session.execute(select(*_place()).where(*waits))]


def waiting(place: Place) -> Message | None:
    """A message that waits; None if it does not any more. Raises LookupError, SealError."""
    row = _row(place)
    return _record(row) if row.state == "waiting" else None


def take(place: Place, link_serial: int) -> Message | None:
    """Take a message with this link to the mail server; None if it is taken, or not yet due."""
    row = _row(place)
    if row.state != "waiting" or row.due_at > clock.now():
        return None
    row.state, row.taken_at, row.tries = "taken", clock.now(), row.tries + 1
    row.link_serial = link_serial
    return _record(row)


def settle(message: Message, state: MessageState, why: str = "") -> None:
    """Keep what became of a message, for good."""
    row = _row(Place(message.clinic_id, message.visit_id, message.number))
    row.state, row.done_at, row.why = state, clock.now(), why


def put_off(message: Message, until: datetime, why: str) -> None:
    """Let a message that the server did not take wait again."""
    row = _row(Place(message.clinic_id, message.visit_id, message.number))
    row.state, row.due_at, row.why = "waiting", until, why


def to_remind(clinic: Clinic) -> list[str]:
    """The ids of visits that will soon be, are not sent, and were invited and not reminded."""
    now = clock.now()
    soon = (VisitRow.scheduled_at > now) & (
        VisitRow.scheduled_at <= now + timedelta(days=clinic.remind_days)
    )
    open_ = VisitRow.sent_at.is_(None) & VisitRow.cancelled_at.is_(None)
    mine = (MessageRow.clinic_id == VisitRow.clinic_id) & (MessageRow.visit_id == VisitRow.id)
    query = select(VisitRow.id).where(
        VisitRow.clinic_id == clinic.id,
        soon,
        open_,
        exists().where(mine, MessageRow.state.in_(("sent", "taken"))),
        ~exists().where(mine, MessageRow.kind == "reminder"),
    )
    return list(db.session.scalars(query))


def sent_of(clinic_id: str, most: int) -> list[Message]:
    """The messages of a clinic that were sent, the newest first."""
    mine = (MessageRow.clinic_id == clinic_id, MessageRow.state == "sent")
    query = select(MessageRow).where(*mine).order_by(MessageRow.done_at.desc()).limit(most)
    return [_record(row) for row in db.session.scalars(query)]


def due_since() -> datetime | None:
    """Since when the message is due that has waited longest; None if none waits."""
    waits = (MessageRow.state == "waiting", MessageRow.due_at <= clock.now())
    query = select(MessageRow.due_at).where(*waits).order_by(MessageRow.due_at).limit(1)
    return db.session.scalar(query)


def left_taken(before: datetime) -> int:
    """How many messages were taken to the server before that moment and never settled."""
    left = (MessageRow.state == "taken", MessageRow.taken_at < before)
    return db.session.scalar(select(func.count()).select_from(MessageRow).where(*left)) or 0


def _row(place: Place) -> MessageRow:
    """The row as it is now. Raises LookupError if it is gone, SealError."""
    here = (column == value for column, value in zip(_place(), place, strict=True))
    query = select(MessageRow).where(*here).execution_options(populate_existing=True)
    row = db.session.scalar(query)
    if row is None:
        raise LookupError("the message is gone")
    return row


def _place() -> tuple[Any, ...]:  # the columns of a Place
    return MessageRow.clinic_id, MessageRow.visit_id, MessageRow.number


def _sealed_for(place: Place) -> tuple[str, ...]:
    return ("message", place.clinic_id, place.visit_id, str(place.number))


def _record(row: MessageRow) -> Message:
    return Message(**{one.name: getattr(row, one.name) for one in fields(Message)})
