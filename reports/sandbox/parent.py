"""Drawing a PDF in a process of its own, whose cost the operating system limits.

WeasyPrint lays out what patients typed: should that ever take hold of the process, it finds
no key, no database and no setting there. It is a new program, not a copy of this one, gets an
environment of a few harmless variables, and plain data goes in and out.

Starting one costs some 0.6 s, so one is kept for what is light, nearly all. It is replaced
after whatever went wrong, and when it has grown. What grows with what was typed and is heavy, a
long record, has a process to itself, which gives way to others on a busy machine.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeAlias

from reports.errors import FaultyError, LimitError, RenderError
from reports.paper import Paper
from reports.record.weight import weight
from reports.sandbox.plain import to_json
from reports.summary import Summary

Kind = Literal["page", "record", "copy"]
LIGHT = 10_000  # characters to print; a typical record has 3,000 and takes half a second
CPU = 40  # seconds a PDF; the largest record that the form allows takes 10
WALL = 50  # seconds, on a busy machine
MEMORY = 1 << 30  # bytes of address space, of which fonts and libraries take a third
LARGEST = 64 << 20  # bytes of a PDF
NICE = 5  # how far a heavy one gives way
CHILD = "reports.sandbox.child"  # the program
ROOT = Path(__file__).parents[2]
# All that it is told of its surroundings: where programs and libraries are, and the language.
TOLD = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")
Process: TypeAlias = "subprocess.Popen[bytes]"


def draw(kind: Kind, summary: Summary, paper: Paper) -> bytes:
    """A PDF of this kind. Raises RenderError; LimitError if a limit was reached.

    May be called from any thread; what is light is drawn one after the other.
    """
    job = json.dumps({"kind": kind, "paper": paper}).encode()
    with _heavy() if is_heavy(kind, summary) else _KEPT.process() as process:
        return _answer(process, job, to_json(summary))


def warm_up() -> None:
    """Start the process that draws what is light; it draws a page of nobody's while it waits."""
    with _KEPT.process():
        pass


def is_heavy(kind: Kind, summary: Summary) -> bool:
    """Whether it has a process to itself; the doctor's page never costs more than a sheet holds."""
    return kind != "page" and weight(summary) > LIGHT


def _answer(process: Process, job: bytes, summary: bytes) -> bytes:
    """What the process makes of a job; after WALL seconds it is ended."""
    watch = threading.Timer(WALL, process.kill)
    watch.daemon = True
    watch.start()
    try:
        letter, content = _ask(process, job, summary)
    except OSError:  # it ended while it was told what to do
        letter, content = b"", b""
    finally:
        watch.cancel()
    if letter == b"D":
        return content
    _end(process)
    if letter == b"L":
        return content
    if letter in (b"R", b"F"):
        error = FaultyError if letter == b"F" else RenderError
        raise error(content.decode(errors="replace"))
    # Nothing is said of why: what stands in there could quote an answer.
    raise LimitError("the PDF could not be made: it took too long or too much")


def _ask(process: Process, job: bytes, summary: bytes) -> tuple[bytes, bytes]:
    assert process.stdin  # noqa: S101  both are pipes, as _start makes them
    assert process.stdout  # noqa: S101
    for part in (job, summary):
        process.stdin.write(len(part).to_bytes(4, "big") + part)
    process.stdin.flush()
    letter, size = process.stdout.read(1), int.from_bytes(process.stdout.read(4), "big")
    content = process.stdout.read(min(size, LARGEST))
    return (letter, content) if len(content) == size else (b"", b"")


class _Kept:
    """The process that is kept for what is light; never shared with a fork of this one."""

    def __init__(self) -> None:
        self._lock, self._owner = threading.Lock(), 0
        self._process: Process | None = None

    @contextmanager
    def process(self) -> Iterator[Process]:
        """The process, started if there is none, for nobody else meanwhile."""
        with self._lock:
            if self._process is None or self._owner != os.getpid() or _has_ended(self._process):
                self._process, self._owner = _start(), os.getpid()
            yield self._process

    def end(self) -> None:
        """End it with the service."""
        if self._process and self._owner == os.getpid():
            _end(self._process)


@contextmanager
def _heavy() -> Iterator[Process]:
    process = _start(NICE)
    try:
        yield process
    finally:
        _end(process)


def _start(nice: int = 0) -> Process:
    program = [sys.executable, "-m", CHILD, str(CPU), str(MEMORY)]
    polite = ["nice", "-n", str(nice)] if nice else []
    return subprocess.Popen(  # noqa: S603  our own code in our own Python
        [*polite, *program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={name: os.environ[name] for name in TOLD if name in os.environ},
    )


def _has_ended(process: Process) -> bool:
    if process.poll() is None:
        return False
    _end(process)
    return True


def _end(process: Process) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            try:
                pipe.close()
            except OSError:
                continue  # something was left to be written
    process.wait()


_KEPT = _Kept()
atexit.register(_KEPT.end)
