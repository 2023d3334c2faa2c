"""The keys of the running service, and the sealing of rows under them."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from flask import current_app

from intake.store.sealing.encryption import Sealer


class Keyring:
    """The keys of the keyed hashes, read from the database once a process."""

    def __init__(self, read: Callable[[], Mapping[str, bytes]]) -> None:
        """Keep how to read them, for when the first is needed."""
        self._read, self._lock = read, Lock()
        self._keys: Mapping[str, bytes] = {}

    def unlock(self) -> None:
        """Read the keys, unless they are at hand. Raises ConfigError."""
        with self._lock:
            self._keys = self._keys or self._read()

    def hashed(self, purpose: str, text: str) -> bytes:
        """HMAC-SHA-256 under the purpose's key. Raises LookupError for an undeclared purpose."""
        if not self._keys:
            self.unlock()
        return hmac.digest(self._keys[purpose], text.encode(), hashlib.sha256)


def seal_json(value: Any, *row: str) -> bytes:
    """Seal a JSON value for the row named by these parts."""
    return sealer().seal(json.dumps(value, ensure_ascii=False).encode(), *row)


def open_json(blob: bytes, *row: str) -> Any:
    """Open what seal_json() sealed for the same row. Raises SealError."""
    return json.loads(sealer().open(blob, *row))


def seal_bytes(value: bytes, *row: str) -> bytes:
    """Seal bytes for the row named by these parts."""
    return sealer().seal(value, *row)


def open_bytes(blob: bytes, *row: str) -> bytes:
    """Open what seal_bytes() sealed for the same row. Raises SealError."""
    return sealer().open(blob, *row)


def hashed(purpose: str, text: str) -> bytes:
    """HMAC-SHA-256 of `text` under the key of a purpose (purposes.py): 32 bytes."""
    return keyring().hashed(purpose, text)


def sealer() -> Sealer:
    """What seals and opens, under the service's master keys."""
    found = current_app.extensions["sealer"]
    if not isinstance(found, Sealer):
        raise TypeError("create_app() sets the sealer")
    return found


def keyring() -> Keyring:
    """The keys of the keyed hashes."""
    found = current_app.extensions["keyring"]
    if not isinstance(found, Keyring):
        raise TypeError("create_app() sets the keyring")
    return found
