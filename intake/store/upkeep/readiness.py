"""Facts of the database that say whether it can be served from now."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from psycopg.errors import ConfigurationLimitExceeded, DiskFull
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from intake.config import ConfigError
from intake.extensions import db
from intake.store.sealing.keys import keyring
from intake.store.tables import AuditRow
from intake.store.upkeep.start import is_current

# 2 MB that PostgreSQL writes beside its tables and removes at once. No more: what is missing for
# that moment could be what its log needs, without which it ends itself.
SPILL = """
    WITH room AS MATERIALIZED (SELECT repeat('x', 100000) FROM generate_series(1, 20))
    SELECT count(*) FROM room
"""


@dataclass(frozen=True)
class Readiness:
    """Whether the tables and keys go with this process, what was written last, and where."""

    is_current: bool
    opens: bool = False
    takes_writes: bool = False
    has_room: bool = True  # PostgreSQL's disk, which only it can see
    last_written: datetime | None = None
    file: Path | None = None  # SQLite's


def readiness() -> Readiness:
    """Ask the database. Raises UnavailableError."""
    file = db.engine.url.database if db.engine.dialect.name == "sqlite" else None
    where = Path(file) if file else None
    with db.engine.connect() as connection:
        if not is_current(connection):
            return Readiness(is_current=False, file=where)
    try:
        keyring().unlock()
        opens = True
    except ConfigError:
        opens = False
    newest = select(func.max(AuditRow.at)).where(AuditRow.clinic_id == "")
    takes, has_room = _takes_writes(where), bool(where) or _has_room()
    return Readiness(True, opens, takes, has_room, db.session.scalar(newest), where)


def _has_room() -> bool:
    """Whether PostgreSQL's disk takes some more. It may be set not to let anybody try."""
    try:
        with db.engine.connect() as connection:
            connection.execute(text("SELECT set_config('work_mem', '64kB', true)"))
            connection.execute(text(SPILL))
    except OperationalError as error:
        if isinstance(error.orig, DiskFull):
            return False
        if not isinstance(error.orig, ConfigurationLimitExceeded):
            raise
    return True


def _takes_writes(file: Path | None) -> bool:
    """Whether the disk lets the file be written to; PostgreSQL may be a standby, or set so."""
    if file:
        return os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
    return bool(db.session.scalar(text("SHOW transaction_read_only")) == "off")
