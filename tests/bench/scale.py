"""Pages of the clinic with many visits beside few: `python -m tests.bench.scale [ROWS] [TIMES]`.

Two databases on each engine, with ROWS visits of each of two clinics and with 1,000. Both are
asked in turn; what is told is the median of each page and its ratio, at most 1.5.
"""

from __future__ import annotations

import logging
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from intake import store
from tests.bench.filling import fill, make_genuine
from tests.databases import make_cast
from tests.factories import CLINIC
from tests.postgresql import programs, running
from tests.service import serving, settings_of
from tests.signing_in import OSEI, sign_in_at_once

ROWS, FEW, TIMES = 1_000_000 if os.environ.get("FULL") else 100_000, 1_000, 200
MOST = 1.5
Page = Callable[[], object]


def main(rows: int, times: int) -> int:
    """Measure on each engine; 1 if a page takes more than MOST times as long."""
    logging.disable(logging.CRITICAL)  # a line for each request
    late = 0
    with _urls(rows) as every:
        for engine, urls in every:
            pages = [_pages(url) for url in urls]
            for name in pages[0]:
                few, many = _medians([one[name] for one in pages], times)
                late += many > MOST * few
                sys.stdout.write(
                    f"{engine:10} {name:22} {few * 1e3:7.1f} ms {many * 1e3:7.1f} ms"
                    f" {many / few:6.2f}{'  TOO SLOW' if many > MOST * few else ''}\n"
                )
                sys.stdout.flush()
    return int(late > 0)


def _medians(pages: list[Page], times: int) -> list[float]:
    """Seconds of each, asked in turn."""
    taken: list[list[float]] = [[] for _ in pages]
    for _ in range(times):
        for page, its in zip(pages, taken, strict=True):
            start = time.perf_counter()
            page()
            its.append(time.perf_counter() - start)
    return [statistics.median(one) for one in taken]


@contextmanager
def _urls(rows: int) -> Iterator[Iterator[tuple[str, list[str]]]]:
    """For each engine its two databases, the smaller first; one engine after the other."""
    with tempfile.TemporaryDirectory() as folder:
        yield _each(Path(folder), rows)


def _each(folder: Path, rows: int) -> Iterator[tuple[str, list[str]]]:
    files = [folder / f"{n}.sqlite" for n in ("genuine", "few", "many")]
    urls = [f"sqlite:///{one}" for one in files]
    _made(urls[0], make_genuine)
    for file, url, number in zip(files[1:], urls[1:], (FEW, rows), strict=True):
        shutil.copyfile(files[0], file)
        _filled(url, number)
    yield "sqlite", urls[1:]
    for file in folder.iterdir():
        file.unlink()
    found = programs()
    if found:
        with running(found) as server:
            _made(server.make("genuine"), make_genuine)
            both = [server.make(name, "genuine") for name in ("few", "many")]
            for url, number in zip(both, (FEW, rows), strict=True):
                _filled(url, number)
            yield "postgresql", both


def _made(url: str, make: Callable[[], None]) -> None:
    settings = settings_of(url)
    make_cast(settings)
    with serving(settings):
        make()


def _filled(url: str, rows: int) -> None:
    start = time.perf_counter()
    with serving(settings_of(url)):
        fill(rows)
    sys.stderr.write(f"filled {rows} in {time.perf_counter() - start:.0f} s\n")


def _pages(url: str) -> dict[str, Page]:
    """What is asked of one database, by its name."""
    with serving(settings_of(url)) as app:
        app.config["WTF_CSRF_ENABLED"] = False
        browser = sign_in_at_once(app, OSEI)
        visits = store.worklist(CLINIC.id, 100)
        reference = next(one.reference for one in visits if one.status == "sent")

    def get(path: str) -> Page:
        return lambda: _get(app, browser, path)

    return {
        "worklist": get("/clinic"),
        "next page": get(f"/clinic?after={visits[49].reference}"),
        "today": get("/clinic?show=today"),
        "signs": get("/clinic?show=signs"),
        "unopened": get("/clinic?show=unopened"),
        "unsent": get("/clinic?show=unsent"),
        "search: name": _search(app, browser, "Example7"),
        "search: common name": _search(app, browser, "first10"),
        "search: two names": _search(app, browser, "first11 last1"),
        "search: born": _search(app, browser, "5 January 1950"),
        "search: reference": _search(app, browser, reference),
        "record": get(f"/clinic/visits/{reference}"),
        "retention": get("/clinic/retention"),
        "audit": get("/clinic/audit"),
        "audit: a rare deed": get("/clinic/audit?deed=held"),
        "audit: a visit": get(f"/clinic/audit?visit={reference}"),
        "audit: a day": get("/clinic/audit?day=2026-06-01"),
    }


def _search(app: Flask, browser: FlaskClient, words: str) -> Page:
    with app.app_context():
        to = browser.post("/clinic/search", data={"words": words}).location
    return lambda: _get(app, browser, to)


def _get(app: Flask, browser: FlaskClient, path: str) -> None:
    with app.app_context():
        reply = browser.get(path)
    assert reply.status_code == 200, (path, reply.status)


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    sys.exit(main(*given, *(ROWS, TIMES)[len(given) :]))
