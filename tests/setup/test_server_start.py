"""A server with half its settings ends with one line, and does not start over and over."""

import base64
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from intake.drugs.tables import files

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


@pytest.mark.parametrize(
    ("name", "value"), [("WEB_CONCURRENCY", "0"), ("PORT", "99999"), ("PORT", "abc")]
)
def test_a_wrong_number_is_one_line_and_the_end(name: str, value: str) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "gunicorn", "-c", ".setup/gunicorn.py", "wsgi:app"],
        cwd=ROOT,
        env={name: value},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode != 0
    assert f"Intake cannot start: {name} must be a whole number from" in answer.stderr
    assert answer.stderr.count("\n") == 1, answer.stderr


def test_a_broken_drug_table_is_one_line_and_the_end(tmp_path: Path) -> None:
    shutil.copytree(files.DATA, tmp_path / "data")
    (tmp_path / "data" / "ssri.csv").write_text("head\nsertraline,brand\n", encoding="utf-8")
    start = (
        "import sys; from pathlib import Path; from intake.drugs.tables import files; "
        "files.DATA = Path(sys.argv[1]); import wsgi"
    )
    answer = subprocess.run(
        [sys.executable, "-c", start, str(tmp_path / "data")],
        cwd=ROOT,
        env={
            "DATABASE_URL": f"sqlite:///{tmp_path / 'intake.sqlite'}",
            "INTAKE_SECRET_KEY": "a secret that only the tests know, 32+",
            "INTAKE_MASTER_KEY": base64.b64encode(sha256(b"the tests' key").digest()).decode(),
            "INTAKE_BASE_URL": "https://intake.test",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert answer.returncode != 0
    assert answer.stderr == "Intake cannot start: ssri.csv, line 2: not 7 columns\n"
