"""A real server, of this version or of another in a folder of its own, and what it uses."""

from __future__ import annotations

import base64
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.load.client import Client, Times

ROOT = Path(__file__).resolve().parents[2]
SECRET = "a secret that only the tests know, 32+"  # of tests/service.py
QUIET = 0.05  # seconds of processor time in a second
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A server that answers at a port."""

    port: int
    process: subprocess.Popen[bytes]

    def cpu(self) -> float:
        """Seconds of processor time so far, of all its processes, those that have ended too."""
        return sum(sum(map(int, _stat(one)[11:15])) for one in self._processes()) / TICKS

    def cpu_at_rest(self) -> float:
        """The same once nothing is under way any more: pages are drawn after the Sends."""
        before, now = -1.0, self.cpu()
        while now - before > QUIET:
            time.sleep(1)
            before, now = now, self.cpu()
        return now

    def resident(self) -> int:
        """Bytes of memory of its largest worker."""
        pages = [int(_stat(one)[21]) for one in _children(self.process.pid)]
        return max(pages) * os.sysconf("SC_PAGE_SIZE")

    def _processes(self) -> Iterator[int]:
        left = [self.process.pid]
        while left:
            yield (one := left.pop())
            left += _children(one)


@contextmanager
def running(
    database_url: str, master_key: bytes, workers: int = 2, folder: Path = ROOT
) -> Iterator[Server]:
    """Serve this database; the version is that in the folder."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    env = {
        **os.environ,
        "DATABASE_URL": database_url,
        "INTAKE_SECRET_KEY": SECRET,
        "INTAKE_MASTER_KEY": base64.b64encode(master_key).decode(),
        "INTAKE_BASE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
        "WEB_CONCURRENCY": str(workers),
    }
    env.pop("INTAKE_DEMO", None)
    command = [sys.executable, "-m", "gunicorn", "-c", ".setup/gunicorn.py", "wsgi:app"]
    with subprocess.Popen(command, cwd=folder, env=env, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port, process)
            yield Server(port, process)
        finally:
            process.terminate()


def prepared(database_url: str, number: int, folder: Path = ROOT) -> tuple[bytes, list[list[str]]]:
    """Make its database with so many forms; the master key, each form's address and token."""
    key = secrets.token_bytes(32)
    words = [database_url, str(number), base64.b64encode(key).decode()]
    script = str(ROOT / "tests" / "load" / "prepare.py")
    told = subprocess.run(
        [sys.executable, script, *words], cwd=folder, check=True, capture_output=True, text=True
    )
    lines = [one for one in told.stdout.splitlines() if one.startswith("/form/")]
    return key, [one.split() for one in lines]


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        with suppress(OSError):
            Client(port, Times()).get("/healthz", "start")
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _children(process: int) -> list[int]:
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def _stat(process: int) -> list[str]:
    """The fields after the process's name; see proc(5). Zeros for one that has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["0"] * 50
