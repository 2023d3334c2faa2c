"""Break-glass: in an emergency a member who may not see answers opens one visit, and says why."""

from __future__ import annotations

from datetime import timedelta

from intake import clock, store
from intake.actor import Actor
from intake.services import audit
from intake.store.people.records import Emergency, Session

LASTS = timedelta(minutes=60)
KNOWN = timedelta(days=1)  # that someone has had a second factor


def may_open(session: Session) -> bool:
    """Whether they gave a second factor in this session, and have had one for a day.

    A stolen password alone, with which a thief could set one up, opens no answers.
    """
    since = session.person.factor_since
    return session.factor_at is not None and since is not None and clock.now() - since >= KNOWN


def open_visit(actor: Actor, visit: store.Visit, reason: str) -> None:
    """Let the actor see this visit's answers for an hour; the clinic's administrators are told."""
    with store.transaction():
        store.emergencies.add_emergency(store.lock_visit(visit), actor.user_id, reason, LASTS)
        audit.write(actor, "broke the glass", visit)


def to_see(actor: Actor) -> list[Emergency]:
    """The emergencies that an administrator is told of until one of them has said so."""
    return store.emergencies.unseen(actor.clinic_id) if actor.is_administrator else []


def see(actor: Actor, one: Emergency) -> None:
    """Keep that this administrator has seen an emergency."""
    with store.transaction():
        store.emergencies.see(actor.clinic_id, one.visit_id, one.number, actor.user_id)
        audit.write(actor, "noted emergency")


def may_see(actor: Actor, one: Emergency) -> bool:
    """Whether they may say so: nobody of their own, as long as there is another administrator."""
    own = one.user_id == actor.user_id
    return not own or not store.has_administrator(actor.clinic_id, but=actor.user_id)
