"""Making documents beside the requests that ask for them, each once although many ask.

Whoever asks waits a moment. What takes longer goes on being made: the page says so and asks
again, in this or another process of the service, until it finds what was kept meanwhile. Who
makes what is counted in the database (store/attempts.py), so that no two processes make the same;
a process that ended before it was done is followed by another after CLAIM.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from datetime import timedelta
from functools import partial
from typing import Protocol

from flask import Flask, current_app

from intake import store
from intake.watch.counts import BOARD
from reports import Kind, RenderError

Make = Callable[[], bytes]
PATIENCE = 1.0  # seconds that a request waits for what it asked for
STEP = 0.1  # seconds between two looks at what another makes
MAKING, FAILED = "making", "making failed"
CLAIM = timedelta(seconds=90)  # more than the heaviest takes (reports/sandbox)
REMEMBERED = timedelta(seconds=30)  # that it failed, for those who ask again meanwhile


class BeingMadeError(Exception):
    """The document is being made: ask again in some seconds."""


class Makers(Protocol):
    """Who makes documents."""

    def begin(self, kind: Kind, work: Make) -> Future[bytes]:
        """Begin work for a document of this kind, or put it in line."""


class AtOnce:
    """Makes each document at once and in place: for tests and for commands."""

    def begin(self, kind: Kind, work: Make) -> Future[bytes]:
        """Do the work."""
        done: Future[bytes] = Future()
        try:
            done.set_result(work())
        except Exception as error:
            done.set_exception(error)
        return done


class Beside:
    """Makes documents on threads of their own: the doctor's pages never wait for a long record."""

    def __init__(self) -> None:
        # Their threads begin with the first work: in the process that serves, not in its parent.
        self._pages, self._others = ThreadPoolExecutor(1), ThreadPoolExecutor(1)

    def begin(self, kind: Kind, work: Make) -> Future[bytes]:
        """Put the work in line."""
        return (self._pages if kind == "page" else self._others).submit(work)


def made(visit: store.Visit, kind: Kind, digest: str, make: Make, patience: float | None) -> bytes:
    """What is kept under this digest, or what `make` gives, by another if one makes it already.

    Raises BeingMadeError if it takes longer than `patience`, seconds; None is for ever. Raises
    RenderError if it has just failed, and whatever `make` raises.
    """
    app, key = _app(), f"{visit.clinic.id}:{visit.id}:{kind}:{digest}"
    if store.attempts.is_blocked(FAILED, key, 1, REMEMBERED):
        store.attempts.forget(FAILED, key)  # told; the next who asks tries again
        raise RenderError("the PDF could not be made")
    if not _claim(key):
        return _by_another(visit, kind, digest, patience or PATIENCE)
    work = begin(visit, kind, make, partial(store.attempts.forget, MAKING, key))
    try:
        return work.result(patience)
    except FutureTimeoutError:
        work.add_done_callback(partial(_remember, app, key))
        raise BeingMadeError from None


def begin(
    visit: store.Visit, kind: Kind, make: Make, after: Callable[[], None] = lambda: None
) -> Future[bytes]:
    """Begin to make a document beside this request, and do what comes after."""
    app, what = _app(), f"{kind} of {visit.reference}"
    makers: Makers = app.extensions["makers"]
    BOARD.add("intake_documents_waiting")
    return makers.begin(kind, lambda: _in_context(app, make, after, what))


def _by_another(visit: store.Visit, kind: Kind, digest: str, patience: float) -> bytes:
    """What another keeps of it meanwhile."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        time.sleep(STEP)
        store.look_anew()
        kept = store.kept_document(visit, kind, digest)
        if kept is not None:
            return kept
    raise BeingMadeError


def _claim(key: str) -> bool:
    """Whether it is on us to make it, and not on another who asked before."""
    if store.attempts.is_blocked(MAKING, key, 1, CLAIM):
        return False
    return store.attempts.count(MAKING, key, CLAIM) == 1


def _in_context(app: Flask, make: Make, after: Callable[[], None], what: str) -> bytes:
    """Make it with a session of its own."""
    with app.app_context():
        try:
            return make()
        except Exception as error:
            # The reference is the service's own; the error's text could quote an answer.
            app.logger.error("%s: %s", what, type(error).__name__)
            BOARD.add("intake_errors_total", "document")
            raise
        finally:
            BOARD.add("intake_documents_waiting", by=-1)
            after()


def _remember(app: Flask, key: str, work: Future[bytes]) -> None:
    """Keep that it failed, for whoever waits for it."""
    if work.exception():
        with app.app_context():
            store.attempts.count(FAILED, key, REMEMBERED)


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return app
