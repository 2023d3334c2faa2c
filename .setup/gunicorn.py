"""How gunicorn serves Intake. PORT, HOST and WEB_CONCURRENCY choose where and how many workers."""

import os
from typing import Any

from gunicorn.glogging import Logger


class LoggerWithoutAddresses(Logger):
    """Says what went wrong, not at which address: that may be a patient's link."""

    def exception(self, msg: str, *_args: Any, **options: Any) -> None:
        """Log the traceback under the message's words alone."""
        super().exception(msg.partition(" %s")[0], **options)


bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "intake.serving.worker.BufferingWorker"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# Loaded before the workers part: a wrong setting is one line and the end, not a loop of restarts.
preload_app = True
timeout = 60  # seconds of one request; what takes longer is made beside (services/making.py)
# No access log: their lines would hold patients' links.
accesslog = None
loglevel = "error"
logger_class = LoggerWithoutAddresses
control_socket_disable = True
