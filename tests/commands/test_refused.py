"""A command that cannot be done, whichever it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.security.services import WHOLE

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("submission", "list"), "the database cannot be used: the database's file is gone"),
        (("submission", "export", "AAAA-\udcff"), "argument 5 is not UTF-8"),
    ],
)
def test_a_command_that_cannot_be_done_is_one_line_and_makes_no_file(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    missing = tmp_path / "intake.sqlite"
    run = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *words],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **WHOLE, "DATABASE_URL": f"sqlite:///{missing}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (2, f"Error: {told}\n")
    assert not missing.exists()
