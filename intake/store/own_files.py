"""SQLite's file and its log by name: nothing is written where nobody would find it again.

A connection goes on in files that were moved, replaced or removed under it, and what it then
acknowledges is gone with the process. So both are looked at whenever a transaction begins. And
where no file is, SQLite would make an empty one: only an upgrade may. It would make an empty log,
too, beside the index, `-shm`, of one that was removed. Where it closes both, the index goes first.
"""

from __future__ import annotations

from pathlib import Path

import pysqlite3
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

FILES = "intake_files"  # of a connection: which files it has open
Identity = tuple[int, int] | None  # the disk's and the file's number there; None where none is


class MovedFilesError(OperationalError):
    """The file or its log is not the one that is open any more, or there is none."""

    def __init__(self, what: str = "the database's file is gone") -> None:
        super().__init__("", None, pysqlite3.OperationalError(what))


class OwnFiles:
    """The files of one engine."""

    def __init__(self, engine: Engine) -> None:
        """Know them by name; which they are is known from the first connection on."""
        self.file = Path(str(engine.url.database))
        self.log, self.index = Path(f"{self.file}-wal"), Path(f"{self.file}-shm")
        self._first: Identity = None

    def require(self) -> None:
        """Before a connection is made. Raises MovedFilesError."""
        found = _identity(self.file)
        if found is None or self._first not in (None, found):
            raise MovedFilesError
        index = _identity(self.index)
        if index and not _identity(self.log) and _identity(self.index) == index:
            raise MovedFilesError(
                f"its log {self.log} was removed: put it back. If it is lost, stop the service by "
                f"SIGTERM, which writes back what it still holds; then remove {self.index} too"
            )

    def remember(self, record: ConnectionPoolEntry) -> None:
        """Note which files a new connection has open. The log stays while any connection is."""
        file = _identity(self.file)
        self._first = self._first or file
        record.info[FILES] = (file, _identity(self.log))

    def check(self, connection: Connection) -> None:
        """Raise MovedFilesError unless they are those that this connection has open."""
        opened = connection.info[FILES]
        now = (_identity(self.file), _identity(self.log))
        if any(was not in (None, one) for was, one in zip(opened, now, strict=True)):
            raise MovedFilesError


def _identity(file: Path) -> Identity:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
