"""A service of a test's own: its settings, its context, its browser, its clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake.app import create_app
from intake.config import Settings
from intake.extensions import db
from intake.services.documents.making import AtOnce


def settings_of(database_url: str, base_url: str = "http://intake.test") -> Settings:
    """Settings of a service with this database."""
    return Settings(
        database_url=database_url,
        secret_key="a secret that only the tests know, 32+",
        master_key=bytes(range(32)),
        base_url=base_url,
    )


@contextmanager
def serving(settings: Settings) -> Iterator[Flask]:
    """A service in whose context to work; its database is closed at the end."""
    app = create_app(settings)
    app.test_client_class = Browser
    app.extensions["makers"] = AtOnce()  # what a test asks for is there when it looks
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


class Browser(FlaskClient):
    """A browser whose every request has a context of its own, as in a real server.

    Without it Flask would reuse the test's context, and with it whoever is signed in.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send one request."""
        with self.application.app_context():
            reply = super().open(*args, **kwargs)
        db.session.rollback()  # so that the test next reads what the request wrote
        return reply


class Frozen:
    """The service's clock, standing still at noon of a day in November."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment at which it stands."""
        return self.moment

    def set(self, moment: datetime) -> None:
        """Let it stand at another moment, which has its zone."""
        self.moment = moment

    def move(self, **span: float) -> None:
        """Move it on: frozen.move(days=1, minutes=5)."""
        self.moment += timedelta(**span)
