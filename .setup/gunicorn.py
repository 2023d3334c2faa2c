"""How gunicorn serves Intake. PORT, HOST and WEB_CONCURRENCY choose where and how many workers."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
# Processes, not threads: WeasyPrint's font configuration must not be shared between threads.
worker_class = "sync"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
timeout = 60
# A worker grows with the pages it lays out, so each one is replaced now and then.
max_requests = 1000
max_requests_jitter = 200
# No access log: its lines would hold the patients' links.
accesslog = None
loglevel = "warning"
control_socket_disable = True
