"""A process of gunicorn's in which waitress serves.

gunicorn starts the processes, watches them and replaces them. waitress reads: one thread takes in
what all the connections send and hands a request to a thread only when it is whole, and sends
replies out for threads that are long done. So a client that sends or reads a byte a second
holds a connection and no thread. Nothing that it buffers goes to a disk.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from socket import socket
from typing import Any

from flask import Flask
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ThreadedTaskDispatcher

from intake import store
from intake.config import ConfigError
from intake.serving import metrics
from intake.serving.channel import Channel
from intake.serving.helper import Helper
from intake.store.upkeep.start import check_for_worker
from intake.views.last_resort import bare_reply
from intake.watch.counts import BOARD
from intake.watch.requests import HEADER, new_number, number_of

THREADS = 4  # a process has one core at most
WATCHED = ("/healthz", "/readyz")  # answered by a thread apart, whatever all others do
CONNECTIONS = 900  # a process may have 1,024 files open
IDLE = 30  # seconds
LONGEST_HEADER = 32 << 10  # bytes; twenty visits' cookies take 8 kB
LONGEST_BODY = 2 << 20  # bytes; from 1 MB on the service itself says what to do
IN_MEMORY = 64 << 20  # bytes of a request or a reply: more than there can be
STEP = 0.25  # seconds between two looks at the time
LAST = 5  # seconds for the page that is drawn when the process is to end; the next one draws it
GIVES_WAY = 5  # how far whoever draws ahead gives way to those who serve
ENDING = 20.0  # seconds for what is under way when the process is to end


class Lanes(ThreadedTaskDispatcher):  # type: ignore[misc]
    """Threads for requests, and one apart for the machine that watches the service."""

    def __init__(self) -> None:
        super().__init__()
        self.set_thread_count(THREADS)
        self.apart = ThreadedTaskDispatcher()
        self.apart.set_thread_count(1)

    def add_task(self, task: Channel) -> None:
        """Put a request in line."""
        if getattr(task.requests[0], "path", "") in WATCHED:  # what is no request has none
            self.apart.add_task(task)
        else:
            super().add_task(task)


class BufferingWorker(Worker):  # type: ignore[misc]
    """A process that serves with waitress."""

    row = 0  # where it counts (watch/counts.py); gunicorn's pre_fork says which
    draws = False  # serves nobody and draws pages; pre_fork says which one of all

    def run(self) -> None:
        """Serve until gunicorn says to end, then finish what is under way; or draw."""
        self._refuse_to_lose()
        BOARD.take(self.row)
        (self._draw if self.draws else self._answer)()
        if isinstance(self.wsgi, Flask):
            with self.wsgi.app_context():
                store.close()  # so that the last one writes SQLite's log back into its file

    def _answer(self) -> None:
        for name in ("waitress", "waitress.queue"):  # its lines would hold addresses
            logging.getLogger(name).disabled = True
        connections: dict[int, Any] = {}
        self._listen(connections)
        while self._is_wanted():
            wasyncore.loop(timeout=STEP, map=connections, use_poll=True, count=1)
            self._keep_time(connections)
        self._finish(connections)

    def _refuse_to_lose(self) -> None:
        """End the whole service on a database from which something is missing since its start."""
        if not isinstance(self.wsgi, Flask):
            return
        try:
            with self.wsgi.app_context():
                check_for_worker()
        except ConfigError as error:
            self.log.critical(f"Intake cannot go on: {error}")
            sys.exit(Arbiter.APP_LOAD_ERROR)

    def _draw(self) -> None:
        os.nice(GIVES_WAY)
        if isinstance(self.wsgi, Flask):
            Helper(self.wsgi, self._is_wanted).run()
        while self._is_wanted():  # another application has no pages
            time.sleep(STEP)

    def handle_exit(self, sig: int, frame: Any) -> None:
        """End when what is under way is done; who draws, soon: no page is lost by it."""
        super().handle_exit(sig, frame)
        if self.draws:
            signal.alarm(LAST)

    def _is_wanted(self) -> bool:
        """Whether to go on; gives the sign of life as well where that is all that is asked."""
        if self.draws:
            self.notify()
        return self.alive and bool(self.ppid == os.getppid())

    def _listen(self, connections: dict[int, Any]) -> None:
        apart, every = metrics.address(), [one.sock for one in self.sockets]
        own = [one for one in every if apart and one.getsockname()[:2] == apart]
        self._serve(self._guarded, [one for one in every if one not in own], Lanes(), connections)
        if own:
            lane = ThreadedTaskDispatcher()
            lane.set_thread_count(1)  # it may wait for the database, and nobody waits for it
            self._serve(metrics.Metrics(self.wsgi), own, lane, connections)

    def _serve(
        self,
        answer: Callable[..., Iterable[bytes]],
        sockets: list[socket],
        lanes: ThreadedTaskDispatcher,
        connections: dict[int, Any],
    ) -> None:
        settings = getattr(self.wsgi, "config", {}).get("SETTINGS")
        create_server(
            answer,
            map=connections,
            _dispatcher=lanes,
            sockets=sockets,
            ident=None,
            clear_untrusted_proxy_headers=False,  # the service counts its proxies (intake/app.py)
            connection_limit=CONNECTIONS,
            channel_timeout=IDLE,
            cleanup_interval=5,
            max_request_header_size=LONGEST_HEADER,
            max_request_body_size=LONGEST_BODY,
            inbuf_overflow=IN_MEMORY,
            outbuf_overflow=IN_MEMORY,
            asyncore_use_poll=True,
        )
        for one in list(connections.values()):
            if isinstance(one, BaseWSGIServer):
                one.channel_class = Channel
                one.https = bool(settings and settings.https)

    def _guarded(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        try:
            answer: Iterable[bytes] = self.wsgi(environ, start_response)
        except Exception:
            self.log.exception("Error handling request")
            number = number_of(environ) or new_number()
            status, headers, body = bare_reply(500, https=False, number=number)
            headers.append((HEADER, number))
            start_response(status, headers)
            return [body]
        return answer

    def _keep_time(self, connections: dict[int, Any]) -> None:
        """End what takes too long. Without the sign of life gunicorn ends this process."""
        now = time.monotonic()
        channels = [one for one in connections.values() if isinstance(one, Channel)]
        for channel in channels:
            channel.keep_time(now)
        begun = [one.serving_since for one in channels if one.serving_since]
        if not begun or now - min(begun) <= self.cfg.timeout:
            self.notify()

    def _finish(self, connections: dict[int, Any]) -> None:
        for one in list(connections.values()):
            if isinstance(one, BaseWSGIServer):
                one.accepting = False
        until = time.monotonic() + ENDING
        while time.monotonic() < until and any(map(_is_busy, connections.values())):
            wasyncore.loop(timeout=STEP, map=connections, use_poll=True, count=1)
            self.notify()


def _is_busy(one: object) -> bool:
    return isinstance(one, Channel) and bool(one.requests or one.total_outbufs_len)
