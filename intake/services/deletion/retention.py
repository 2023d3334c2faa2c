"""Deleting what has been kept long enough, after its administrators were told for two weeks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from intake import clock, store
from intake.actor import Actor
from intake.forms.retention import LEAST, MOST
from intake.services import audit
from intake.services.deletion.erasing import HeldError, erase_locked, erasing

NOTICE = timedelta(days=14)


class SpansChangedError(Exception):
    """Somebody else changed the spans since the page was drawn. Nothing was saved."""


@dataclass(frozen=True)
class Plan:
    """What is to become of a clinic's visits."""

    spans: store.deletion.Spans
    going: list[tuple[store.deletion.Due, datetime]]  # with the moment from which it goes
    unopened: list[store.deletion.Due]  # sent, its time over, and nobody has opened it: it stays
    held: list[store.deletion.Due]

    def now(self) -> Iterator[store.deletion.Due]:
        """What may go now: its time is over, and it was told for two weeks."""
        return (one for one, goes in self.going if one.told_at and goes <= clock.now())


def plan(clinic: store.Clinic) -> Plan:
    """What goes in the next two weeks, what stays though its time is over, what is held."""
    spans = store.deletion.spans_of(clinic.id)
    due = store.deletion.due_visits(clinic.id, spans, clock.now() + NOTICE)
    free = [one for one in due if not one.held]
    going = [(one, _goes(one)) for one in free if one.opened or not one.sent]
    return Plan(
        spans,
        sorted(going, key=lambda one: one[1]),
        [one for one in free if one.sent and not one.opened and one.on <= clock.now()],
        [one for one in due if one.held],
    )


def run(clinic: store.Clinic) -> list[str]:
    """Tell of what is to go, and delete what was told of for two weeks; gives its references."""
    found = plan(clinic)
    for one, _ in found.going:
        if one.told_at is None:
            _tell(clinic, one)
    return [one.reference for one in found.now() if _purge(clinic, one)]


def change(
    actor: Actor, clinic: store.Clinic, spans: store.deletion.Spans, seen: store.deletion.Spans
) -> None:
    """Change how long the clinic keeps visits; what was told to go is told anew.

    `seen` are the spans that the page was drawn with. Raises ValueError outside LEAST to MOST days,
    SpansChangedError if somebody else changed them since, to others than these.
    """
    if not all(LEAST <= days <= MOST for days in (spans.sent, spans.unsent)):
        raise ValueError(f"{LEAST} to {MOST} days")
    with store.transaction():
        store.lock_clinic(clinic.id)
        now = store.deletion.spans_of(clinic.id)
        if now not in (seen, spans):
            raise SpansChangedError
        if now != spans:
            store.deletion.keep_spans(clinic.id, spans)
            store.deletion.forget_told(clinic.id)
            audit.write(actor, "changed settings")


def hold(by: audit.Who, visit: store.Visit) -> None:
    """Keep a visit from being deleted, by time and by hand. Raises LookupError if it is gone."""
    with store.transaction():
        locked = store.lock_visit(visit)
        store.deletion.set_held(locked, held=True)
        audit.write(by, "held", locked)


def release(by: audit.Who, visit: store.Visit) -> None:
    """Let a visit be deleted again, two weeks from now at the earliest. Raises LookupError."""
    with store.transaction():
        locked = store.lock_visit(visit)
        store.deletion.set_held(locked, held=False)
        audit.write(by, "released", locked)


def _goes(one: store.deletion.Due) -> datetime:
    """From when it may go: its time is over and it was told for two weeks."""
    return max(one.on, (one.told_at or clock.now()) + NOTICE)


def _tell(clinic: store.Clinic, one: store.deletion.Due) -> None:
    visit = store.visit_of_id(clinic.id, one.id)
    if visit:
        with store.transaction():
            store.deletion.tell(store.lock_visit(visit))


def _purge(clinic: store.Clinic, one: store.deletion.Due) -> bool:
    """Delete it if it is still to go: it may have been held, opened anew or erased meanwhile."""
    visit = store.visit_of_id(clinic.id, one.id)
    if visit is None:
        return False
    try:
        with erasing(visit):
            locked = store.lock_visit(visit)
            spans = store.deletion.spans_of(clinic.id)
            still = store.deletion.due_visits(clinic.id, spans, clock.now(), one.id)
            if not still or still[0].told_at is None or _goes(still[0]) > clock.now():
                return False
            erase_locked(locked, "system", "purged")
    except (HeldError, LookupError):
        return False
    return True
