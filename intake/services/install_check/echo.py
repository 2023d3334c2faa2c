"""How the service, asked by its own administrator from outside, says what it saw.

A request that carries a fresh word under one of the service's own keys is answered with the
client's address, scheme and host as they arrived, and how long its body took. Only `flask check`,
which holds the keys, can make such a word; everyone else gets the plain answer.
"""

from __future__ import annotations

import hmac
import time
from typing import Any

from flask import Request

from intake import clock, store

HEADER = "Intake-Check"
FRESH = 60  # seconds


def word() -> str:
    """A word that the service will know as its own for a minute."""
    return _word(int(clock.now().timestamp()))


def seen(request: Request) -> dict[str, Any]:
    """What was seen of a request that carries the word; {} of any other."""
    if not _is_ours(request.headers.get(HEADER, "")):
        return {}
    began = time.monotonic()
    request.get_data()
    return {
        "client": request.remote_addr,
        "scheme": request.scheme,
        "host": request.host,
        "body_took": round(time.monotonic() - began, 3),
    }


def _is_ours(given: str) -> bool:
    moment = given.partition(".")[0]
    if not (moment.isascii() and moment.isdecimal() and len(moment) <= 12):
        return False
    age = abs(clock.now().timestamp() - int(moment))
    return age <= FRESH and hmac.compare_digest(given.encode(), _word(int(moment)).encode())


def _word(moment: int) -> str:
    return f"{moment}.{store.hashed('install check', str(moment)).hex()}"
