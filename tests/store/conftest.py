"""A service to run migrations in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from intake.app import create_app
from intake.config import Settings
from intake.extensions import db


@pytest.fixture
def empty(settings: Settings) -> Iterator[Flask]:
    """A service whose database is still empty."""
    app = create_app(settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
