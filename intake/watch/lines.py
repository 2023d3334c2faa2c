"""The log: one line of JSON an event on stderr, in the service's own words.

Nothing of a patient is in a line: a request is told by its route's rule, never by its path, and an
error by its kind and its place.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from flask import has_request_context, request
from flask.logging import default_handler

from intake import clock
from intake.watch.counts import BOARD
from intake.watch.requests import PLACE, Environ, Watched, number_of

LOG = logging.getLogger("intake")  # and of all modules below it, Flask's own log among them
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")
QUIET = ("static", "health.healthz", "health.readyz")  # told only when they fail


class JsonLines(logging.Formatter):
    """Writes an event as one line: when, how bad, what, in which request, and the event's facts."""

    def format(self, record: logging.LogRecord) -> str:
        """One event."""
        line: dict[str, Any] = {
            "time": clock.now().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if has_request_context() and (number := number_of(request.environ)):
            line["request"] = number
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line)


def begin(*, quiet: bool) -> None:
    """Write the service's log that way, from now on; `quiet` leaves out what went well."""
    default_handler.setFormatter(JsonLines())
    LOG.addHandler(default_handler)
    LOG.setLevel(logging.WARNING if quiet else logging.INFO)


def note_route() -> None:
    """Note the route that answers: its rule, as the service wrote it, and its name."""
    watched: Watched | None = request.environ.get(PLACE)
    if watched and request.url_rule:
        watched.rule, watched.endpoint = request.url_rule.rule, request.url_rule.endpoint


def tell_answer(one: Watched, environ: Environ) -> None:
    """Count an answered request and write its line, unless it is one of the many that say nothing.

    The route's rule stands there as the service wrote it: "/form/<handle>/<page_id>".
    """
    BOARD.add("intake_answers_total", f"{one.status // 100}xx")
    BOARD.add("intake_answer_seconds_total", by=one.seconds)
    if one.endpoint in QUIET and one.status < 400:
        return
    method = environ.get("REQUEST_METHOD", "")
    facts = {
        "request": one.number,
        "method": method if method in METHODS else "other",  # a client may write anything there
        "route": one.rule,
        "status": one.status,
        "ms": round(one.seconds * 1000),
        "clinic": one.clinic,
    }
    LOG.info("answered", extra={"facts": facts})
