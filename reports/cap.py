"""A cap on what one render may cost, kept by the operating system.

The doctor's page costs what a sheet can hold. The record and the patient's copy grow
with what was typed, so beyond LIGHT they are made in a process of their own, with
limits on its seconds and memory: whatever goes on in there, it ends, the worker goes
on, and what the fonts and pages took is given back. Starting it costs some 0.6 s,
which is why the light ones, nearly all, are made here.
"""

from __future__ import annotations

import pickle
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from reports.errors import LimitError, RenderError
from reports.style import Paper
from reports.summary import Summary

LIGHT = 10_000  # characters to print; a typical record has 3,000 and takes half a second
CPU = 40  # seconds; the largest record that the form allows takes 6, in any script 15
WALL = 50  # seconds, on a busy machine; less than a worker's 60 (.setup/gunicorn.py)
MEMORY = 1 << 30  # bytes of address space, of which fonts and libraries take a third
FLAG = 300  # characters of how one medicine was read
SAID = 3  # the exit code that comes with a RenderError's own words
Make = Callable[[str, Summary, Paper], bytes]


def capped(make: Make, function: str, summary: Summary, paper: Paper) -> bytes:
    """What `make` returns, in this process or, if much is to be printed, in one with limits.

    Raises RenderError; if a limit was reached, LimitError.
    """
    if weight(summary) <= LIGHT:
        return make(function, summary, paper)
    command = f"from reports.cap import work; work({CPU}, {MEMORY})"
    try:
        done = subprocess.run(  # noqa: S603  our own code in our own Python
            [sys.executable, "-c", command],
            input=pickle.dumps((function, summary, paper)),
            capture_output=True,
            timeout=WALL,
            check=False,
            cwd=Path(__file__).parent.parent,
        )
    except subprocess.TimeoutExpired:
        raise LimitError("the PDF could not be made: it took too long") from None
    if done.returncode == SAID:
        raise RenderError(done.stderr.decode(errors="replace"))
    if done.returncode:
        # What else stands on its error output could quote an answer.
        raise LimitError(f"the PDF could not be made: its process ended with {done.returncode}")
    return done.stdout


def weight(summary: Summary) -> int:
    """About how many characters the record prints."""
    entries = [entry for section in summary.record for entry in section.entries]
    typed = sum(max(len(entry.answer), len(entry.patient_answer)) for entry in entries)
    drugs = summary.drugs
    read = len(drugs.flags) + len(drugs.treatments) + len(drugs.questions)
    return typed + FLAG * read


def work(cpu: int, memory: int) -> None:
    """Make one PDF from what comes in, within limits; the whole life of the process."""
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, cpu)
    _limit(resource.RLIMIT_AS, memory)
    from reports import make_here  # noqa: PLC0415 - within the limits

    try:
        sys.stdout.buffer.write(make_here(*pickle.load(sys.stdin.buffer)))  # noqa: S301
    except RenderError as error:
        sys.stderr.write(str(error))
        sys.exit(SAID)


def _limit(what: int, limit: int) -> None:
    given = resource.getrlimit(what)[1]
    limit = limit if given == resource.RLIM_INFINITY else min(limit, given)
    resource.setrlimit(what, (limit, limit))
