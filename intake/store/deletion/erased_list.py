"""A list, outside the database, of the visits that were erased.

A backup that is put back brings erased visits back. The list says which, so that they are erased
again before anybody is served. It holds ids only, which tell nothing of a patient.
"""

from __future__ import annotations

import os
from pathlib import Path

from flask import current_app

from intake import clock
from intake.store.disk import sync_folder
from intake.store.records import Visit

STAYS = "stays"  # after a line's moment: that erasure came to nothing


class ErasedListError(Exception):
    """The list cannot be read or written; the message says which file and why."""


def add_to_list(visit: Visit) -> None:
    """Write a visit down, on the disk for certain, before its rows go. Raises ErasedListError."""
    _append(f"{visit.clinic.id} {visit.id} {_now()}\n")


def take_off_list(visit: Visit) -> None:
    """Write down that a visit is there after all: its erasure failed. Raises ErasedListError."""
    _append(f"{visit.clinic.id} {visit.id} {_now()} {STAYS}\n")


def _append(line: str) -> None:
    path = _path()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, line.encode())
            os.fsync(file)
        finally:
            os.close(file)
        sync_folder(path.parent)
    except OSError as error:
        raise ErasedListError(f"{path} cannot be written: {error.strerror}") from None


def listed() -> set[tuple[str, str]]:
    """The visits that were erased, by clinic and id; none without a list yet.

    A line that was cut short by a power failure is no visit. Raises ErasedListError.
    """
    path = _path()
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return set()
    except OSError as error:
        raise ErasedListError(f"{path} cannot be read: {error.strerror}") from None
    erased: set[tuple[str, str]] = set()
    for parts in map(str.split, lines):
        if len(parts) == 3:
            erased.add((parts[0], parts[1]))
        elif parts[3:] == [STAYS]:
            erased.discard((parts[0], parts[1]))
    return erased


def _now() -> str:
    return clock.now().isoformat(timespec="seconds")


def _path() -> Path:
    path: Path = current_app.config["SETTINGS"].erased_list_path
    return path
