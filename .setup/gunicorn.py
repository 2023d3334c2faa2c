"""How gunicorn serves Intake. PORT, HOST and WEB_CONCURRENCY choose where and how many workers."""

import logging
import os
import sys
from typing import Any

from gunicorn.glogging import Logger

from intake import checked
from intake.checked import ConfigError
from intake.serving import metrics
from intake.watch.counts import BOARD, ROWS, free_row
from intake.watch.lines import JsonLines

MOST = ROWS // 2 - 1  # processes that serve: after a reload there are twice as many for a while


class LoggerWithoutAddresses(Logger):
    """Says what went wrong, not at which address: that may be a patient's link."""

    def exception(self, msg: str, *_args: Any, **options: Any) -> None:
        """Log the traceback under the message's words alone."""
        super().exception(msg.partition(" %s")[0], **options)

    def _set_handler(
        self, log: logging.Logger, output: str, _fmt: logging.Formatter, stream: Any = None
    ) -> None:
        super()._set_handler(log, output, JsonLines(), stream)


def pre_fork(server: Any, worker: Any) -> None:
    """Give the worker that is to begin a row to count in; one of all draws, and the others serve.

    After a reload the old ones, whose settings are other ones, stay for a while.
    """
    worker.row = free_row(one.row for one in server.WORKERS.values())
    ours = [one for one in server.WORKERS.values() if one.cfg is server.cfg]
    worker.draws = not any(one.draws for one in ours)


def child_exit(_server: Any, worker: Any) -> None:
    """Nothing is under way any more in the worker that has ended."""
    BOARD.leave(worker.row)


try:
    apart = metrics.address()
    port = checked.within("PORT", os.environ.get("PORT", "8000"), 0, 65_535)
    serving = checked.within("WEB_CONCURRENCY", os.environ.get("WEB_CONCURRENCY", "2"), 1, MOST)
except ConfigError as error:
    sys.exit(f"Intake cannot start: {error}")
bind = [f"{os.environ.get('HOST', '127.0.0.1')}:{port}"]
if apart:
    bind.append(os.environ[metrics.SETTING])
worker_class = "intake.serving.worker.BufferingWorker"
workers = serving + 1  # one draws the doctors' pages
# Loaded before the workers part: a wrong setting is one line and the end, not a loop of restarts.
preload_app = True
timeout = 60  # seconds of one request; what takes longer is made beside (documents/making.py)
# No access log: their lines would hold patients' links.
accesslog = None
loglevel = "error"
logger_class = LoggerWithoutAddresses
control_socket_disable = True
