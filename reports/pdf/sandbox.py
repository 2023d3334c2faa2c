"""A process of its own for a heavy render, whose cost the operating system limits.

The doctor's page costs what a sheet can hold. The record and the patient's copy grow
with what was typed, so beyond LIGHT they are made in a process with limits on its
seconds and memory: whatever goes on in there, it ends, the worker goes on, and what
the fonts and pages took is given back. Starting it costs some 0.6 s, which is why the
light ones, nearly all, are made here.
"""

from __future__ import annotations

import pickle
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from reports.errors import LimitError, RenderError
from reports.paper import Paper
from reports.summary import Summary

LIGHT = 10_000  # characters to print; a typical record has 3,000 and takes half a second
CPU = 40  # seconds; the largest record that the form allows takes 6, in any script 15
WALL = 50  # seconds, on a busy machine; less than a worker's 60 (.setup/gunicorn.py)
MEMORY = 1 << 30  # bytes of address space, of which fonts and libraries take a third
SAID = 3  # the exit code that comes with a RenderError's own words
ROOT = Path(__file__).parents[2]
Make = Callable[[Summary, Paper], bytes]


def run(make: Make, summary: Summary, paper: Paper, weight: int) -> bytes:
    """What `make`, a function of a module, returns; with limits if `weight` is beyond LIGHT.

    `weight` is about how many characters are printed. Raises RenderError; LimitError if a
    limit was reached.
    """
    if weight <= LIGHT:
        return make(summary, paper)
    command = f"from reports.pdf.sandbox import work; work({CPU}, {MEMORY})"
    try:
        done = subprocess.run(  # noqa: S603  our own code in our own Python
            [sys.executable, "-c", command],
            input=pickle.dumps((make, summary, paper)),
            capture_output=True,
            timeout=WALL,
            check=False,
            cwd=ROOT,
        )
    except subprocess.TimeoutExpired:
        raise LimitError("the PDF could not be made: it took too long") from None
    if done.returncode == SAID:
        raise RenderError(done.stderr.decode(errors="replace"))
    if done.returncode:
        # What else stands on its error output could quote an answer.
        raise LimitError(f"the PDF could not be made: its process ended with {done.returncode}")
    return done.stdout


def work(cpu: int, memory: int) -> None:
    """Make one PDF from what comes in, within limits; the whole life of the process."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, cpu)
    _limit(resource.RLIMIT_AS, memory)
    try:
        make, summary, paper = pickle.load(sys.stdin.buffer)  # noqa: S301  from `run`
        sys.stdout.buffer.write(make(summary, paper))
    except RenderError as error:
        sys.stderr.write(str(error))
        sys.exit(SAID)


def _limit(what: int, limit: int) -> None:
    given = resource.getrlimit(what)[1]
    limit = limit if given == resource.RLIM_INFINITY else min(limit, given)
    resource.setrlimit(what, (limit, limit))
