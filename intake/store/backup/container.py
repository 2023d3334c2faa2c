r"""The file of a backup: a head that can be read, and the database sealed under the master key.

    "intake backup 1\n" | length 4 | head as JSON | length 4 | sealed piece | length 4 | ...

Each piece is sealed for its place under this very head, and the last one says that it is: a piece
that was left out, moved, changed or cut off does not open.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from intake.store.sealing.encryption import SealError
from intake.store.sealing.keys import open_bytes, seal_bytes, sealer

MAGIC = b"intake backup 1\n"
PIECE = 1 << 20  # bytes of the database in one piece
LONGEST = 4 * PIECE  # bytes of a head or a piece in the file
LENGTH = struct.Struct(">I")
FIRST = "first"  # in place of an id: the first format of sealed values names no master key


class BackupError(Exception):
    """A backup cannot be made, read or put back; the message says why and what to do."""


@dataclass(frozen=True)
class Header:
    """What a backup says of itself: nothing of a patient."""

    made_at: str  # ISO, UTC
    engine: str  # "sqlite", "postgresql"
    revision: str  # of the tables
    master_keys: tuple[str, ...]  # the ids of those that are needed, in hexadecimal digits
    rows: Mapping[str, int]  # by table
    heads: tuple[str, ...]  # where the chains of the audit ended: lines of `flask audit head`


def pack(header: Header, database: BinaryIO, out: BinaryIO) -> None:
    """Write a backup of the database's file."""
    head = json.dumps(asdict(header), sort_keys=True).encode()
    out.write(MAGIC)
    _give(out, head)
    number, piece = 0, database.read(PIECE)
    while True:
        following = database.read(PIECE)
        _give(out, seal_bytes(piece, *_place(head, number, last=not following)))
        if not following:
            return
        number, piece = number + 1, following


def header_of(file: BinaryIO) -> Header:
    """The head of a backup. Raises BackupError."""
    return _header(_head(file))


def missing_keys(header: Header) -> list[str]:
    """The ids of the master keys that a backup needs and these settings do not have."""
    return sorted({*header.master_keys} - {FIRST, *(one.hex() for one in sealer().master_ids)})


def unpack(file: BinaryIO, out: BinaryIO) -> Header:
    """Write the database's file anew, checked to its end. Raises BackupError."""
    head = _head(file)
    header = _header(head)
    try:
        for number, (piece, last) in enumerate(_pieces(file)):
            out.write(open_bytes(piece, *_place(head, number, last=last)))
    except SealError:
        needed = ", ".join(header.master_keys)
        raise BackupError(
            f"it does not open: it was changed or cut off, or needs another master key "
            f"(it needs {needed}; INTAKE_MASTER_KEY is {sealer().master_id.hex()})"
        ) from None
    return header


def _pieces(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    piece = _take(file)
    while piece:
        following = _take(file)
        yield piece, not following
        piece = following


def _head(file: BinaryIO) -> bytes:
    if file.read(len(MAGIC)) != MAGIC:
        raise BackupError("it is no backup of this service")
    return _take(file)


def _header(head: bytes) -> Header:
    try:
        found: dict[str, Any] = json.loads(head)
        found |= {key: tuple(found[key]) for key in ("master_keys", "heads")}
        return Header(**found)
    except (ValueError, TypeError, KeyError):
        raise BackupError("its head cannot be read") from None


def _place(head: bytes, number: int, *, last: bool) -> tuple[str, ...]:
    digest = hashlib.sha256(head).hexdigest()
    return ("backup", digest, str(number), "last" if last else "more")


def _give(out: BinaryIO, part: bytes) -> None:
    out.write(LENGTH.pack(len(part)))
    out.write(part)


def _take(file: BinaryIO) -> bytes:
    """The next part; b"" at the end. Raises BackupError where it was cut off."""
    length = file.read(LENGTH.size)
    if not length:
        return b""
    size = LENGTH.unpack(length)[0] if len(length) == LENGTH.size else LONGEST + 1
    part = file.read(size) if size <= LONGEST else b""
    if len(part) != size:
        raise BackupError("it was cut off")
    return part
