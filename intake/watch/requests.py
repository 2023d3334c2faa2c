"""The number of each request: ours, in every answer, on error pages and in the log.

Twelve digits, which a patient can read out on the telephone in any language, and which look like no
reference and no code of a visit. A number that a client sends along is not taken.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

HEADER = "X-Request-Id"
PLACE = "intake.request"  # in the request's environment
Environ = dict[str, Any]
Start = Callable[..., Any]
Wsgi = Callable[[Environ, Start], Iterable[bytes]]


@dataclass
class Watched:
    """A request under way, and what may be told of it."""

    number: str
    rule: str | None = None  # of its route: "/v/<token>"; the path itself may hold a link
    endpoint: str = ""  # its route's name
    clinic: str | None = None  # its id
    status: int = 500
    seconds: float = 0.0


Tell = Callable[[Watched, Environ], None]  # what is done once it is answered


def new_number() -> str:
    """A random number such as "4821-0730-1256"."""
    digits = f"{secrets.randbelow(10**12):012}"
    return f"{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def number_of(environ: Environ) -> str:
    """The request's number; "" before it has one."""
    watched: Watched | None = environ.get(PLACE)
    return watched.number if watched else ""


def note_clinic(environ: Environ, clinic: str) -> None:
    """Note the id of the clinic that the request is of."""
    if watched := environ.get(PLACE):
        watched.clinic = clinic


def watching(inner: Wsgi, tell: Tell) -> Wsgi:
    """Give each request a number, send it with the answer, and tell what became of it."""

    def watched(environ: Environ, start_response: Start) -> Iterable[bytes]:
        one = environ[PLACE] = Watched(new_number())
        began = time.perf_counter()

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            one.status = int(status[:3])
            return start_response(status, [*headers, (HEADER, one.number)], *rest)

        try:
            return inner(environ, start)
        finally:
            one.seconds = time.perf_counter() - began
            tell(one, environ)

    return watched
