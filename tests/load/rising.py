"""Whole journeys at a rising rate on two workers: `python -m tests.load.rising [FOLDER]`.

A journey opens a form that is filled in, saves each of its pages, sends it and reads the receipt.
They begin at their times, whether the service keeps up or not. Beside each rate stand the bare
commits of the same disk in the same seconds. Then one worker alone: its memory over 10,000
requests, and a fresh one's first Send beside its tenth. FOLDER holds an earlier version, whose
processor time for a journey is measured too. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pysqlite3

from tests.load import server
from tests.load.client import Client, Times
from tests.phones import BORN

RATES, SECONDS, AT_ONCE = (0.5, 1, 2, 3, 4, 6), 15, 48  # journeys a second, of each, at once
PAGES = ("about", "twitching", "health", "impact")  # which earlier versions have too
SAVE, SLOWEST_SAVE = 0.010, 0.050  # seconds: median, and one of a hundred
KEPT_UP = 0.9  # of the journeys that were begun, done in time: below saturation
REQUESTS, GROWTH = 10_000, 1.10
CPU_BAR = 0.6  # of the earlier version's


def main(earlier: Path | None) -> int:
    """Print each table; 1 if a bar is missed."""
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cpu = _rise(folder, missed)
        if earlier:
            theirs = _cpu_of(folder, earlier)
            _say(f"processor time of a journey: {cpu * 1e3:.0f} ms, before {theirs * 1e3:.0f} ms")
            missed += [f"more than {CPU_BAR} of the time before"] * (cpu > CPU_BAR * theirs)
        _one_worker(folder, missed)
    for one in missed:
        _say(f"MISSED: {one}")
    return int(bool(missed))


def _rise(folder: Path, missed: list[str]) -> float:
    """The table of rates; seconds of processor time of a journey while the service kept up."""
    total = int(sum(RATES) * SECONDS)
    url = f"sqlite:///{folder}/rising.sqlite"
    key, forms = server.prepared(url, total)
    cpu = []
    _say("  rate  done  errors     CPU | page p50   p99 | save p50   p99 | send p50   p99 | commit")
    with server.running(url, key) as service:
        for rate in RATES:
            mine, forms = forms[: int(rate * SECONDS)], forms[int(rate * SECONDS) :]
            before, began, times = service.cpu_at_rest(), time.monotonic(), Steps()
            with _bare_commits(folder) as commits:
                errors = _journeys(service.port, mine, rate, times)
            took = time.monotonic() - began
            each = (service.cpu_at_rest() - before) / len(mine)
            done = (len(mine) - errors) / took
            _say(
                f"{rate:6.1f}{done:6.1f}{errors:8d}{each * 1e3:6.0f} ms | "
                + " | ".join(times.told(step) for step in ("open save", "save", "send"))
                + f" | {statistics.median(commits) * 1e3:.1f} ms"
            )
            if done >= KEPT_UP * rate * SECONDS / (SECONDS + 2):
                cpu.append(each)
                missed += _slow_saves(rate, times)
                missed += [f"{errors} errors at {rate} journeys a second"] * (errors > 0)
    return statistics.median(cpu or [each])


def _slow_saves(rate: float, times: Steps) -> Iterator[str]:
    median, slowest = times.of("save")
    if median > SAVE:
        yield f"a save takes {median * 1e3:.0f} ms at {rate} journeys a second"
    if slowest > SLOWEST_SAVE:
        yield f"of a hundred saves one takes {slowest * 1e3:.0f} ms at {rate} journeys a second"


class Steps(Times):
    """How long each step took."""

    def of(self, step: str) -> tuple[float, float]:
        """Median, and the slowest but one of a hundred; in seconds."""
        taken = sorted(self._taken.get(step, [0.0]))
        return statistics.median(taken), taken[int(len(taken) * 0.99)]

    def told(self, step: str) -> str:
        """Both, in milliseconds."""
        return "{:8.1f}{:6.0f}".format(*(one * 1e3 for one in self.of(step)))


def _journeys(port: int, forms: Sequence[Sequence[str]], rate: float, times: Times) -> int:
    """Begin them at their times; how many came to nothing."""
    began = time.monotonic()

    def run(number: int) -> bool:
        time.sleep(max(0.0, began + number / rate - time.monotonic()))
        try:
            journey(Client(port, times), *forms[number])
        except (OSError, RuntimeError, AssertionError):
            return False
        return True

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(len(forms)))).count(False)


def journey(phone: Client, form: str, token: str, words: str = "") -> None:
    """Open, save each page, send, read the receipt; in these own words, if any."""
    phone.get(f"/v/{token}", "page")
    phone.post_form(f"{form}/open", "open", BORN)
    for page in PAGES:
        typed = {"end.else": words} if words and page == PAGES[-1] else {}
        reply = phone.post_form(f"{form}/{page}", "save", typed)
        assert reply.status == 303, page
    phone.post_form(f"{form}/check", "send", {}, to="/send")
    assert phone.get(f"{form}/sent", "page").status == 200


@contextmanager
def _bare_commits(folder: Path) -> Iterator[list[float]]:
    """Commit a row of a form's size to a file beside, over and over; the seconds of each."""
    taken, over = [0.0], threading.Event()

    def commit() -> None:
        file = pysqlite3.connect(str(folder / "bare.sqlite"), isolation_level=None)
        file.execute("PRAGMA journal_mode=WAL")
        file.execute("PRAGMA synchronous=FULL")
        file.execute("CREATE TABLE IF NOT EXISTS row (content BLOB)")
        while not over.wait(0.1):
            start = time.perf_counter()
            file.execute("INSERT INTO row VALUES (randomblob(4000))")
            taken.append(time.perf_counter() - start)
        file.close()

    thread = threading.Thread(target=commit)
    thread.start()
    try:
        yield taken
    finally:
        over.set()
        thread.join()


