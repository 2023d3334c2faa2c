"""The process of a service that draws: the doctors' pages of what was sent, one at a time.

gunicorn starts it beside those that serve, ends it with them and starts it again should it die.
It holds keys: it opens what was sent and seals the page. What is laid out goes to a child that
has none (reports/sandbox).
"""

from __future__ import annotations

import time
from collections.abc import Callable

from flask import Flask

import reports
from intake.services.documents import pages
from intake.watch.counts import BOARD

STEP = 0.25  # seconds between two looks whether something was sent here
SWEEP = 15.0  # seconds until the database is asked anyway: of what was left, or sent elsewhere
TROUBLE = 5.0  # seconds of rest after an error, as of a database that does not answer
SENDS = "intake_sends_total"  # counted in memory that all processes of the service share


class Helper:
    """Draws for a service until its process is to end."""

    def __init__(self, service: Flask, is_wanted: Callable[[], bool]) -> None:
        """`is_wanted` is asked before each page, and is the sign of life."""
        self._service, self._is_wanted = service, is_wanted
        self._seen, self._sweep_at = -1.0, 0.0

    def run(self) -> None:
        """Draw what is missing, then what is sent, each as soon as it is."""
        reports.warm_up()  # so that nobody's page is the slow first one
        with self._service.app_context():
            pages.draw_in_place()
        while self._is_wanted():
            if not (self._is_due() and self._draw()):
                time.sleep(STEP)

    def _is_due(self) -> bool:
        """Whether something was sent since the last look that found nothing, or it is long ago."""
        return BOARD.sum_of(SENDS) != self._seen or self._is_time_to_sweep()

    def _is_time_to_sweep(self) -> bool:
        return time.monotonic() > self._sweep_at

    def _draw(self) -> bool:
        """Draw one page; False if there is none, and the next look can wait."""
        sends = BOARD.sum_of(SENDS)  # before the look: what is sent during it rings again
        sweeps, rest = self._is_time_to_sweep(), SWEEP
        try:
            with self._service.app_context():
                if pages.draw_next(pages.RECENT if sweeps else pages.LATELY):
                    return True
        except Exception as error:  # told by its kind alone
            self._service.logger.error("drawing pages: %s", type(error).__name__)
            sweeps, rest = True, TROUBLE
        self._seen = sends
        if sweeps:
            self._sweep_at = time.monotonic() + rest
        return False
