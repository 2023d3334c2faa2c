"""Making backups, looking into them, and putting one back."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from intake import clock, store
from intake.services import audit
from intake.services.deletion.erasing import Again, erase_again, missing_from_list
from intake.store.backup import BackupError, Header, missing_keys
from intake.store.backup.working import working_folder
from intake.store.disk import sync_folder

NAME = "intake-{:%Y%m%d-%H%M%S-%f}.backup"
ALL = "intake-*.backup"
NO_LIST = (
    "There is no list of erased visits (INTAKE_ERASED_LIST) here: what was erased since the backup "
    "is back. Put the list in its place before you start the service."
)
NO_KEY = (
    "it needs the master key {} too: put it into INTAKE_OLD_MASTER_KEYS (if that one is lost, "
    "--anyway puts back what the others open)"
)


@dataclass(frozen=True)
class Restored:
    """What came of putting a backup back."""

    header: Header
    is_current: bool  # its tables are those of this version: only then could it be looked over
    findings: list[str]  # what is not as it was when the backup was made
    again: Again
    of_list: list[str]  # what is wrong with the list of erased visits


def make(folder: Path, keep: int) -> tuple[Path, Header]:
    """Write a backup into a folder, under the moment's name, and keep the newest `keep` of them.

    It stands there whole or not at all. Raises BackupError and OSError.
    """
    path = folder / NAME.format(clock.now())
    with working_folder(folder) as working, store.backup.snapshot(working) as (header, file):
        part = working / path.name
        with part.open("xb") as out, file.open("rb") as database:
            store.backup.pack(header, database, out)
        check(part)
        part.replace(path)
        sync_folder(folder)
    if store.readiness().is_current:  # else this version cannot write into its audit yet
        audit.record("command", "backed up")
    _keep_newest(keep, path)
    return path, header


def _keep_newest(number: int, made: Path) -> None:
    """Of those in the folder; the one made now is the newest, whatever a clock says."""
    others = sorted(one for one in made.parent.glob(ALL) if one != made)
    for old in others[: max(0, len(others) - number + 1)]:
        old.unlink(missing_ok=True)  # another backup, made beside this one, takes it away too


def check(path: Path) -> Header:
    """Open a backup to its end, and its database. Raises BackupError and OSError."""
    with _unpacked(path) as (header, file):
        store.backup.check_file(header, file)
    return header


def restore(path: Path, *, anyway: bool = False) -> Restored:
    """Put a backup in the place of a database that is empty or missing, and look it over.

    What was erased since is erased again. Raises BackupError and OSError, and ConfigError if the
    keys that are here do not open it; `anyway` tries where a key that it needs is not here.
    """
    with _unpacked(path) as (header, file):
        if (missing := missing_keys(header)) and not anyway:
            raise BackupError(NO_KEY.format(", ".join(missing)))
        store.backup.check_file(header, file)
        store.backup.put_back(header, file)
    if not store.readiness().is_current:
        return Restored(header, is_current=False, findings=[], again=Again(0, []), of_list=[])
    store.audit.renew_anchor()
    found = list(differences(header, path.name))
    again = erase_again()
    audit.record("command", "restored")
    of_list = list(missing_from_list())
    if not store.deletion.list_is_there():
        of_list.append(NO_LIST)
    return Restored(header, True, found, again, of_list)


def differences(header: Header, name: str) -> Iterator[str]:
    """What is not as it was when the backup of this name was made, a line each."""
    now = store.backup.rows_now()
    for table, rows in header.rows.items():
        if now.get(table) != rows:
            yield f"the table {table} has {now.get(table, 0)} rows, not {rows}"
    yield from audit.findings(header.heads, name)


@contextmanager
def _unpacked(path: Path) -> Iterator[tuple[Header, Path]]:
    """The database's file of a backup, gone again afterwards.

    It is beside the backup, where there is room, unless that disk only reads.
    """
    beside = path.parent if os.access(path.parent, os.W_OK) else Path(tempfile.gettempdir())
    with path.open("rb") as packed, working_folder(beside) as folder:
        file = folder / "database"
        with file.open("wb") as out:
            header = store.backup.unpack(packed, out)
        yield header, file


__all__ = ["BackupError", "Header", "Restored", "check", "make", "missing_keys", "restore"]
