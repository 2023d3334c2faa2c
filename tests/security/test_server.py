"""The HTTP server: a slow client holds nobody up, and what is no request gets a bare reply."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

SETTINGS = Path(__file__).resolve().parents[2] / ".setup" / "gunicorn.py"
SLOW = 200
APP = """
import time
from intake.serving import channel
channel.READING = {reading}
def app(environ, start_response):
    path = environ["PATH_INFO"]
    if path == "/long":
        time.sleep(3)
    if path == "/fails":
        raise RuntimeError("something broke")
    body = environ["wsgi.input"].read() or path.encode()
    if path == "/large":
        body = b"x" * 20_000_000
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]
"""
HEADERS = (
    b"Content-Security-Policy: default-src 'none'",
    b"X-Content-Type-Options: nosniff",
    b"X-Frame-Options: DENY",
    b"Cache-Control: no-store",
    b"Referrer-Policy: same-origin",
)


@contextmanager
def serving(folder: Path, reading: float = 30.0) -> Iterator[Path]:
    """One process of the server, at a socket in this folder."""
    (folder / "app.py").write_text(APP.format(reading=reading))
    place = folder / "socket"
    command = [sys.executable, "-m", "gunicorn", "-c", str(SETTINGS), "app:app"]
    command += ["--chdir", str(folder), "--bind", f"unix:{place}"]
    root = str(SETTINGS.parents[1])
    env = {**os.environ, "WEB_CONCURRENCY": "1", "PYTHONPATH": root}
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=env) as process:
        try:
            while not _answers(place):
                assert process.poll() is None, process.communicate()[1]
                time.sleep(0.05)
            yield place
        finally:
            process.terminate()
            process.communicate()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with serving(tmp_path_factory.mktemp("server")) as place:
        yield place


def connect(place: Path) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(20)
    try:
        line.connect(str(place))
    except OSError:
        line.close()
        raise
    return line


def _answers(place: Path) -> bool:
    try:
        return bool(ask(place, b"GET /ready HTTP/1.1\r\nHost: x\r\n\r\n"))
    except OSError:  # the socket is not there yet, or nobody listens at it
        return False


def ask(place: Path, request: bytes) -> bytes:
    """All that is answered until the connection closes or a whole reply is there."""
    with connect(place) as line:
        line.sendall(request)
        return line.recv(100_000)


def get(place: Path, path: bytes) -> float:
    """Ask for a page; the seconds until it is there."""
    began = time.monotonic()
    assert ask(place, b"GET " + path + b" HTTP/1.1\r\nHost: x\r\n\r\n").startswith(b"HTTP/1.1 200")
    return time.monotonic() - began


@pytest.mark.parametrize(
    "begun",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n",
        b"",
    ],
    ids=["headers", "body", "nothing"],
)
def test_requirement_32_clients_of_a_byte_a_second_hold_nobody_up(
    server: Path, begun: bytes
) -> None:
    lines = [connect(server) for _ in range(SLOW)]
    over = threading.Event()

    def trickle() -> None:
        while not over.wait(1):
            for line in lines if begun else ():
                line.send(b"a")

    for line in lines:
        line.sendall(begun)
    thread = threading.Thread(target=trickle)
    thread.start()
    times = [get(server, b"/page") for _ in range(50)]
    over.set()
    thread.join()
    for line in lines:
        line.close()
    assert max(times) < 1, times


def test_requirement_32_clients_that_read_slowly_hold_nobody_up(server: Path) -> None:
    lines = [connect(server) for _ in range(8)]
    for line in lines:
        line.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        line.recv(1)
    times = [get(server, b"/page") for _ in range(10)]
    for line in lines:
        line.close()
    assert max(times) < 1, times


def test_requirement_32_the_one_that_watches_is_answered_while_all_are_busy(server: Path) -> None:
    busy = [connect(server) for _ in range(8)]
    for line in busy:
        line.sendall(b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n")
    time.sleep(0.2)
    assert get(server, b"/healthz") < 1
    for line in busy:
        line.close()


def test_requirement_32_a_request_that_does_not_end_is_given_up(tmp_path: Path) -> None:
    with serving(tmp_path, reading=1.0) as place, connect(place) as line:
        began, reply = time.monotonic(), b""
        line.settimeout(0.2)
        line.sendall(b"GET /v/SECRET HTTP/1.1\r\nX-Slow: ")
        while not reply and time.monotonic() - began < 10:
            with suppress(TimeoutError):
                line.sendall(b"a")
                reply = line.recv(10_000)
    assert reply.startswith(b"HTTP/1.0 408 Request Timeout")
    is_bare(reply)


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET:/v/SECRET\r\nHost: x\r\n\r\n", b"400"),
        (b"\x16\x03\x01SECRET\r\n\r\n", b"400"),
        (b"GET /v/SECRET HTTP/1.1\r\nSECRET\r\n\r\n", b"400"),
        (b"GET /v/SECRET HTTP/1.1\r\nHost : x\r\n\r\n", b"400"),
        (b"GET /" + b"SECRET" * 10_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\nX-Long: " + b"SECRET" * 10_000 + b"\r\n\r\n", b"431"),
        (b"POST /SECRET HTTP/1.1\r\nContent-Length: 99999999\r\n\r\nSECRET", b"413"),
        (b"POST /SECRET HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"POST /SECRET HTTP/1.1\r\nTransfer-Encoding: SECRET\r\n\r\n", b"501"),
        (b"GET /fails HTTP/1.1\r\nHost: x\r\n\r\n", b"500"),
    ],
)
def test_requirement_26_46_what_is_no_request_gets_headers_and_nothing_of_itself(
    server: Path, request_line: bytes, status: bytes
) -> None:
    reply = ask(server, request_line)
    assert reply.split()[1] == status, reply[:100]
    is_bare(reply)


def is_bare(reply: bytes) -> None:
    assert all(header in reply for header in HEADERS), reply
    assert b"SECRET" not in reply
    assert b"Server:" not in reply
    assert b"waitress" not in reply.lower()
    assert b"Traceback" not in reply


def test_requirement_26_the_words_of_a_request_reach_the_service_whole(server: Path) -> None:
    body = b"x" * 1_500_000
    head = f"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with connect(server) as line:
        line.sendall(head + body)
        got = b""
        while len(got) < len(body):
            got += line.recv(1 << 20)
    assert got.endswith(body)
