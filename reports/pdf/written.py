"""What the writer gives back, known also where WeasyPrint is not loaded yet."""

from __future__ import annotations

from typing import NamedTuple


class Written(NamedTuple):
    """A PDF, its number of pages, and whether the anchor "end" is on the first."""

    content: bytes
    pages: int
    ended: bool
