"""What the writer gives back, known also where WeasyPrint is not loaded yet."""

from __future__ import annotations

from typing import NamedTuple


class Written(NamedTuple):
    """A PDF, and what is wrong with how it was drawn if it had to be one page."""

    content: bytes
    faults: tuple[str, ...] = ()
