"""A folder for what is not finished: gone then, or with the next if its maker was killed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = ".unfinished-"


@contextmanager
def working_folder(beside: Path) -> Iterator[Path]:
    """A new folder in this one, after those are swept away whose makers are gone."""
    _sweep(beside)
    folder, held = _made(beside)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def _made(beside: Path) -> tuple[Path, int]:
    """A new folder and the lock on it; another maker may sweep it away before it is locked."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=NAME, dir=beside))
        with suppress(FileNotFoundError):
            held = os.open(folder, os.O_RDONLY)
            with suppress(OSError):  # a disk that knows no locks: nothing of it is swept either
                fcntl.flock(held, fcntl.LOCK_EX)
            if folder.is_dir():
                return folder, held
            os.close(held)


def _sweep(beside: Path) -> None:
    for folder in beside.glob(f"{NAME}*"):
        with suppress(OSError):  # gone by itself
            held = os.open(folder, os.O_RDONLY)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails while its maker lives
                shutil.rmtree(folder)
            finally:
                os.close(held)
