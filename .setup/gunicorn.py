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
# Processes, not threads: WeasyPrint's font configuration must not be shared between threads.
worker_class = "sync"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# Loaded before the workers part: a wrong setting is one line and the end, not a loop of restarts.
preload_app = True
timeout = 60  # more than a render may take (reports/pdf/sandbox.py)
# A worker grows with the pages it lays out, so each one is replaced now and then.
max_requests = 1000
max_requests_jitter = 200
# No access log and no warnings of ill-formed requests: their lines would hold patients' links.
accesslog = None
loglevel = "error"
logger_class = LoggerWithoutAddresses
control_socket_disable = True
