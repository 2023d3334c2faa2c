"""Linking two visits of one patient: a clinician says so, for name and birth date can deceive.

The later one is then compared with what was sent for the earlier one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from intake import store
from intake.actor import Actor
from intake.services import audit

MOST = 50  # visits of one patient that are looked through for a circle


@dataclass(frozen=True)
class Linked:
    """The visits that are linked with one: the one before, and later ones."""

    before: store.Visit | None
    later: tuple[store.Visit, ...]
    broken: bool = False  # the one before does not open
    broken_later: bool = False  # a later one does not open
    newer: bool = False  # the one before was changed again after this was sent


class LinkError(Exception):
    """The two cannot be linked; the message says why and what to do."""


def linked_visits(visit: store.Visit) -> Linked:
    """The visits that are linked with this one."""
    before: store.Visit | None = None
    later: tuple[store.Visit, ...] = ()
    broken = broken_later = False
    try:
        before = store.earlier_visit(visit)
    except store.SealError:
        broken = True
    try:
        later = tuple(store.later_visits(visit))
    except store.SealError:
        broken_later = True
    newer = bool(before and before.sent_at and visit.sent_at and before.sent_at > visit.sent_at)
    return Linked(before, later, broken, broken_later, newer=newer)


def found(visit: store.Visit, reference: str) -> store.Visit:
    """The visit of the same clinic that was typed, if this may be a later one. Raises LinkError."""
    letters = re.sub(r"[\s\-‐‑–]", "", reference).upper()
    earlier = store.clinic_visit(visit.clinic.id, f"{letters[:4]}-{letters[4:]}")
    if earlier is None:
        raise LinkError("Enter the reference of a visit of this clinic, like 7KQ4-2MXP")
    _check(visit, earlier)
    return earlier


def link(actor: Actor, visit: store.Visit, earlier: store.Visit) -> None:
    """Keep that a visit is a later one of another's patient. Raises LinkError, store.GoneError."""
    with store.transaction():
        both = sorted((visit, earlier), key=lambda each: each.id)  # in one order for all
        locked = {one.id: store.lock_visit(one) for one in both}
        _check(locked[visit.id], locked[earlier.id])
        store.link_earlier(visit, earlier)
        audit.write(actor, "linked visits", visit, earlier=earlier.reference)


def unlink(actor: Actor, visit: store.Visit) -> None:
    """Take it back; where nothing is linked nothing happens."""
    with store.transaction():
        if store.unlink_earlier(store.lock_visit(visit)):
            audit.write(actor, "unlinked visits", visit)


def _check(visit: store.Visit, earlier: store.Visit) -> None:
    name = earlier.reference
    if earlier.id == visit.id:
        raise LinkError("Enter the reference of another visit: this is this visit's own")
    if earlier.questionnaire_id != visit.questionnaire_id:
        raise LinkError(f"{name} has another form, so there is nothing to compare with")
    if earlier.sent_at is None:
        raise LinkError(f"The form of {name} was not sent, so there is nothing to compare with")
    first = store.submission_versions(earlier)[0].sent_at  # changes of it may come later
    if visit.sent_at and visit.sent_at <= first:
        raise LinkError(f"{name} was sent after this one: open its record and link it there")
    if any(one.id == visit.id for one in _before(earlier)):
        raise LinkError(f"{name} is linked as a later visit of this one: take that back first")


def _before(visit: store.Visit) -> list[store.Visit]:
    """The visits before this one, as far as they are linked."""
    every = [visit]
    while len(every) < MOST and (one := store.earlier_visit(every[-1])):
        every.append(one)
    return every[1:]
