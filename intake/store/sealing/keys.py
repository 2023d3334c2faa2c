"""The keys of the running service, and the sealing of rows under them."""

from __future__ import annotations

import json
from typing import Any

from flask import current_app

from intake.store.sealing.encryption import Sealer, keyed_hash


def seal_json(value: Any, *row: str) -> bytes:
    """Seal a JSON value for the row named by these parts."""
    return _sealer().seal(json.dumps(value, ensure_ascii=False).encode(), *row)


def open_json(blob: bytes, *row: str) -> Any:
    """Open what seal_json() sealed for the same row. Raises SealError."""
    return json.loads(_sealer().open(blob, *row))


def seal_bytes(value: bytes, *row: str) -> bytes:
    """Seal bytes for the row named by these parts."""
    return _sealer().seal(value, *row)


def open_bytes(blob: bytes, *row: str) -> bytes:
    """Open what seal_bytes() sealed for the same row. Raises SealError."""
    return _sealer().open(blob, *row)


def hashed(purpose: str, text: str) -> bytes:
    """HMAC under the service's secret, with a key of its own for each purpose."""
    return keyed_hash(current_app.config["SECRET_KEY"], purpose, text)


def _sealer() -> Sealer:
    sealer = current_app.extensions["sealer"]
    if not isinstance(sealer, Sealer):
        raise TypeError("create_app() sets the sealer")
    return sealer
