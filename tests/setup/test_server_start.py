"""A server with half its settings ends with one line, and does not start over and over."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_missing_settings_are_one_line_and_the_end() -> None:
    command = [sys.executable, "-m", "gunicorn", "-c", ".setup/gunicorn.py", "wsgi:app"]
    answer = subprocess.run(
        [*command, "--bind", "127.0.0.1:0"],
        cwd=ROOT,
        env={"DATABASE_URL": "sqlite:////nowhere/intake.sqlite"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode != 0
    assert "INTAKE_MASTER_KEY" in answer.stderr
    assert answer.stderr.count("\n") == 1, answer.stderr
