"""The files of data/: read when first asked for, once, and never wrong in silence."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

PACKAGE = Path(__file__).parent.parent
DATA = PACKAGE / "data"

_T = TypeVar("_T")
_ONCE: list[Any] = []  # everything that `once` keeps


class DrugTableError(ValueError):
    """A file of data/ is missing or wrong: "ssri.csv, line 2: not 7 columns"."""


def once(make: Callable[[], _T]) -> Callable[[], _T]:
    """Keep what a function gives at its first call. Nothing is read when it is imported."""
    remembered = lru_cache(maxsize=1)(make)
    _ONCE.append(remembered)
    return remembered


def load() -> None:
    """Read everything now, so that a broken file stops the start. Raises DrugTableError."""
    for remembered in _ONCE:
        remembered()


def forget() -> None:
    """Read everything anew, for those who have changed the files."""
    for remembered in _ONCE:
        remembered.cache_clear()


@contextmanager
def tables_of(folder: Path) -> Iterator[None]:
    """Read another folder's tables inside the block; for a command, as every thread then does.

    Raises DrugTableError where there is no such folder.
    """
    global DATA  # noqa: PLW0603 - one folder for the whole process, and back again
    if not folder.is_dir():
        raise DrugTableError("not a folder")
    present, DATA = DATA, folder.resolve()
    forget()
    try:
        yield
    finally:
        DATA = present
        forget()


def lines(file: str | Path) -> list[str]:
    """The lines of a file of data/. Raises DrugTableError where it cannot be read."""
    path = DATA / file
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DrugTableError(f"{path.name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DrugTableError(f"{path.name}: not UTF-8, byte {error.start}") from error


def records(file: str, columns: Sequence[str]) -> Iterator[list[str]]:
    """The cells of each row of a CSV that has just these columns. Raises DrugTableError."""
    head = ",".join(columns)
    for at, row in enumerate(csv.reader(lines(file)), start=1):
        if (at == 1 and row != list(columns)) or len(row) != len(columns):
            raise DrugTableError(f"{file}, line {at}: the columns are not {head}")
        if at > 1:
            yield row
