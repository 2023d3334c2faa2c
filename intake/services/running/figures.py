"""What is measured when somebody asks: readiness, ages, room on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from flask import Flask, current_app

from intake import clock, store
from intake.services.documents import pages
from intake.services.install_check.backups import age_of_newest
from intake.services.messages.asking import A_MOMENT
from intake.services.running import readiness

ASKED_AT_MOST = 300  # seconds between two looks at all visits, which cost more the more there are


class Figure(NamedTuple):
    """A measured value; None where there is none to tell."""

    name: str
    says: str
    value: float | None


class Figures:
    """Measures a service; remembers what costs much."""

    def __init__(self, service: Flask, now: Callable[[], float]) -> None:
        """`now` tells seconds that never go back."""
        self._service, self._now = service, now
        self._asked_at = float("-inf")
        self._oldest: datetime | None = None

    def measured(self) -> Iterator[Figure]:
        """Every figure. What needs the database is None while it does not answer."""
        with self._service.app_context():
            ready = not list(readiness.problems())
            yield Figure("intake_ready", "1 if /readyz answers 200", float(ready))
            free, oldest, undrawn = self._of_database()
            yield Figure("intake_disk_free_bytes", "Room where the service writes", free)
            said = "Since the last save of the form that waits longest to be sent; 0 if none waits"
            yield Figure("intake_oldest_unsent_seconds", said, oldest)
            number, age = undrawn
            said = "Sent forms of the last 7 days whose page is not drawn"
            yield Figure("intake_pages_undrawn", said, number)
            said = "Since the sending of the oldest of them; 0 if there is none"
            yield Figure("intake_oldest_undrawn_seconds", said, age)
            due, unsure = self._of_messages()
            said = "Since the message to a patient was due that waits longest; 0 if none waits"
            yield Figure("intake_oldest_message_seconds", said, due)
            said = "Messages that were perhaps sent: taken to the mail server, never confirmed"
            yield Figure("intake_messages_unsure", said, unsure)
            yield Figure("intake_backup_age_seconds", "Since the newest backup", _backup_age())

    def _of_database(self) -> tuple[float | None, float | None, tuple[float | None, float | None]]:
        try:
            free = min(readiness.free_bytes(store.readiness().file))
            return free, self._oldest_unsent(), _undrawn()
        except store.UnavailableError:
            return None, None, (None, None)

    def _of_messages(self) -> tuple[float | None, float | None]:
        try:
            since, left = (
                store.messages.due_since(),
                store.messages.left_taken(clock.now() - A_MOMENT),
            )
        except store.UnavailableError:
            return None, None
        return (clock.now() - since).total_seconds() if since else 0, left

    def _oldest_unsent(self) -> float:
        if self._now() - self._asked_at > ASKED_AT_MOST:
            self._oldest, self._asked_at = store.oldest_unsent(), self._now()
        return (clock.now() - self._oldest).total_seconds() if self._oldest else 0


def _undrawn() -> tuple[float, float]:
    missing = pages.missing(pages.RECENT)
    return len(missing), (clock.now() - missing[-1].sent_at).total_seconds() if missing else 0


def _backup_age() -> float | None:
    folder = current_app.config["SETTINGS"].backups
    age = age_of_newest(folder) if folder else None
    return age.total_seconds() if age is not None else None
