"""What the writer gives back, known also where WeasyPrint is not loaded yet."""

from __future__ import annotations

from typing import NamedTuple


class Written(NamedTuple):
    """A PDF, its number of pages, and whether its first has a foot that nothing runs into."""

    content: bytes
    pages: int
    ended: bool
