"""Where the chains of an SQLite database end, kept in a file beside it too.

What was acknowledged last stands in SQLite's log, `...-wal`, until it is written back. Whoever
removes that file, or puts back a copy that was made without it, loses it without a word. Then a
chain ends before the row that stands here, or has another in its place, and neither the service
nor a command starts. Only numbers and MACs stand here. What is saved and not sent is no deed:
store/visits/last_save.py tells of that.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select

from intake.config import ConfigError
from intake.extensions import db
from intake.store.tables import AuditHeadRow, AuditRow

LONGEST = 1 << 20  # bytes
Ends = Mapping[str, tuple[int, str]]  # by clinic: the last row's number and its MAC


def keep(ends: Iterable[tuple[str, int, bytes]]) -> None:
    """Write down where chains end that were just committed: clinic, number, MAC.

    A disk that refuses is no reason to refuse what is in the database already.
    """
    path = path_of()
    if path is None:
        return
    with suppress(OSError):
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)  # other workers write it too
            before = os.pread(file, LONGEST, 0)
            known = dict(_read(before) or {})
            for clinic_id, number, mac in ends:
                if known.get(clinic_id, (0, ""))[0] < number:
                    known[clinic_id] = (number, mac.hex())
            _write(file, json.dumps(known).encode(), len(before))
        finally:
            os.close(file)


def check() -> None:
    """Refuse a database in which something is missing that was acknowledged. Raises ConfigError."""
    path = path_of()
    if path is None or not path.exists():
        return
    ends = _read(path.read_bytes())
    if ends is None:
        raise ConfigError(
            f"{path} cannot be read: it tells whether anything is missing from the database. If "
            "`flask audit verify --heads` with kept heads finds nothing after you removed it, go on"
        )
    missing = sum(_missing(clinic_id, *end) for clinic_id, end in ends.items())
    db.session.rollback()
    if missing:
        raise ConfigError(
            f"{missing} deeds that were acknowledged are missing from the database. Was its -wal "
            "file removed, or an old copy put in its place? Put the file back, or a backup by "
            f"`flask backup restore`. To go on without them, remove {path}"
        )


def forget() -> None:
    """Know of no end: another database is put in the place of this one."""
    path = path_of()
    if path:
        path.unlink(missing_ok=True)


def renew() -> None:
    """Begin anew with what is there."""
    if path_of():
        forget()
        every = db.session.scalars(select(AuditHeadRow)).all()
        keep((one.clinic_id, one.number, one.mac) for one in every)
        db.session.rollback()


def path_of() -> Path | None:
    """The file; None for an engine that keeps its log itself."""
    if db.engine.dialect.name != "sqlite":
        return None
    return Path(f"{db.engine.url.database}-anchor")


def _write(file: int, content: bytes, before: int) -> None:
    """Make room with spaces first, or half of it would stand there once the disk is full."""
    room = b" " * (len(content) - before)
    if os.pwrite(file, room, before) == len(room):
        os.pwrite(file, content, 0)
        os.ftruncate(file, len(content))
    else:
        os.ftruncate(file, before)


def _missing(clinic_id: str, number: int, mac: str) -> int:
    """How many rows are missing at least: none where this very row is there."""
    here = select(AuditRow.mac).where(AuditRow.clinic_id == clinic_id, AuditRow.number == number)
    found = db.session.scalar(here)
    if found is not None and bytes(found).hex() == mac:
        return 0
    last = select(AuditHeadRow.number).where(AuditHeadRow.clinic_id == clinic_id)
    return max(1, number - (db.session.scalar(last) or 0))


def _read(content: bytes) -> Ends | None:
    """What stands there; nothing in an empty file, None where it makes no sense."""
    if not content:
        return {}
    try:
        found = json.loads(content)
        return {str(one): (int(end[0]), str(end[1])) for one, end in found.items()}
    except (ValueError, TypeError, AttributeError, LookupError, OverflowError):
        return None
