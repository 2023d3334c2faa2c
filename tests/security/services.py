"""The same database under other settings, as after a restart."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask import Flask

from intake.app import check_start
from intake.config import ConfigError, Settings
from intake.extensions import db
from tests.service import serving

OTHER_SECRET = "another secret, made after the first 32+"
OTHER_MASTER = bytes(range(100, 132))


def in_base64(key: bytes) -> str:
    return base64.b64encode(key).decode()


WHOLE = {
    "DATABASE_URL": "postgresql://db/intake",
    "INTAKE_SECRET_KEY": hashlib.sha256(b"a secret").hexdigest(),
    "INTAKE_MASTER_KEY": in_base64(hashlib.sha256(b"a key").digest()),
    "INTAKE_BASE_URL": "https://intake.example/",
}


@contextmanager
def restarted(settings: Settings, **changes: Any) -> Iterator[Flask]:
    """The service again on its database, with other settings."""
    with serving(replace(settings, **changes)) as app:
        yield app


def start(settings: Settings) -> str:
    """What a server that starts with these settings is told; nothing if it starts."""
    with serving(settings) as app:
        try:
            check_start(app)
        except ConfigError as error:
            return str(error)
        assert db.engine.pool.checkedin() == 0  # type: ignore[attr-defined]
        return ""
