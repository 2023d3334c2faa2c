"""A list, outside the database, of the visits that were erased.

A backup that is put back brings erased visits back. The list says which, so that they are erased
again before anybody is served. It holds ids only, which tell nothing of a patient.
"""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

from flask import current_app

from intake import clock
from intake.store.disk import sync_folder
from intake.store.records import Visit

ERASED, STAYS = "erased", "stays"  # the second: that erasure came to nothing


class ErasedListError(Exception):
    """The list cannot be read or written; the message says which file and why."""


def add_to_list(visit: Visit) -> None:
    """Write a visit down, on the disk for certain, before its rows go. Raises ErasedListError."""
    _append(visit, ERASED)


def take_off_list(visit: Visit) -> None:
    """Write down that a visit is there after all: its erasure failed. Raises ErasedListError."""
    _append(visit, STAYS)


def _append(visit: Visit, what: str) -> None:
    words = f"{visit.clinic.id} {visit.id} {_now()} {what}"
    line = f"{words} {_digest(words)}\n"
    path = _path()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            _write_whole(file, _begun_anew(path) + line.encode())
            os.fsync(file)
        finally:
            os.close(file)
        sync_folder(path.parent)
    except OSError as error:
        raise ErasedListError(f"{path} cannot be written: {error.strerror}") from None


def _write_whole(file: int, content: bytes) -> None:
    """A disk that fills up takes a part and calls that no error. Raises OSError."""
    if os.write(file, content) < len(content):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def listed() -> set[tuple[str, str]]:
    """The visits that were erased, by clinic and id; none without a list yet.

    A line that was cut short by a power failure is no visit. Raises ErasedListError, for a line
    that was changed too.
    """
    path = _path()
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return set()
    except OSError as error:
        raise ErasedListError(f"{path} cannot be read: {error.strerror}") from None
    erased: set[tuple[str, str]] = set()
    for number, line in enumerate(lines, 1):
        words, _, digest = line.rpartition(" ")
        match line.split():
            case [clinic_id, visit_id, _]:  # as the first version wrote them
                erased.add((clinic_id, visit_id))
            case [clinic_id, visit_id, _, what, _] if digest == _digest(words):
                (erased.add if what == ERASED else erased.discard)((clinic_id, visit_id))
            case [_, _, _, _, _]:
                raise ErasedListError(f"line {number} of {path} is not as it was written")
    return erased


def unreadable() -> int:
    """How many lines of the list say nothing: cut short by a power failure, or damaged."""
    path = _path()
    if not path.exists():
        return 0
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return sum(len(line.split()) not in (3, 5) for line in lines)


def _digest(words: str) -> str:
    """Tells a line that was damaged; who may write the file may leave lines out anyway."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _now() -> str:
    return clock.now().isoformat(timespec="seconds")


def _begun_anew(path: Path) -> bytes:
    """An end for a line that was cut short by a power failure."""
    return b"" if path.read_bytes()[-1:] in (b"", b"\n") else b"\n"


def list_is_there() -> bool:
    """Whether there is a list at all."""
    return _path().exists()


def _path() -> Path:
    path: Path = current_app.config["SETTINGS"].erased_list_path
    return path
