"""The save that was committed last on SQLite, told by a file beside the database.

A save is no deed, so the audit's anchor (store/audit/anchor.py) does not notice when saves alone
are lost with the `-wal` file. Each names itself here: which visit, and when. What is missing at
the next start is then that save and perhaps more before it. One line of a fixed length is written
over at once, without a lock or a sync: of two saves in the same moment either may stand here, and
after a power cut an older one.

A false alarm would keep the service from starting, so a line that the database may outlive is
wiped before the commit: at a Send, which has no draft, and where the clock has gone back. Whoever
is killed between the commit and the new line then leaves none, and notices less until the next.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import select

from intake.config import ConfigError
from intake.extensions import db
from intake.store.database import afterwards
from intake.store.tables import VisitRow

LENGTH = 128  # bytes: two ids of 32 letters and a moment
NOTHING = b" " * (LENGTH - 1) + b"\n"


def note(clinic_id: str, visit_id: str, saved_at: datetime | None) -> None:
    """Write down the save once it is committed; None where the draft is gone."""
    path = _path()
    if path is None:
        return
    noted = _read(path)
    if noted and (saved_at is None or noted[2] > saved_at):
        _write(path, NOTHING)
    if saved_at:
        line = f"{clinic_id} {visit_id} {saved_at.isoformat()}".ljust(LENGTH - 1) + "\n"
        afterwards(partial(_write, path, line.encode()))


def check() -> None:
    """Refuse a database from which the last save is missing. Raises ConfigError."""
    path = _path()
    noted = _read(path) if path else None
    if noted is None:
        return
    clinic_id, visit_id, moment = noted
    here = select(VisitRow.saved_at, VisitRow.sent_at)
    row = db.session.execute(here.filter_by(clinic_id=clinic_id, id=visit_id)).first()
    db.session.rollback()
    # What was erased since is a deed, and so is the making of a visit.
    if row and not any(at and at >= moment for at in row):
        raise ConfigError(
            "what a patient saved last is missing from the database. Was its -wal file removed, or "
            "an old copy put in its place? Put the file back, or a backup by `flask backup "
            f"restore`. To go on without it, remove {path}"
        )


def forget() -> None:
    """Know of none: another database is put in the place of this one."""
    path = _path()
    if path:
        path.unlink(missing_ok=True)


def _path() -> Path | None:
    """The file; None for an engine that keeps its log itself."""
    if db.engine.dialect.name != "sqlite":
        return None
    return Path(f"{db.engine.url.database}-saved")


def _write(path: Path, line: bytes) -> None:
    """A disk that refuses is no reason to refuse what is in the database already."""
    with suppress(OSError):
        file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.pwrite(file, line, 0)
        finally:
            os.close(file)


def _read(path: Path) -> tuple[str, str, datetime] | None:
    """Which visit, and when; None where nothing stands or what makes no sense."""
    try:
        clinic_id, visit_id, moment = path.read_text().split()
        return clinic_id, visit_id, datetime.fromisoformat(moment)
    except (OSError, ValueError):  # after a power cut it may hold anything
        return None
