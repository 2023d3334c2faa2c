"""One client's connection: how long it may take, and what it is told when it is no request."""

from __future__ import annotations

import time
from typing import Any

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask
from waitress.utilities import Error

from intake.views.last_resort import bare_reply
from intake.watch.lines import tell_answer
from intake.watch.requests import HEADER, Watched, new_number

READING = 30.0  # seconds for a whole request, however it trickles in
WRITING = 300.0  # seconds for a whole reply to go out
NOT_BEGUN = 0.0


class RequestTimeout(Error):  # type: ignore[misc]  # noqa: N818  named as waitress does
    """The request took too long to come in."""

    code, reason = 408, "Request Timeout"


class BareError(ErrorTask):  # type: ignore[misc]
    """The reply to what is no proper request: our own page and headers, nothing of the request."""

    def execute(self) -> None:
        """Write it and close."""
        https = getattr(self.channel.server, "https", False)
        one = Watched(new_number(), status=self.request.error.code)
        self.status, headers, body = bare_reply(one.status, https, one.number)
        self.response_headers.extend([*headers, (HEADER, one.number)])
        tell_answer(one, {})
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection whose requests are whole before a thread gets them, within a time."""

    error_task_class = BareError
    request: Any
    reading_since = writing_since = serving_since = NOT_BEGUN

    def received(self, data: bytes) -> bool:
        """Take what came in, and remember when the request began that is not whole yet."""
        fresh = self.request is None
        taken: bool = super().received(data)
        if self.request is None:
            self.reading_since = NOT_BEGUN
        elif fresh or self.reading_since == NOT_BEGUN:
            self.reading_since = time.monotonic()
        return taken

    def service(self) -> None:
        """Answer a request on a thread, and remember since when."""
        self.serving_since = time.monotonic()
        try:
            super().service()
        finally:
            self.serving_since = NOT_BEGUN

    def keep_time(self, now: float) -> None:
        """End what takes too long; called about every second by the thread that reads."""
        if self.reading_since and now - self.reading_since > READING:
            self._give_up()
        if not self.total_outbufs_len:
            self.writing_since = NOT_BEGUN
        elif not self.writing_since:
            self.writing_since = now
        elif now - self.writing_since > WRITING:
            self.will_close = True

    def _give_up(self) -> None:
        with self.requests_lock:
            self.reading_since = NOT_BEGUN
            self.request.close()
            late: Any = self.parser_class(self.adj)
            late.parse_header(b"GET / HTTP/1.0\r\n")
            late.error, late.completed = RequestTimeout(""), True
            self.request = None
            self.requests.append(late)
            if len(self.requests) == 1:
                self.server.add_task(self)
