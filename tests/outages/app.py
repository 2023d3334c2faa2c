"""The service as the bench runs it: under a clock that can be moved, and weakened if that is asked.

MOVED names a file that says by how many seconds the clock is wrong; without it the clock is right.
"""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from intake import clock

_MOVED, _right = Path(os.environ["MOVED"]), clock.now


def _moved() -> datetime:
    return _right() + timedelta(seconds=float(_MOVED.read_text()))


clock.now = _moved
if os.environ["WEAKENED"]:
    from tests.outages import weakened  # noqa: F401 - it changes what is imported below
from wsgi import app  # noqa: E402, F401 - what gunicorn serves
