"""The process that draws the doctors' pages: whoever is killed or ended, each page appears."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from intake import store
from intake.services import documents
from intake.services.documents import pages
from intake.services.filling import amending
from intake.serving.helper import SENDS, Helper
from intake.watch.counts import BOARD
from tests import factories
from tests.databases import Database
from tests.setup.test_server_metrics import COMMAND, SETTINGS

APP = """
import os, time, reports
from datetime import timedelta
from pathlib import Path
from intake.app import create_app
from intake.services.documents import pages
from intake.serving import helper, worker
from tests.service import settings_of

def draw(*_):
    with Path("drawn-by").open("a") as told:
        told.write(f"{{os.getpid()}} ")
    while Path("stuck").exists():
        time.sleep(0.05)
    return b"%PDF-"

reports.draw, reports.warm_up = draw, lambda: None
pages.CLAIM, pages.TRIES = timedelta(seconds=0.5), 9
helper.SWEEP, worker.LAST = 0.3, 1
app = create_app(settings_of({url!r}))
"""


@contextmanager
def serving(folder: Path, database: Database) -> Iterator[subprocess.Popen[bytes]]:
    """A server whose pages get stuck while there is a file of this name."""
    (folder / "app.py").write_text(APP.format(url=database.url))
    env = {**os.environ, "PYTHONPATH": str(SETTINGS.parents[1]), "WEB_CONCURRENCY": "1"}
    command = [*COMMAND, "--chdir", str(folder), "--bind", f"unix:{folder / 'socket'}"]
    with subprocess.Popen(command, env=env) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def drawing(
    folder: Path, database: Database, *stuck: str
) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """A server that has begun to draw what was sent, and the file that tells who did."""
    told = folder / "drawn-by"
    for file in (told, *(folder / name for name in stuck)):
        file.touch()
    with serving(folder, database) as server:
        wait_for(lambda: bool(told.read_text()))
        yield server, told


def is_kept(visit: store.Visit) -> bool:
    store.look_anew()
    return documents.is_page_kept(factories.fresh(visit))


def wait_for(what: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not what():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_page_appears_whoever_is_killed_or_ended_meanwhile(
    app: Flask,
    visit: store.Visit,
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody tells of the Send: as after a worker that was killed right after it."""
    factories.make_submission(visit)
    with drawing(tmp_path, database, "stuck") as (server, told):
        killed = told.read_text().split()[0]
        os.kill(int(killed), signal.SIGKILL)
        wait_for(lambda: bool({*told.read_text().split()} - {killed}))
        began = time.monotonic()
        server.terminate()
        server.wait(20)
        assert time.monotonic() - began < 5
    assert not is_kept(visit)
    monkeypatch.setattr("reports.draw", lambda *_: b"%PDF-")
    monkeypatch.setattr(pages, "CLAIM", timedelta())
    assert pages.draw_next()  # by the next one
    assert is_kept(visit)


def test_the_service_ends_where_a_process_begins_on_a_database_with_something_missing(
    visit: store.Visit, database: Database, tmp_path: Path
) -> None:
    """As after its `-wal` was removed and every process killed: those that follow serve nobody."""
    factories.make_submission(visit)
    store.close()
    with drawing(tmp_path, database, "stuck") as (server, told):
        anchor = Path(database.url.removeprefix("sqlite:///") + "-anchor")
        anchor.write_text(json.dumps({"hilltop": [999, "00"]}))  # as far as it had come
        os.kill(int(told.read_text().split()[0]), signal.SIGKILL)
        assert server.wait(30) == 4


def test_a_service_that_is_ended_leaves_no_log_beside_its_database(
    visit: store.Visit, database: Database, tmp_path: Path
) -> None:
    """A `-wal` that was removed under it is so written back, and nothing of it lost."""
    factories.make_submission(visit)
    store.close()
    with drawing(tmp_path, database) as (server, _):
        server.terminate()
        assert server.wait(30) == 0
    assert not Path(database.url.removeprefix("sqlite:///") + "-wal").exists()


def test_the_helper_looks_at_once_and_then_after_each_send(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[object] = []
    steps = iter(["", "", "", "send", "", ""])

    def is_wanted() -> bool:
        step = next(steps, "end")
        if step == "send":
            BOARD.add(SENDS, "note")
        return step != "end"

    def look(span: object) -> bool:
        looks.append(span)
        return len(looks) == 1  # there is a page to draw, and then none

    monkeypatch.setattr("reports.warm_up", lambda: None)
    monkeypatch.setattr("intake.serving.helper.STEP", 0)
    monkeypatch.setattr(pages, "draw_next", look)
    Helper(app, is_wanted).run()
    assert looks == [pages.RECENT, pages.RECENT, pages.LATELY]


def test_a_page_that_fails_is_left_to_the_doctor_after_some_tries(
    app: Flask, visit: store.Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []

    def fail(*given: object) -> bytes:
        tried.append(given)
        raise RuntimeError

    monkeypatch.setattr("reports.draw", fail)
    monkeypatch.setattr(pages, "CLAIM", timedelta())
    factories.make_submission(visit)
    while pages.draw_next():
        pass
    assert len(tried) == pages.TRIES
    assert len(pages.missing(pages.RECENT)) == 1


def test_two_helpers_do_not_draw_the_same_page(
    app: Flask, visit: store.Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.make_submission(visit)

    def draw(*_: object) -> bytes:
        assert not pages.draw_next()  # another looks meanwhile
        return b"%PDF-"

    monkeypatch.setattr("reports.draw", draw)
    assert pages.draw_next()
    assert is_kept(visit)


def test_a_version_that_is_sent_while_the_one_before_is_drawn_gets_its_page(
    app: Flask, visit: store.Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.make_submission(visit)
    drawn: list[bytes] = []

    def draw(*_: object) -> bytes:
        drawn.append(b"%%PDF-%d" % len(drawn))
        if len(drawn) == 1:
            amending.add_note(factories.fresh(visit), "And one thing more")
        return drawn[-1]

    monkeypatch.setattr("reports.draw", draw)
    while pages.draw_next():
        pass
    assert len(drawn) == 2
    store.look_anew()
    assert documents.pdf_of(factories.fresh(visit), "page") == drawn[1]
