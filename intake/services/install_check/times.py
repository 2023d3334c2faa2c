"""Whether the clock is right: link ends, sessions, codes and the audit trail stand on it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from datetime import datetime

from intake import clock
from intake.services.install_check.finding import Finding, fine, mend, unknown

TIME_ERROR = 5  # what ntp_adjtime(3) returns while nothing keeps the clock right
ROOM = 1024  # bytes: more than any system's struct timex
MOST_APART = 2  # seconds


def check(database_now: datetime) -> Iterator[Finding]:
    """The machine's clock by its kernel, and beside the database's."""
    yield _kept_right()
    apart = abs((clock.now() - database_now).total_seconds())
    if apart > MOST_APART:
        yield mend(
            f"the clocks of service and database are {apart:.0f} seconds apart",
            "let both machines keep their time by NTP",
        )
    else:
        yield fine("service and database have the same time")


def _kept_right() -> Finding:
    state = _kernel_state()
    if state == TIME_ERROR:
        return mend("nothing keeps this machine's clock right", "timedatectl set-ntp true")
    if state < 0:
        return unknown("the kernel does not tell whether the clock is kept right", "timedatectl")
    return fine("the clock is kept right by NTP")


def _kernel_state() -> int:
    """What ntp_adjtime(3) says when it is asked to change nothing; -1 if it may not be asked."""
    try:
        return int(ctypes.CDLL(None).ntp_adjtime(ctypes.create_string_buffer(ROOM)))
    except (AttributeError, OSError):
        return -1
