"""A command that cannot be done, whichever it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from intake import store
from tests.faults.test_another_version import change_tables
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


def test_a_timer_of_an_older_checkout_writes_nothing_into_newer_tables(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/intake.sqlite"

    def flask(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *words],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], **WHOLE, "DATABASE_URL": url},
            capture_output=True,
            text=True,
            check=False,
        )

    assert flask("db", "upgrade").returncode == 0
    change_tables(url, "9999")
    for words in (("retention", "run"), ("keys", "rotate")):
        run = flask(*words)
        told = f"Error: the database cannot be used: {store.OTHER_TABLES}\n"
        assert (run.returncode, run.stderr) == (2, told)
    checked = flask("check")
    assert (checked.returncode, f"MEND    {store.OTHER_TABLES}" in checked.stdout) == (1, True)
    assert flask("backup", "make", str(tmp_path)).returncode == 0
