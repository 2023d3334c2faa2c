"""Patients send while things fail: `python -m tests.outages [SENDS] [FAULTS] [MINUTES]`.

First the power goes under SQLite (power_cut.py). Then real processes, a real database, clients
over connections: on SQLite, on PostgreSQL, and on two machines behind nginx on one PostgreSQL.
Each goes on until there were so many sends and faults, or its share of the minutes is over.
Prints what was acknowledged and what became of it; ends with 1 unless nothing was lost, doubled,
unreadable, without its audit row, or refused though it was done. WEAKENED takes something from
the service (weakened.py; `sync`: what power_cut.py waits for): then it must end with 1. ENGINE
names the only one of power, sqlite, postgresql, machines to try.
"""

from __future__ import annotations

import logging
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
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from intake import store
from intake.config import Settings
from tests import factories
from tests.databases import make_cast
from tests.outages import engines, site
from tests.outages.browser import Browser
from tests.outages.faults import Engine, faults_of
from tests.outages.judge import is_clean, judge
from tests.outages.patients import Link, Told, visit
from tests.outages.power_cut import lost_by_cuts
from tests.phones import form_of
from tests.service import serving, settings_of

USUAL, FULL = (300, 30, 6.0), (3000, 300, 60.0)  # sends and faults of each engine, minutes of all
MORE = 1.3  # times as many visits as sends, so that there are patients until the last fault
AT_ONCE = 8  # patients
MOST_VISITS = 60  # under power cuts: each is looked at after each
SEED = 20261129


@dataclass
class Run:
    """How much is asked of one engine."""

    sends: int
    faults: int
    until: float  # on the monotonic clock


def main(sends: int, faults: int, minutes: float) -> int:
    """Try every engine at hand; 1 if anything went wrong."""
    logging.disable(logging.CRITICAL)  # a line for each request of what is served in this process
    clean = True
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)  # nginx reads its file as another user
        every = ("power", "sqlite", "postgresql", "machines")
        only = os.environ.get("ENGINE", "")
        wanted = [one for one in every if only in ("", one)]
        until = time.monotonic() + minutes * 60
        if "power" in wanted:
            few = min(sends // 20, MOST_VISITS)
            clean = _cut_power(Path(name) / "power", few, cuts=4 * few)
            wanted.remove("power")
        for number, engine in enumerate(engines.at_hand(Path(name), wanted)):
            share = (until - time.monotonic()) / (len(wanted) - number)
            run = Run(sends, faults, time.monotonic() + share)
            clean = _try(engine, run, Path(name)) and clean
    return int(not clean)


def _cut_power(folder: Path, visits: int, cuts: int) -> bool:
    """Whether SQLite's disk holds what was acknowledged, wherever the power goes."""
    folder.mkdir()
    settings = settings_of(f"sqlite:///{folder}/intake.sqlite")
    make_cast(settings)
    began = time.monotonic()
    weaker = "NORMAL" if os.environ.get("WEAKENED") == "sync" else ""
    found = lost_by_cuts(settings, visits, cuts, weaker)
    _say(f"power cuts: {time.monotonic() - began:.0f} s, {cuts} cuts under {visits} visits")
    _say("  " + (", ".join(f"{n} x {what}" for what, n in found.items()) or "nothing lost"))
    return not found


def _try(engine: Engine, run: Run, folder: Path) -> bool:
    settings = replace(settings_of(engine.url), master_key=secrets.token_bytes(32))
    links = _prepare(settings, int(MORE * run.sends))
    weakened = os.environ.get("WEAKENED", "")
    began, every, failed = time.monotonic(), list[Told](), 0
    with site.running(settings, engine.machines, weakened, folder) as there:
        with _failing(there, engine, run) as done:
            for told in _patients(there, links, run, done):
                every.append(told) if told else None
                failed += not told
        seconds = time.monotonic() - began
        errors, starts = there.errors(), there.recovered()
    with serving(settings):
        found = judge(every, failed)
    statuses = Counter(status for told in every for status in told.statuses)
    again = sum(told.opened_again for told in every)
    _say(f"{engine.name}: {seconds:.0f} s, {sum(done.values())} faults")
    _say("  " + ", ".join(f"{number} x {name}" for name, number in sorted(done.items())))
    _say("  replies: " + ", ".join(f"{n} x {one}" for one, n in sorted(statuses.items())))
    _say(f"  {len(starts)} starts: {median(starts):.1f} s, {max(starts):.1f} s at most")
    _say(f"  birth date asked again {again} times")
    for words in (f"  {number} x {kind}" for kind, number in errors.most_common()):
        _say(words)
    for what, number in found.items():
        _say(f"  {what:24} {number}")
    return is_clean(found)


def _prepare(settings: Settings, visits: int) -> list[Link]:
    """Visits with all that must be answered saved, ready to be filled in."""
    make_cast(settings)
    links = []
    with serving(settings):
        for _ in range(visits):
            one = factories.make_draft(factories.make_visit())
            links.append(Link(one.reference, form_of(one), store.link_token(one)))
    return links


def _patients(
    there: site.Site, links: list[Link], run: Run, done: Counter[str]
) -> Iterator[Told | None]:
    """What each was told, None who gave up; until enough were there, or no time is left."""
    sent, chance = Counter[str](), random.Random(SEED)

    def fill_in(link: Link) -> Told | bool | None:
        enough = sent["all"] >= run.sends and sum(done.values()) >= run.faults
        if enough or time.monotonic() > run.until:
            return False  # nobody came
        try:
            return visit(there.door, link, chance)
        except TimeoutError:
            return None
        finally:
            sent["all"] += 1

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for told in pool.map(fill_in, links):
            if not isinstance(told, bool):
                yield told


@contextmanager
def _failing(there: site.Site, engine: Engine, run: Run) -> Iterator[Counter[str]]:
    """Do the faults one after the other, spread over the time that there is."""
    over, done, chance = threading.Event(), Counter[str](), random.Random(SEED)
    kinds = faults_of(engine)
    left = run.until - time.monotonic()
    pause = min(2.0, left / max(1, run.faults) / 2)  # the other half passes in the faults

    def fail() -> None:
        names = sorted(kinds)
        for count in range(run.faults):
            if over.wait(chance.uniform(0, 2 * pause)):
                return
            name = names[count % len(names)]
            kinds[name](there, chance)
            done[name] += 1
            with suppress(TimeoutError):  # the next one strikes a service that works
                Browser(there.door).get("/healthz")

    thread = threading.Thread(target=fail)
    thread.start()
    try:
        yield done
    finally:
        over.set()
        thread.join()


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 - what it is for


if __name__ == "__main__":
    asked = dict(enumerate(sys.argv[1:]))
    usual = FULL if os.environ.get("FULL") else USUAL
    sends, faults, minutes = (float(asked.get(at, one)) for at, one in enumerate(usual))
    sys.exit(main(int(sends), int(faults), minutes))
