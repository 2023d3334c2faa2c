"""Where the chains of an SQLite database end, kept in a file beside it too.

What was acknowledged last stands in SQLite's log, `...-wal`, until it is written back. Whoever
removes that file, or puts back a copy that was made without it, loses it without a word: then the
chains end before the numbers here, and the service does not start. Only numbers stand here.
"""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select

from intake.config import ConfigError
from intake.extensions import db
from intake.store.tables import AuditHeadRow

LONGEST = 1 << 20  # bytes


def keep(clinic_id: str, number: int) -> None:
    """Write down how far a chain is that was just committed. A disk that refuses is no reason
    to refuse what is in the database already.
    """
    path = path_of()
    if path is None:
        return
    with suppress(OSError):
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)  # other workers write it too
            ends = _read(os.pread(file, LONGEST, 0))
            if ends.get(clinic_id, 0) < number:
                content = json.dumps({**ends, clinic_id: number}).encode()
                os.pwrite(file, content, 0)
                os.ftruncate(file, len(content))
        finally:
            os.close(file)


def check() -> None:
    """Refuse a database in which something is missing that was acknowledged. Raises ConfigError."""
    path = path_of()
    if path is None or not path.exists():
        return
    there = {row.clinic_id: row.number for row in db.session.scalars(select(AuditHeadRow))}
    db.session.rollback()
    ends = _read(path.read_bytes())
    missing = sum(max(0, number - there.get(one, 0)) for one, number in ends.items())
    if missing:
        raise ConfigError(
            f"{missing} deeds that were acknowledged are missing from the database. Was its -wal "
            "file removed, or an old copy put in its place? Put the file back, or a backup by "
            f"`flask backup restore`. To go on without them, remove {path}"
        )


def forget() -> None:
    """Begin anew: another database is put in the place of this one."""
    path = path_of()
    if path:
        path.unlink(missing_ok=True)


def path_of() -> Path | None:
    """The file; None for an engine that keeps its log itself."""
    if db.engine.dialect.name != "sqlite":
        return None
    return Path(f"{db.engine.url.database}-anchor")


def _read(content: bytes) -> dict[str, int]:
    """What stands there; nothing where a power cut left half of it."""
    try:
        return {str(one): int(number) for one, number in json.loads(content).items()}
    except (ValueError, AttributeError):
        return {}
