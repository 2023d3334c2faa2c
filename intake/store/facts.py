"""Facts about the database as it is set up, for whoever checks the install."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from intake import clock
from intake.extensions import db
from intake.store.upkeep.rights import FEWER


@dataclass(frozen=True)
class DatabaseFacts:
    """How the database is set up, and what the service's role may do in it."""

    now: datetime
    durable: bool  # what is acknowledged is on the disk
    superuser: bool = False
    may_change: tuple[str, ...] = ()  # tables of final rows that it may change or own
    in_the_clear: bool = False  # over a network and not encrypted
    files: tuple[Path, ...] = ()  # SQLite's own


def database_facts() -> DatabaseFacts:
    """Ask the database about itself."""
    return _sqlite() if db.engine.dialect.name == "sqlite" else _postgresql()


def _sqlite() -> DatabaseFacts:
    # Its file belongs to whoever runs the service: file modes take the place of rights.
    file = Path(str(db.engine.url.database))
    wal, full = (_one(f"PRAGMA {name}") for name in ("journal_mode", "synchronous"))
    beside = (Path(f"{file}{end}") for end in ("", "-wal", "-shm"))
    files = tuple(one for one in beside if one.exists())
    return DatabaseFacts(clock.now(), wal == "wal" and full == 2, files=files)


def _postgresql() -> DatabaseFacts:
    on = [_one(f"SHOW {name}") for name in ("fsync", "full_page_writes")]
    commit = _one("SHOW synchronous_commit")
    return DatabaseFacts(
        now=_one("SELECT clock_timestamp()"),
        durable=all(one == "on" for one in on) and commit != "off",
        superuser=_one("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"),
        may_change=tuple(name for name in FEWER if _may_change(name)),
        in_the_clear=_one(
            "SELECT inet_client_addr() IS NOT NULL AND NOT inet_client_addr() <<= '127.0.0.0/8'"
            " AND inet_client_addr() <> '::1'"
            " AND NOT (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid())"
        )
        or False,
    )


def _may_change(table: str) -> bool:
    return bool(
        _one(
            "SELECT EXISTS (SELECT 1 FROM pg_tables WHERE tablename = :table AND (tableowner ="
            " current_user OR has_table_privilege(current_user, tablename, 'UPDATE, TRUNCATE')))",
            table=table,
        )
    )


def _one(statement: str, **values: str) -> Any:
    return db.session.scalar(text(statement), values)
