"""`make run` says in one line that it cannot have its port, before it starts anything."""

import socket
import subprocess
import sys
from pathlib import Path

PORT_CHECK = Path(__file__).resolve().parents[2] / ".setup" / "port.py"


def check(port: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, PORT_CHECK, port], capture_output=True, text=True, check=False
    )


def test_a_taken_port_is_named_with_one_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = check(str(port))
    assert answer.returncode == 1
    assert f"Port {port} is in use" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_free_port_is_taken_in_silence() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    answer = check(str(port))
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


def test_a_word_is_refused_with_an_example() -> None:
    answer = check("http")
    assert answer.returncode == 1
    assert "make run PORT=8001" in answer.stderr
    assert answer.stderr.count("\n") == 1
