"""How long a browser stays signed in, and how far: with the password alone, or wholly."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from intake import clock, store
from intake.services import audit
from intake.sign_in.secrets_given import kept_of, new_token
from intake.store.people.records import Person, Session

IDLE = timedelta(minutes=15)  # without a page that somebody asks for (OWASP ASVS 5.0, 7.3.1)
LONGEST = timedelta(hours=8)
TOUCHED = timedelta(seconds=30)  # a session's last use is kept so exactly
PROVED = timedelta(minutes=10)  # for which the password given counts, before it is asked again
NEED_FACTOR = {"administrator", "doctor"}

# What is missing: nothing, the second factor, or that there is one.
Stage = Literal["whole", "give factor", "set up factor"]


def find(token: str) -> Session | None:
    """The session of a browser's token, even one that is over but not forgotten; or None."""
    return store.sessions.find(kept_of("session", token)) if len(token) <= 64 else None


def is_over(session: Session) -> bool:
    """Whether it was idle too long, began too long ago, or its person may not sign in."""
    now = clock.now()
    unused, old = now - session.seen_at >= IDLE, now - session.made_at >= LONGEST
    return unused or old or not session.person.active


def stage(session: Session) -> Stage:
    """What is missing of it. Whoever has a second factor gives it, needed or not."""
    if session.factor_at:
        return "whole"
    if session.person.has_factor:
        return "give factor"
    return "set up factor" if needs_factor(session.person) else "whole"


def needs_factor(person: Person) -> bool:
    """Whether someone may see answers or look after people, in whatever clinic."""
    return any(one.roles & NEED_FACTOR for one in store.memberships(person.id))


def is_fresh(session: Session) -> bool:
    """Whether the password was given so recently that it need not be asked again."""
    return clock.now() - session.proved_at < PROVED


def touch(session: Session) -> None:
    """Keep that somebody asked for a page. Raises SessionOverError if it was ended meanwhile."""
    if clock.now() - session.seen_at >= TOUCHED:
        with store.transaction():
            store.sessions.touch(session.key)


def begin(person: Person, browser: str) -> str:
    """Sign a browser in with the password alone, and give its token. Old sessions are forgotten."""
    token = new_token()
    store.sessions.end_older(clock.now() - LONGEST)
    store.sessions.add(kept_of("session", token), person.id, browser, clock.now())
    return token


def complete(session: Session) -> str:
    """Sign a browser in wholly, under a new token; the one it had is dead."""
    token = new_token()
    store.sessions.replace(session, kept_of("session", token))
    store.users.note_sign_in(session.person.id)
    if session.factor_at is None:
        audit.write_of_person(session.person.id, "signed in")
    return token


def end(session: Session) -> None:
    """Sign a browser out: its token is dead wherever it was copied to."""
    with store.transaction():
        store.sessions.end([session.key])
        audit.write_of_person(session.person.id, "signed out")


def end_one(person: Person, name: str) -> None:
    """Sign out the browser of this name (`name_of`), if it is theirs."""
    keys = [one.key for one in store.sessions.of_person(person.id) if name_of(one) == name]
    with store.transaction():
        store.sessions.end(keys)
        if keys:
            audit.write_of_person(person.id, "ended session")


def end_others(session: Session) -> None:
    """Sign out every other browser of theirs."""
    with store.transaction():
        store.sessions.end_all(session.person.id, but=session.key)
        audit.write_of_person(session.person.id, "ended session")


def listed(person: Person) -> list[Session]:
    """Someone's browsers that are signed in, the last used first."""
    return [one for one in store.sessions.of_person(person.id) if not is_over(one)]


def name_of(session: Session) -> str:
    """What names a session on a page: no part of its token."""
    return session.key.hex()[:16]