def _cpu_of(folder: Path, earlier: Path, number: int = 15) -> float:
    """Seconds of processor time of a journey in an earlier version, one journey a second."""
    url = f"sqlite:///{folder}/earlier.sqlite"
    key, forms = server.prepared(url, number, earlier)
    with server.running(url, key, folder=earlier) as service:
        journey(Client(service.port, Times()), *forms[0])
        before = service.cpu_at_rest()
        errors = _journeys(service.port, forms[1:], 1, Times())
        assert not errors, "the earlier version does not take these journeys"
        return (service.cpu_at_rest() - before) / (number - 1)


def _one_worker(folder: Path, missed: list[str]) -> None:
    """A fresh worker's Sends, then its memory over many requests."""
    url = f"sqlite:///{folder}/one.sqlite"
    key, forms = server.prepared(url, 12)
    with server.running(url, key, workers=1) as service:
        taken = []
        for number, (form, token) in enumerate(forms[:10]):
            times = Times()
            # Each says something else: what is read once is remembered for a while.
            words = f"I took ciprofloxacin for {number + 3} days in May"
            journey(Client(service.port, times), form, token, words)
            taken.append(times.slowest()["send"][1])
        _say(f"a fresh worker's first Send {taken[0] * 1e3:.0f} ms, its tenth {taken[9] * 1e3:.0f}")
        missed += ["a fresh worker's first Send is slow"] * (taken[0] > 1.5 * max(taken[1:]))
        phone, (form, token) = Client(service.port, Times()), forms[10]
        phone.get(f"/v/{token}", "page")
        phone.post_form(f"{form}/open", "open", BORN)
        sizes = []
        for number in range(REQUESTS):
            phone.get(f"{form}/{PAGES[number % len(PAGES)]}", "page")
            if number in (REQUESTS // 10, REQUESTS - 1):
                sizes.append(service.resident())
        megabytes = [one / 1e6 for one in sizes]
        _say("one worker after 1,000 and 10,000 requests: {:.0f} MB, {:.0f} MB".format(*megabytes))
        missed += ["a worker's memory grows"] * (sizes[1] > GROWTH * sizes[0])


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
