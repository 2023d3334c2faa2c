"""The server's metrics: at an address of their own, the same whichever worker answers."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import canaries
from tests.databases import Database

SETTINGS = Path(__file__).resolve().parents[2] / ".setup" / "gunicorn.py"
APP = """
from intake.app import create_app
from tests.service import settings_of
app = create_app(settings_of({url!r}))
"""
COMMAND = [sys.executable, "-m", "gunicorn", "-c", str(SETTINGS), "app:app"]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def get(port: int, path: str) -> tuple[int, str]:
    """Ask until somebody answers."""
    until = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.05)


@contextmanager
def serving(folder: Path, database: Database, port: int, metrics: int) -> Iterator[Path]:
    """Two workers of the service that serve and one that draws; where their log is."""
    (folder / "app.py").write_text(APP.format(url=database.url))
    env = {**os.environ, "PORT": str(port), "INTAKE_METRICS": f"127.0.0.1:{metrics}"}
    env |= {"PYTHONPATH": str(SETTINGS.parents[1]), "WEB_CONCURRENCY": "2"}
    place = folder / "log"
    with (
        place.open("w") as log,
        subprocess.Popen([*COMMAND, "--chdir", str(folder)], stderr=log, env=env) as process,
    ):
        try:
            yield place
        finally:
            process.terminate()


def value(text: str, name: str) -> float:
    return next(float(line.split()[-1]) for line in text.splitlines() if line.startswith(name))


def workers(text: str) -> int:
    return sum(line.startswith("intake_worker_memory_bytes{") for line in text.splitlines())


def worker_of(folder: Path) -> int:
    """The process id of a worker: a child of the master."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            command = (stat.parent / "cmdline").read_bytes()
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
            above = (Path("/proc") / str(parent) / "cmdline").read_bytes()
        except OSError:
            continue
        if str(folder).encode() in command and command == above:
            return int(stat.parent.name)
    raise AssertionError("no worker")


@pytest.mark.usefixtures("app")
def test_counts_of_all_workers_outlive_one(database: Database, tmp_path: Path) -> None:
    port, metrics = free_port(), free_port()
    with serving(tmp_path, database, port, metrics) as log:
        assert get(port, "/metrics")[0] == 404  # not where patients ask
        assert get(metrics, "/")[0] == 404  # and nothing of the service there
        asked = [get(port, f"/v/Zyzzyva{number}")[0] for number in range(11)]
        assert asked == [404] * 11
        name = 'intake_answers_total{status="4xx"}'
        assert {value(get(metrics, "/metrics")[1], name) for _ in range(6)} == {12}
        if Path("/proc/self/stat").exists():
            killed = worker_of(tmp_path)
            os.kill(killed, signal.SIGKILL)
            until = time.monotonic() + 20
            while Path(f"/proc/{killed}").exists() or workers(get(metrics, "/metrics")[1]) < 3:
                assert time.monotonic() < until
                time.sleep(0.05)
        seen = get(metrics, "/metrics")[1]
        assert value(seen, name) == 12
    text = log.read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    assert [one["route"] for one in lines if one["event"] == "answered"].count("/v/<token>") == 11
    assert not canaries.left_in(text, seen)


def test_a_wrong_address_is_one_line_and_the_end() -> None:
    env = {**os.environ, "INTAKE_METRICS": "0.0.0.0:9464"}
    answer = subprocess.run(
        COMMAND, cwd=SETTINGS.parents[1], env=env, capture_output=True, text=True, check=False
    )
    assert answer.returncode != 0
    assert "Intake cannot start: INTAKE_METRICS must be" in answer.stderr
    assert answer.stderr.count("\n") == 1
