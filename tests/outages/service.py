"""The service as it is really run, two processes of it, to be killed, frozen and started anew."""

from __future__ import annotations

import base64
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from intake.config import Settings
from tests.outages.browser import Browser, Door

ROOT = Path(__file__).resolve().parents[2]
STARTS = 60  # seconds until it must answer


class Clock:
    """The clock of every machine."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "moved"
        self.move(0)

    def move(self, seconds: float) -> None:
        """Let it be wrong by so much."""
        new = self.file.with_suffix(".new")
        new.write_text(str(seconds))
        new.replace(self.file)  # whole, for it is read at any time


class Service:
    """A server on a port of its own."""

    def __init__(
        self, settings: Settings, clock: Clock, weakened: str = "", **environment: str
    ) -> None:
        """Keep what it is started with; `weakened` names what is to be taken from it."""
        self.clock = clock
        self.port = int(environment.get("PORT", 0)) or free_port()
        self._environment = {
            **{key: one for key, one in os.environ.items() if key != "INTAKE_DEMO"},
            "DATABASE_URL": settings.database_url,
            "INTAKE_SECRET_KEY": settings.secret_key,
            "INTAKE_MASTER_KEY": base64.b64encode(settings.master_key).decode(),
            "INTAKE_BASE_URL": f"http://127.0.0.1:{self.port}",
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "2",
            "WEAKENED": weakened,
            "MOVED": str(clock.file),
            **environment,
        }
        self._process: subprocess.Popen[bytes] | None = None
        self.log = tempfile.TemporaryFile()  # noqa: SIM115 - of all processes; gone with this one
        self.recovered: list[float] = []  # seconds from a start until it answered

    def start(self) -> None:
        """Start it, and return once it answers."""
        began = time.monotonic()
        while time.monotonic() - began < STARTS:
            settings = [".setup/gunicorn.py", "tests.outages.app:app"]
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "-c", *settings],
                cwd=ROOT,
                env=self._environment,
                stderr=self.log,
            )
            if self._answers(self._process, began):
                self.recovered.append(time.monotonic() - began)
                return
        raise RuntimeError("the service did not start")

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it: as a deploy does, or as a crash."""
        if self._process:
            self._process.send_signal(how)
            self._process.wait(60)

    def workers(self) -> list[int]:
        """The processes that serve."""
        if self._process is None:
            return []
        of_master = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(one) for one in of_master.read_text().split()]

    def errors(self) -> Counter[str]:
        """What the service logged as its own fault: the kind of error and where."""
        self.log.seek(0)
        found = re.findall(r"unhandled (\w+ at [\w.<>:]+)", self.log.read().decode())
        return Counter(found)

    def _answers(self, process: subprocess.Popen[bytes], began: float) -> bool:
        while process.poll() is None and time.monotonic() - began < STARTS:
            if Browser(Door(self.port)).ask("GET", "/healthz").status == 200:
                return True
            time.sleep(0.05)
        return False


def free_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port
