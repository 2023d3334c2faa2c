"""Seconds and memory, those of the processes that a library starts included."""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
UNIT = 1024 if sys.platform == "linux" else 1  # of ru_maxrss, in bytes
MEGABYTE = 1e6


def cpu() -> float:
    """Seconds of processor time so far, of this process and of all that it started.

    A running child's time is known to a hundredth of a second, and only where /proc is.
    """
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    running = sum(_ticks(pid) for pid in _below(os.getpid())) / TICKS
    return time.process_time() + ended.ru_utime + ended.ru_stime + running


def peak() -> float:
    """Megabytes: this process's most so far, and what its running children hold now.

    What children share is counted once (their proportional share).
    """
    below = sum(_field(pid, "smaps_rollup", "Pss:") for pid in _below(os.getpid()))
    return ((_field(os.getpid(), "status", "VmHWM:") or _most()) + below) / MEGABYTE


def resident() -> float:
    """Megabytes that this process holds now; its most so far where /proc is not."""
    statm = PROC / "self" / "statm"
    if not statm.exists():
        return _most() / MEGABYTE
    return int(statm.read_text().split()[1]) * resource.getpagesize() / MEGABYTE


def _below(pid: int) -> Iterator[int]:
    """The running processes that this one started, and those that they started."""
    for task in (PROC / str(pid) / "task").glob("*/children"):
        for child in map(int, _read(task).split()):
            yield child
            yield from _below(child)


def _ticks(pid: int) -> int:
    """User and system time, also of its own children that ended."""
    fields = _read(PROC / str(pid) / "stat").rpartition(")")[2].split()
    return sum(map(int, fields[11:15]))


def _field(pid: int, file: str, name: str) -> int:
    """A number of bytes that a file of /proc names; 0 without it."""
    for line in _read(PROC / str(pid) / file).splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * 1024
    return 0


def _most() -> int:
    """The most bytes this process held; on Linux also before it was another program."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT


def _read(path: Path) -> str:
    """What stands there; "" once the process has ended."""
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
