"""Who acts in a request that access.py has let in: the session in use, an actor for each clinic."""

from __future__ import annotations

from dataclasses import replace

from flask import g, request

from intake import store
from intake.actor import Actor
from intake.store.people.records import Session


def use(session: Session) -> None:
    """Let this be the session of the request."""
    g.session_in_use = session


def session_in_use() -> Session:
    """The session of the request; only where access.py has let somebody in."""
    found: Session = g.session_in_use
    return found


def actors() -> list[tuple[Actor, store.Clinic]]:
    """Who is signed in, once for each clinic they work in."""
    person = session_in_use().person
    memberships = store.memberships(person.id)
    found = [
        (
            Actor(
                user_id=person.id,
                name=person.name,
                clinic_id=one.clinic.id,
                roles=one.roles,
                elsewhere=len(memberships) > 1,
                to_see=one.unseen if "administrator" in one.roles else 0,
            ),
            one.clinic,
        )
        for one in memberships
    ]
    g.actors = found  # for the audit of what is refused
    return found


def in_emergency(actor: Actor, visit: store.Visit) -> Actor:
    """The actor, who may read what doctors may while an emergency of theirs lasts."""
    asked = not actor.is_doctor and request.method in ("GET", "HEAD")
    gave = session_in_use().factor_at is not None
    is_open = asked and gave and store.emergencies.is_open(visit, actor.user_id)
    return replace(actor, in_emergency=is_open)
