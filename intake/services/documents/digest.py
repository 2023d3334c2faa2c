"""The digest that a kept document stands under: all that shapes its page, and nothing else."""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Iterator
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from intake import store

ROOT = Path(__file__).resolve().parents[3]
SHAPERS = (
    "reports",
    "templates/report",
    "intake/drugs",
    "intake/questionnaires",
    "intake/summarise",
    "intake/verification.py",
    "intake/wording.py",
    "intake/month_names.py",
    "intake/partial_date.py",
    "intake/sign_times.py",
    "intake/submission.py",
    "package-lock.json",  # pins the fonts
    "requirements.txt",  # pins the libraries
)
Stamp = tuple[int, int] | None
SOURCES = {".py", ".html", ".css", ".csv", ".txt", ".yaml", ".json"}


def digest_of(sources: Any, paper: str) -> str:
    """The digest of a page made of these sources (a frozen dataclass) on this paper: 64 digits.

    Keyed: the sources hold answers, and whoever reads the database must not try answers on it.
    """
    # Every field counts, so that none can be forgotten; a frozen record's repr says all it holds.
    parts = [f"{one.name}={getattr(sources, one.name)!r}" for one in fields(sources)]
    return store.hashed("document digest", "\0".join([paper, shape(), *parts])).hex()


def shape() -> str:
    """A digest of the code, words and pinned versions that shape a page: 64 digits.

    Taken once, at the start of the service, so that it tells of the code that runs and not of
    files replaced under it.
    """
    return _at_start()[0]


def is_current() -> bool:
    """Whether the files are still those that the service started with.

    Templates, style sheets and the process for heavy records are read when they are first needed:
    once a file was replaced, what they make is not what the digest says, and is not to be kept.
    A file that came since is none of those: nothing reads it but what was replaced with it.
    """
    _, stamps = _at_start()
    return all(_stamp(file) == was for file, was in stamps.items())


@lru_cache(maxsize=1)
def _at_start() -> tuple[str, dict[Path, Stamp]]:
    digest = hashlib.sha256(importlib.metadata.version("weasyprint").encode())
    stamps = {}
    for file in _files():
        digest.update(f"{file.relative_to(ROOT)}\n".encode())
        stamps[file] = _stamp(file)
        digest.update(file.read_bytes())
    return digest.hexdigest(), stamps


def _stamp(file: Path) -> Stamp:
    """A file's size and the time of its last change, cheap to look at again; None if it is gone."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _files() -> Iterator[Path]:
    """The sources; what is built beside them, as the fonts' cache, changes by itself."""
    for shaper in SHAPERS:
        path = ROOT / shaper
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in SOURCES and file.is_file() and "__pycache__" not in file.parts:
                yield file
