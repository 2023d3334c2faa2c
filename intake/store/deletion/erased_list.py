"""A list, outside the database, of the visits that were erased.

A backup that is put back brings erased visits back. The list says which, so that they are erased
again before anybody is served. It holds ids only, which tell nothing of a patient.
"""

from __future__ import annotations

import os
from pathlib import Path

from flask import current_app

from intake import clock
from intake.store.records import Visit


class ErasedListError(Exception):
    """The list cannot be read or written; the message says which file and why."""


def add_to_list(visit: Visit) -> None:
    """Write a visit down, on the disk for certain, before its rows go. Raises ErasedListError."""
    line = f"{visit.clinic.id} {visit.id} {clock.now().isoformat(timespec='seconds')}\n"
    path = _path()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, line.encode())
            os.fsync(file)
        finally:
            os.close(file)
        _sync_folder(path.parent)
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
    parts = [line.split() for line in lines]
    return {(one[0], one[1]) for one in parts if len(one) == 3}


def _path() -> Path:
    path: Path = current_app.config["SETTINGS"].erased_list_path
    return path


def _sync_folder(folder: Path) -> None:
    """Make sure that a file made just now has its name on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
