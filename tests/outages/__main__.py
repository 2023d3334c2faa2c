"""Patients send while things fail: `python -m tests.outages [SENDS] [FAULTS]`, on each engine.

Real processes, a real database, clients over connections. Prints what was acknowledged and what
became of it; ends with 1 unless nothing was lost, doubled, unreadable, without its audit row, or
refused though it was done. WEAKENED takes something from the service: then it must end with 1.
ENGINE names the only one to try.
"""

from __future__ import annotations

import os
import random
import secrets
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from intake import store
from intake.config import Settings
from tests import factories, postgresql
from tests.databases import make_cast
from tests.outages.faults import Engine, faults_of
from tests.outages.judge import is_clean, judge
from tests.outages.patients import Link, Told, visit
from tests.outages.service import Service
from tests.phones import form_of
from tests.service import serving, settings_of

SENDS, FAULTS = 150, 30
AT_ONCE = 8  # patients
SEED = 20261129


@dataclass
class Sqlite:
    """A file, which nothing but the disk can take away."""

    url: str

    def crash(self) -> None:
        """It has no process of its own."""


@dataclass
class Postgresql:
    """A server of the bench's own."""

    url: str
    server: postgresql.Server

    def crash(self) -> None:
        """Stop it as a power cut stops it, and let it recover."""
        self.server.crash()


def main(sends: int, faults: int) -> int:
    """Try every engine at hand; 1 if anything went wrong."""
    clean = True
    with tempfile.TemporaryDirectory() as folder:
        for engine in _engines(Path(folder), os.environ.get("ENGINE", "")):
            clean = _try(engine, sends, faults) and clean
    return int(not clean)


def _engines(folder: Path, only: str) -> Iterator[Engine]:
    if only in ("", "sqlite"):
        yield Sqlite(f"sqlite:///{folder}/intake.sqlite")
    programs = postgresql.programs()
    if programs and only in ("", "postgresql"):
        with postgresql.running(programs) as server:
            yield Postgresql(server.make("outages"), server)


def _try(engine: Engine, sends: int, faults: int) -> bool:
    settings = replace(settings_of(engine.url), master_key=secrets.token_bytes(32))
    links = _prepare(settings, sends)
    service = Service(settings, os.environ.get("WEAKENED", ""))
    service.start()
    began, every, failed = time.monotonic(), list[Told](), 0
    with _failing(service, engine, faults) as done, ThreadPoolExecutor(AT_ONCE) as pool:
        chance = random.Random(SEED)
        for one in [pool.submit(visit, service.port, link, chance) for link in links]:
            try:
                every.append(one.result())
            except TimeoutError:
                failed += 1
    seconds = time.monotonic() - began
    service.end()
    with serving(settings):
        found = judge(every, failed)
    _tell(engine, found, done, every, seconds, service)
    return is_clean(found)


def _prepare(settings: Settings, sends: int) -> list[Link]:
    """Visits with all that must be answered saved, ready to be filled in."""
    make_cast(settings)
    links = []
    with serving(settings):
        for _ in range(sends):
            one = factories.make_draft(factories.make_visit())
            links.append(Link(one.reference, form_of(one), store.link_token(one)))
    return links


@contextmanager
def _failing(service: Service, engine: Engine, number: int) -> Iterator[Counter[str]]:
    """Do so many faults, one after the other, or as many as there is time for."""
    over, done, chance = threading.Event(), Counter[str](), random.Random(SEED)
    kinds = faults_of(engine)

    def fail() -> None:
        names = sorted(kinds)
        for count in range(number):
            if over.wait(chance.uniform(0.2, 1.5)):
                return
            name = names[count % len(names)]
            kinds[name](service, chance)
            done[name] += 1

    thread = threading.Thread(target=fail)
    thread.start()
    try:
        yield done
    finally:
        over.set()
        thread.join()


def _tell(
    engine: Engine,
    found: Counter[str],
    done: Counter[str],
    every: list[Told],
    seconds: float,
    service: Service,
) -> None:
    statuses = Counter(status for told in every for status in told.statuses)
    starts = service.recovered
    lines = [
        f"{engine.url.partition(':')[0]}: {seconds:.0f} s, {sum(done.values())} faults",
        "  " + ", ".join(f"{number} x {name}" for name, number in sorted(done.items())),
        "  replies: " + ", ".join(f"{number} x {one}" for one, number in sorted(statuses.items())),
        f"  {len(starts)} starts: {median(starts):.1f} s, {max(starts):.1f} s at most",
        *(f"  {number} x {kind}" for kind, number in service.errors().most_common()),
        *(f"  {what:24} {number}" for what, number in found.items()),
    ]
    print("\n".join(lines), flush=True)  # noqa: T201 - what it is for


if __name__ == "__main__":
    wanted = [*map(int, sys.argv[1:]), *(SENDS, FAULTS)[len(sys.argv) - 1 :]]
    sys.exit(main(*wanted))
