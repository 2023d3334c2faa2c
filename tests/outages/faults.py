"""What goes wrong while patients fill in: processes, connections, locks, the disk."""

from __future__ import annotations

import os
import random
import resource
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from typing import Protocol

import psycopg
import pysqlite3

from tests.outages.service import Service

Fault = Callable[[Service, random.Random], None]


class Engine(Protocol):
    """A database to do harm to."""

    url: str

    def crash(self) -> None:
        """End it at once and start it again."""


def faults_of(engine: Engine) -> Mapping[str, Fault]:
    """Every fault that can be done to this engine, by name."""
    common: dict[str, Fault] = {
        "worker killed": _kill_worker,
        "worker frozen": _freeze_worker,
        "every worker killed": _kill_workers,
        "service killed": lambda service, _: _restart(service, signal.SIGKILL),
        "deploy": lambda service, _: _restart(service, signal.SIGTERM),
        "disk full": _fill_disk,
    }
    if engine.url.startswith("sqlite"):
        return {**common, "database locked": lambda _, chance: _lock_sqlite(engine.url, chance)}
    return {
        **common,
        "database crashed": lambda *_: engine.crash(),
        "connections broken": lambda *_: _break_connections(engine.url),
        "tables locked": lambda _, chance: _lock_postgresql(engine.url, chance),
    }


def _kill_worker(service: Service, chance: random.Random) -> None:
    _signal(chance.choice(service.workers() or [0]), signal.SIGKILL)


def _kill_workers(service: Service, _: random.Random) -> None:
    for worker in service.workers():
        _signal(worker, signal.SIGKILL)


def _freeze_worker(service: Service, chance: random.Random) -> None:
    worker = chance.choice(service.workers() or [0])
    _signal(worker, signal.SIGSTOP)
    time.sleep(chance.uniform(0.2, 2))
    _signal(worker, signal.SIGCONT)


def _restart(service: Service, how: signal.Signals) -> None:
    service.end(how)
    service.start()


def _fill_disk(service: Service, chance: random.Random) -> None:
    """Let no process make a file longer than it is, for a while."""
    for size, wait in ((20_000, chance.uniform(0.2, 1.5)), (resource.RLIM_INFINITY, 0.0)):
        for worker in service.workers():
            with suppress(OSError, ValueError):
                resource.prlimit(worker, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        time.sleep(wait)


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


def _signal(process: int, how: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        if process:
            os.kill(process, how)
