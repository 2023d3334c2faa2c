"""The digest that a kept document stands under: all that shapes its page, and nothing else."""

from __future__ import annotations

import hashlib
import importlib.metadata
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
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
    "intake/submission.py",
    "package-lock.json",  # pins the fonts
    "requirements.txt",  # pins the libraries
)
SOURCES = {".py", ".html", ".css", ".csv", ".txt", ".yaml", ".json"}


def digest_of(sources: Any, paper: str) -> str:
    """The digest of a page made of these sources (a frozen dataclass) on this paper: 64 digits."""
    # Every field counts, so that none can be forgotten; a frozen record's repr says all it holds.
    parts = [f"{one.name}={getattr(sources, one.name)!r}" for one in fields(sources)]
    return hashlib.sha256("\0".join([paper, shape(), *parts]).encode()).hexdigest()


@lru_cache(maxsize=1)
def shape() -> str:
    """A digest of the code, words and pinned versions that shape a page: 64 digits.

    The service asks once at its start, so that it tells of the code that runs and not of files
    replaced under it. Only sources count: what is built beside them, as the fonts' cache,
    changes by itself.
    """
    digest = hashlib.sha256(importlib.metadata.version("weasyprint").encode())
    for shaper in SHAPERS:
        path = ROOT / shaper
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix in SOURCES and file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(ROOT)}\n".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()
