"""What no test may leave where it can be read without a key: a name, a birth date, canaries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

WORDS = ("Ana Example", "Zyzzyva", "Quagga-canary", "1990-05-17", "07700 900")


def left_in(*texts: str | bytes) -> set[str]:
    """The words that stand in any of these."""
    raw = [one.encode() if isinstance(one, str) else one for one in texts]
    return {word for word in WORDS if any(word.encode() in one for one in raw)}


def files_of(folder: Path, name: str) -> Iterator[bytes]:
    """A database's files, its log and what stands beside it."""
    for one in folder.glob(f"{name}*"):
        if one.is_file():
            yield one.read_bytes()
