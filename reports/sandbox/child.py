"""Inside the process that draws: a job comes in, a PDF or a complaint goes out, and so on.

    python -m reports.sandbox.child CPU MEMORY

A job is its length and a line of JSON, then the length and the JSON of the summary; an answer is
one letter, the length of what follows, and that. Whatever went wrong, the process ends after it.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from select import select
from typing import BinaryIO

from reports.errors import FaultyError, RenderError
from reports.page.render import render_page
from reports.paper import Paper
from reports.pdf.rendering import writer
from reports.record.render import render_copy, render_record
from reports.sandbox.nobody import nobody
from reports.sandbox.plain import from_json
from reports.summary import Summary

LENGTH = struct.Struct(">I")
MEMORY = Path("/proc/self/statm")  # all of it, what is resident, ...; in pages
DRAWN, LAST = b"D", b"L"  # drawn; drawn by one that ends now
REFUSED, FAULTY = b"R", b"F"  # not drawn; drawn, and not right
GROWN = 400 << 20  # bytes it may hold when a job is done: fonts stay, and what leaks
KINDS: dict[str, Callable[[Summary, Paper], bytes]] = {
    "page": render_page,
    "record": render_record,
    "copy": render_copy,
}


def main(cpu: int, memory: int) -> None:
    """Draw until nothing more comes in, within limits; the whole life of the process."""
    _limit(resource.RLIMIT_CORE, 0, 0)
    _limit(resource.RLIMIT_AS, memory, memory)
    given, answers = sys.stdin.buffer, sys.stdout.buffer
    with suppress(RenderError):  # told again at the first job
        writer()
        if not select([given], [], [], 0)[0]:  # nobody waits yet: the slow first page is nobody's
            render_page(nobody(), "A4")
    while job := take(given):
        _limit(resource.RLIMIT_CPU, cpu + int(_seconds()), resource.RLIM_INFINITY)
        letter, content = _draw(**json.loads(job), summary=take(given))
        if letter == DRAWN and _held() > GROWN:
            letter = LAST  # said, so that nobody gives it another job meanwhile
        answers.write(letter)
        give(answers, content)
        if letter != DRAWN:
            break


def take(stream: BinaryIO) -> bytes:
    """The next part; b"" where the stream ends."""
    head = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else b""


def give(stream: BinaryIO, content: bytes) -> None:
    """Write a part, its length before it."""
    stream.write(LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def _draw(kind: str, paper: Paper, summary: bytes) -> tuple[bytes, bytes]:
    try:
        return DRAWN, KINDS[kind](from_json(summary), paper)
    except FaultyError as error:
        return FAULTY, str(error).encode()
    except RenderError as error:
        return REFUSED, str(error).encode()


def _seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _held() -> int:
    """Bytes of memory in use. Not ru_maxrss where it can be had: Linux counts the parent's in."""
    try:
        return int(MEMORY.read_text().split()[1]) * resource.getpagesize()
    except OSError:  # macOS, where ru_maxrss is its own and in bytes
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _limit(what: int, soft: int, hard: int) -> None:
    """Lower a limit; one that was set from outside is never raised."""
    given = resource.getrlimit(what)[1]
    if given != resource.RLIM_INFINITY:
        hard = given if hard == resource.RLIM_INFINITY else min(hard, given)
        soft = min(soft, hard)
    resource.setrlimit(what, (soft, hard))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
