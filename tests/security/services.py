"""The same database under other settings, as after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flask import Flask

from intake.config import Settings
from tests.service import serving

OTHER_SECRET = "another secret, made after the first 32+"
OTHER_MASTER = bytes(range(100, 132))


@contextmanager
def restarted(settings: Settings, **changes: Any) -> Iterator[Flask]:
    """The service again on its database, with other settings."""
    with serving(replace(settings, **changes)) as app:
        yield app
