"""The server's own log never holds an address that was asked for: it may be a patient's link."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = Path(__file__).resolve().parents[2] / ".setup" / "gunicorn.py"
APP = """
import time
def app(environ, start_response):
    if environ["PATH_INFO"] == "/v/SECRET-fails":
        raise RuntimeError("something broke")
    time.sleep(60)
"""


@contextmanager
def server(folder: Path) -> Iterator[Path]:
    """A server of APP that gives up after a second, at a socket; its log goes to server.log."""
    (folder / "app.py").write_text(APP)
    place = folder / "socket"
    command = [sys.executable, "-m", "gunicorn", "-c", str(SETTINGS), "app:app"]
    command += ["--chdir", str(folder), "--bind", f"unix:{place}", "--timeout", "1"]
    with (
        (folder / "server.log").open("w") as log,
        subprocess.Popen(
            command, stderr=log, env={**os.environ, "WEB_CONCURRENCY": "1"}
        ) as process,
    ):
        try:
            while not place.exists():
                time.sleep(0.05)
            yield place
        finally:
            process.terminate()


def ask(place: Path, request: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(20)
        line.connect(str(place))
        line.sendall(request)
        return line.recv(1000)


def test_no_address_is_logged(tmp_path: Path) -> None:
    with server(tmp_path) as place:
        assert b"500" in ask(place, b"GET /v/SECRET-fails HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"400" in ask(place, b"GET:/v/SECRET-malformed\r\nHost: x\r\n\r\n")
        ask(place, b"GET /v/SECRET-hangs HTTP/1.1\r\nHost: x\r\n\r\n")
    log = (tmp_path / "server.log").read_text()
    assert "something broke" in log
    assert "TIMEOUT" in log
    assert "SECRET" not in log
