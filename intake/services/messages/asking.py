"""Asking for messages: by the clinic, and by the calendar for one reminder of an unsent form."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from flask import current_app

from intake import clock, store
from intake.services import audit

QUIET = timedelta(hours=24)  # between an invitation and the reminder
A_MOMENT = timedelta(minutes=2)  # longer than a talk with a mail server takes
Standing = Literal["waiting", "being sent", "perhaps sent", "sent", "failed", "over"]


class NotOpenError(Exception):
    """The form was sent, or the visit cancelled or over: nobody is written to any more."""


@dataclass(frozen=True)
class Post:
    """What the clinic sees of a visit's messages."""

    messages: Sequence[tuple[store.Message, Standing]]  # the newest first
    address: str  # that was used last; "" for none
    may_ask: bool


def post_of(visit: store.Visit) -> Post | None:
    """The visit's messages; None where there are none and the service writes to nobody."""
    found = store.messages.of_visit(visit)
    writes = current_app.config["SETTINGS"].writes_to_patients
    if not (found or writes):
        return None
    address = store.messages.address_of(found[0]) if found else ""
    return Post([(one, standing(one)) for one in found], address, writes and is_wanted(visit))


def standing(message: store.Message) -> Standing:
    """How far a message has come. One that was taken and never settled was perhaps sent."""
    if message.state != "taken":
        return message.state
    lately = message.taken_at and message.taken_at > clock.now() - A_MOMENT
    return "being sent" if lately else "perhaps sent"


def is_wanted(visit: store.Visit) -> bool:
    """Whether the patient may still be written to: the form can be sent, the visit is to come."""
    to_come = visit.scheduled_at is None or visit.scheduled_at > clock.now()
    return visit.open_to_patient and store.is_live(visit) and to_come


def ask_locked(locked: store.Visit, address: str, by: audit.Who) -> None:
    """Ask for the invitation in the caller's transaction. The visit is locked, or new."""
    store.messages.add(locked, "invitation", address)
    audit.write(by, "asked for message", locked, kind="invitation")


def ask(visit: store.Visit, address: str, by: audit.Who) -> None:
    """Ask for the invitation, once more if it went already; of two clicks one counts.

    One that waits to go to another address does not go. Raises NotOpenError.
    """
    with store.transaction():
        locked = store.lock_visit(visit)
        if not is_wanted(locked):
            raise NotOpenError
        if any(store.messages.address_of(one) == address for one in _waiting(locked)):
            return
        stop_locked(locked)
        ask_locked(locked, address, by)


def stop_locked(locked: store.Visit) -> None:
    """Let nothing go that waits, in the caller's transaction."""
    for one in _waiting(locked):
        store.messages.settle(one, "over")


def _waiting(visit: store.Visit) -> list[store.Message]:
    return [one for one in store.messages.of_visit(visit) if one.state == "waiting"]


def ask_for_reminders() -> None:
    """Ask for the reminder of each form that is not sent some days before its visit."""
    for clinic in store.every_clinic():
        for visit_id in store.messages.to_remind(clinic) if clinic.remind_days else ():
            with suppress(LookupError, store.SealError):  # `flask audit verify` tells of the latter
                _ask_for_reminder(clinic.id, visit_id)


def _ask_for_reminder(clinic_id: str, visit_id: str) -> None:
    visit = store.visit_of_id(clinic_id, visit_id)
    if visit is None:
        return
    with store.transaction():
        locked = store.lock_visit(visit)
        found = store.messages.of_visit(locked)
        gone = [one for one in found if one.state in ("sent", "taken")]
        # After "Make a new link" a person says first that the address is right.
        known = any(one.link_serial == locked.link_serial for one in gone)
        quiet = all(_gone_at(one) < clock.now() - QUIET for one in gone)
        first = all(one.kind == "invitation" for one in found)
        if is_wanted(locked) and known and quiet and first:
            store.messages.add(locked, "reminder", store.messages.address_of(gone[0]))
            audit.write("command", "asked for message", locked, kind="reminder")


def _gone_at(message: store.Message) -> datetime:
    return message.done_at or message.taken_at or message.asked_at
