"""How often something was tried, counted in the database: over every worker, and over restarts.

A row says of a scope ("sign-in", say) and a key (an address, an account) when its window began and
how many tries fell into it. One that begins in the future was begun under a wrong clock and counts
no more: it would lock people out until then. The key itself is not kept, only its hash. When the
database does not answer, UnavailableError is raised and nothing is tried: a limit that cannot be
read lets nobody by.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import case, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from intake import clock
from intake.extensions import db
from intake.store.database import transaction
from intake.store.sealing.keys import hashed
from intake.store.tables import AttemptRow

LONGEST = timedelta(days=1)  # a window; what began before it is deleted


def is_blocked(scope: str, key: str, limit: int, window: timedelta) -> bool:
    """Whether `limit` tries or more were counted in the window that runs now."""
    return blocked_for(scope, key, limit, window) > timedelta()


def blocked_for(scope: str, key: str, limit: int, window: timedelta) -> timedelta:
    """How long `is_blocked` stays true; nothing if it is not."""
    query = select(AttemptRow.started_at, AttemptRow.count).filter_by(**_place(scope, key))
    started_at, number = db.session.execute(query).first() or (clock.now(), 0)
    since = clock.now() - started_at
    return window - since if number >= limit and -clock.APART <= since < window else timedelta()


def count(scope: str, key: str, window: timedelta) -> int:
    """Count a try, committed at once, and give how many there are in its window, this one too.

    To be called before the work that is limited, outside of any transaction. One statement reads
    and writes, so that of tries at once each gets a number of its own. A window begins with its
    first try, and is a day at most.
    """
    now = clock.now()
    insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    over = or_(
        AttemptRow.started_at <= now - min(window, LONGEST),
        AttemptRow.started_at > now + clock.APART,
    )
    statement = (
        insert(AttemptRow)
        .values(**_place(scope, key), started_at=now, count=1)
        .on_conflict_do_update(
            index_elements=[AttemptRow.scope, AttemptRow.key],
            set_={
                "started_at": case((over, now), else_=AttemptRow.started_at),
                "count": case((over, 1), else_=AttemptRow.count + 1),
            },
        )
        .returning(AttemptRow.count)
    )
    with transaction():
        db.session.execute(delete(AttemptRow).where(AttemptRow.started_at <= now - LONGEST))
        return db.session.execute(statement).scalar_one()


def forget(scope: str, key: str) -> None:
    """Begin to count anew, as after a right password; committed at once."""
    with transaction():
        db.session.execute(delete(AttemptRow).filter_by(**_place(scope, key)))


def take_back(scope: str, key: str) -> None:
    """Count one try less, as after one that was no guess; committed at once."""
    fewer = update(AttemptRow).filter_by(**_place(scope, key)).where(AttemptRow.count > 0)
    with transaction():
        db.session.execute(fewer.values(count=AttemptRow.count - 1))


def _place(scope: str, key: str) -> dict[str, str | bytes]:
    return {"scope": scope, "key": hashed("attempt", f"{scope}:{key}")}
