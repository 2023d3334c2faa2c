"""What takes long to work out of data/, kept beside Python's own compiled files.

It is made anew whenever a byte of data/ or of this package's code has changed, and
in memory alone where the folder cannot be written.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from intake.drugs.listed import DATA

_HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def digest() -> str:
    """Hexadecimal SHA-256 of the names and bytes of all files in data/."""
    return _digest(DATA.iterdir())


@lru_cache(maxsize=1)
def _code() -> str:
    return _digest(_HERE.glob("*.py"))


def _digest(paths: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in sorted(paths):
        found.update(f"{path.name}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def forget() -> None:
    """Look at the files again, for those who have changed them."""
    digest.cache_clear()
    _code.cache_clear()


def kept(name: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, as JSON holds it; from the file of that name where that is current."""
    path = _HERE / "__pycache__" / f"{name}.json"
    key = f"{digest()} {_code()}"
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
