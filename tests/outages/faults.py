"""What goes wrong while patients fill in: processes, connections, locks, the disk, the clock."""

from __future__ import annotations

import os
import random
import resource
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from functools import partial
from typing import Protocol

import psycopg
import pysqlite3

from tests.outages.site import Site

Fault = Callable[[Site, random.Random], None]
STEP, HOUR = 2.0, 3600.0  # seconds


class Engine(Protocol):
    """A database to do harm to."""

    url: str
    name: str
    machines: int

    def crash(self) -> None:
        """End it at once and start it again."""


def faults_of(engine: Engine) -> Mapping[str, Fault]:
    """Every fault that can be done to this engine, by name."""
    common: dict[str, Fault] = {
        "worker killed": _kill_worker,
        "worker frozen": _freeze_worker,
        "every worker killed": _kill_workers,
        "service killed": lambda site, chance: _restart(site, chance, signal.SIGKILL),
        "deploy": lambda site, chance: _restart(site, chance, signal.SIGTERM),
        "disk full": _fill_disk,
        "clock stepped": partial(_move_clock, most=STEP),
        "clock an hour wrong": partial(_move_clock, most=HOUR),
    }
    if engine.url.startswith("sqlite"):
        return {**common, "database locked": lambda _, chance: _lock_sqlite(engine.url, chance)}
    return {
        **common,
        "database crashed": lambda *_: engine.crash(),
        "connections broken": lambda *_: _break_connections(engine.url),
        "tables locked": lambda _, chance: _lock_postgresql(engine.url, chance),
    }


def _kill_worker(site: Site, chance: random.Random) -> None:
    _signal(chance.choice(_workers(site) or [0]), signal.SIGKILL)


def _kill_workers(site: Site, _: random.Random) -> None:
    for worker in _workers(site):
        _signal(worker, signal.SIGKILL)


def _freeze_worker(site: Site, chance: random.Random) -> None:
    worker = chance.choice(_workers(site) or [0])
    _signal(worker, signal.SIGSTOP)
    time.sleep(chance.uniform(0.2, 2))
    _signal(worker, signal.SIGCONT)


def _restart(site: Site, chance: random.Random, how: signal.Signals) -> None:
    machine = chance.choice(site.machines)
    machine.end(how)
    machine.start()


def _fill_disk(site: Site, chance: random.Random) -> None:
    """Let no process make a file longer than it is, for a while."""
    for size, wait in ((20_000, chance.uniform(0.2, 1.5)), (resource.RLIM_INFINITY, 0.0)):
        for worker in _workers(site):
            with suppress(OSError, ValueError):
                resource.prlimit(worker, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        time.sleep(wait)


def _move_clock(site: Site, chance: random.Random, most: float) -> None:
    """Let it be wrong for a moment, to either side, and then be put right again."""
    site.clock.move(chance.choice((-most, most)))
    time.sleep(chance.uniform(0.5, 2))
    site.clock.move(0)


def _lock_sqlite(url: str, chance: random.Random) -> None:
    with closing(pysqlite3.connect(url.removeprefix("sqlite:///"), timeout=30)) as other:
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        time.sleep(chance.uniform(0.5, 7))
        other.execute("ROLLBACK")


def _lock_postgresql(url: str, chance: random.Random) -> None:
    with psycopg.connect(url) as other:
        other.execute("LOCK TABLE visit, audit_head IN EXCLUSIVE MODE")
        time.sleep(chance.uniform(0.5, 7))


def _break_connections(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def _workers(site: Site) -> list[int]:
    return [worker for one in site.machines for worker in one.workers()]


def _signal(process: int, how: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        if process:
            os.kill(process, how)
