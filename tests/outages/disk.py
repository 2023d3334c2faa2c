"""A disk that tells what it would hold after a power cut: what SQLite wrote, and when it synced.

SQLite's own calls are listened to (https://sqlite.org/c3ref/io_methods.html), in the very library
that the service uses. A write that no sync followed may be on the disk, or a part of it, or not.
"""

from __future__ import annotations

import ctypes
import random
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass
from pathlib import Path

from pysqlite3 import _sqlite3

SECTOR = 512  # bytes that a disk writes as a whole

_WRITE = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = ctypes.CFUNCTYPE(c_int, c_void_p, c_int)
# The name as an address: SQLite keeps it, and a copy of Python's would be gone after the call.
_OPEN = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_OTHERS = [(f"other{number}", c_void_p) for number in range(13)]  # since xFileSize


class _Methods(ctypes.Structure):
    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", _WRITE),
        ("truncate", _TRUNCATE),
        ("sync", _SYNC),
        *_OTHERS,
    )


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _OPEN),
    )


@dataclass(frozen=True)
class Write:
    """Bytes at a place in a file; None cuts the file off there."""

    path: str
    at: int
    content: bytes | None


@dataclass(frozen=True)
class Synced:
    """That a file holds for certain what was written before this place in the journal."""

    path: str
    until: int


class Disk:
    """What was written to the files in a folder, in order, beside what others note there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.before = {str(one): one.read_bytes() for one in folder.iterdir()}
        self.journal: list[object] = []

    def after(self, moment: int, chance: random.Random | None = None) -> dict[str, bytes]:
        """The files after a power cut at this place in the journal, by name.

        Of what was not synced nothing is there, or with `chance` here and there a sector.
        """
        files = {path: bytearray(content) for path, content in self.before.items()}
        sure: dict[str, int] = {}
        for one in self.journal[:moment]:
            if isinstance(one, Synced):
                sure[one.path] = one.until
        for place, one in enumerate(self.journal[:moment]):
            if isinstance(one, Write):
                file = files.setdefault(one.path, bytearray())
                if place < sure.get(one.path, 0):
                    _apply(file, one)
                elif chance and one.content is not None:
                    _apply_some(file, one, chance)
        return {Path(path).name: bytes(content) for path, content in files.items()}


def _apply(file: bytearray, write: Write) -> None:
    if write.content is None:
        del file[write.at :]
        return
    file.extend(bytes(max(0, write.at - len(file))))
    file[write.at : write.at + len(write.content)] = write.content


def _apply_some(file: bytearray, write: Write, chance: random.Random) -> None:
    for at in range(0, len(write.content or b""), SECTOR):
        if chance.random() < 0.5:
            part = (write.content or b"")[at : at + SECTOR]
            _apply(file, Write(write.path, write.at + at, part))


@contextmanager
def listening(disk: Disk) -> Iterator[None]:
    """Write into its journal what connections do that are opened now. Close them within."""
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    vfs = library.sqlite3_vfs_find(None).contents
    opened = _OPEN.from_buffer_copy(vfs.open)
    listener = _Listener(disk, opened)
    vfs.open = listener.open
    try:
        yield
    finally:
        vfs.open = opened


class _Listener:
    """Stands between SQLite and its files."""

    def __init__(self, disk: Disk, opened: ctypes._CFunctionType) -> None:
        self._disk, self._opened = disk, opened
        self._paths: dict[int, str] = {}  # by the file's address
        self._own: dict[int, tuple[_Methods, _Methods]] = {}  # as they were, and these
        self.open = _OPEN(self._open)
        self._calls = _WRITE(self._write), _TRUNCATE(self._truncate), _SYNC(self._sync)

    def _open(self, vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        code: int = self._opened(vfs, name, file, flags, out)
        path = ctypes.string_at(name).decode() if name else ""
        if code == 0 and Path(path).parent == self._disk.folder:
            self._paths[file] = path
            opened = _File.from_address(file)
            opened.methods = ctypes.pointer(self._methods(opened.methods.contents))
        return code

    def _methods(self, theirs: _Methods) -> _Methods:
        where = ctypes.addressof(theirs)
        if where not in self._own:
            mine = _Methods.from_buffer_copy(theirs)
            mine.write, mine.truncate, mine.sync = self._calls
            self._own[where] = theirs, mine
        return self._own[where][1]

    def _theirs(self, file: int) -> _Methods:
        mine = ctypes.addressof(_File.from_address(file).methods.contents)
        return next(one for one, own in self._own.values() if ctypes.addressof(own) == mine)

    def _write(self, file: int, content: int, size: int, at: int) -> int:
        self._disk.journal.append(Write(self._paths[file], at, ctypes.string_at(content, size)))
        code: int = self._theirs(file).write(file, content, size, at)
        return code

    def _truncate(self, file: int, at: int) -> int:
        self._disk.journal.append(Write(self._paths[file], at, None))
        code: int = self._theirs(file).truncate(file, at)
        return code

    def _sync(self, file: int, flags: int) -> int:
        until = len(self._disk.journal)
        code: int = self._theirs(file).sync(file, flags)
        if code == 0:
            self._disk.journal.append(Synced(self._paths[file], until))
        return code
