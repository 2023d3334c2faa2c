"""What the writer takes and gives back, known also where WeasyPrint is not loaded yet."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class Attached(NamedTuple):
    """A JSON file to attach, and when it came about."""

    name: str
    content: bytes
    moment: datetime | None


class Written(NamedTuple):
    """A PDF, and what is wrong with how it was drawn if it had to be one page."""

    content: bytes
    faults: tuple[str, ...] = ()
