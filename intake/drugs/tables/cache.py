"""What takes long to work out of data/, kept in a file beside Python's own compiled ones.

It is made anew whenever a byte of data/ or of this package's code has changed, and
in memory alone where the folder cannot be written.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from intake.drugs.tables import files
from intake.drugs.tables.files import PACKAGE, DrugTableError, once


@once
def digest_of_data() -> str:
    """Hexadecimal SHA-256 of the names and bytes of all files in data/. Raises DrugTableError."""
    try:
        return _digest(filter(Path.is_file, files.DATA.iterdir()), files.DATA)
    except OSError as error:
        raise DrugTableError(f"{Path(error.filename).name}: {error.strerror}") from error


@once
def _digest_of_code() -> str:
    return _digest(PACKAGE.rglob("*.py"), PACKAGE)


def _digest(paths: Iterable[Path], below: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.relative_to(below).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def cached(name: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, as JSON holds it; from the file of that name where that is current.

    Nothing is kept of another folder's tables: the present ones would have to be made again.
    """
    if files.DATA != PACKAGE / "data":
        return make()
    path = PACKAGE / "__pycache__" / f"{name}.json"
    key = f"{digest_of_data()} {_digest_of_code()}"
    with suppress(OSError, ValueError):  # not there, or not whole: it is made again
        was, content = json.loads(path.read_bytes())
        if was == key:
            return content
    content = make()
    with suppress(OSError):  # a folder that may only be read
        _write(path, json.dumps([key, content]))
    return content


def _write(path: Path, text: str) -> None:
    """Write the whole file or none; several processes may do so at once."""
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}")
    part.write_text(text, encoding="ascii")
    part.replace(path)
