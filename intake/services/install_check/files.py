"""Who on this machine may read what the service keeps in files."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from intake.services.install_check.finding import Finding, fine, mend

OTHERS = stat.S_IRWXG | stat.S_IRWXO
WRITE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
LEAST_FREE = 1 << 30  # bytes; a visit takes some 200 kB with its documents


def private(files: Iterable[Path]) -> Iterator[Finding]:
    """Each file that is there, and the folder it lies in: for the service's user alone."""
    for file in sorted(set(files)):
        if not file.exists():
            continue
        mode = file.stat().st_mode
        if mode & OTHERS:
            yield mend(
                f"{file} can be read by other users of this machine ({stat.filemode(mode)})",
                f"chmod {'700' if file.is_dir() else '600'} {file}",
            )
        else:
            yield fine(f"{file} is for the service's user alone")


def unchangeable(root: Path) -> Finding:
    """The code: other users of the machine must not be able to change it."""
    open_ones = [
        one
        for folder in ("intake", "reports", "templates")
        for one in (root / folder).rglob("*")
        if not one.is_symlink() and one.stat().st_mode & WRITE_BY_OTHERS
    ]
    if open_ones:
        return mend(
            f"{len(open_ones)} files of the code can be changed by others, as {open_ones[0]}",
            f"chmod -R go-w {root}",
        )
    return fine("no other user can change the code")


def room(folder: Path) -> Finding:
    """Room on the disk for the visits of some weeks."""
    free = shutil.disk_usage(folder).free
    said = f"{free / (1 << 30):.1f} GB are free where the database lies"
    return fine(said) if free >= LEAST_FREE else mend(said, "make room, or move the database")
