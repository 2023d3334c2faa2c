"""Medicines from the command line: each checked, explained, and compared with changed tables."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from flask import Flask

from intake.drugs.tables import files


def test_drugs_check_answers_every_line_in_order(app: Flask) -> None:
    lines = "Zoloft 50 mg\n\nparacetamol\nallergic to cipro\nxqzzkv\ndiazepam\n"
    run = app.test_cli_runner().invoke(args=["drugs", "check"], input=lines)
    read = [json.loads(line) for line in run.output.splitlines()]
    assert [one["text"] for one in read] == lines.splitlines()
    results = ["flagged", "unread", "clear", "clear", "unread", "treatment"]
    assert [one["result"] for one in read] == results
    assert read[0]["drugs"] == [
        {
            "typed": "Zoloft",
            "ingredient": "sertraline",
            "classes": ["ssri"],
            "how": "exact",
            "status": "current",
        }
    ]
    assert read[3]["classes"] == ["fluoroquinolone"]
    assert read[3]["drugs"][0]["status"] == "allergy"


def test_drugs_check_reads_a_file(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "medicines.txt"
    file.write_bytes("fluoxétine\nmauvais \xff".encode("latin-1"))
    run = app.test_cli_runner().invoke(args=["drugs", "check", str(file)])
    assert run.exit_code == 0
    assert len(run.output.splitlines()) == 2


def test_drugs_explain_shows_the_steps(app: Flask) -> None:
    run = app.test_cli_runner().invoke(args=["drugs", "explain", "cipro 500 mg twice a day"])
    assert "ciprofloxacin" in run.output
    assert "fluoroquinolone" in run.output


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A copy of the tables, to edit."""
    return Path(shutil.copytree(files.DATA, tmp_path / "edited"))


def test_drugs_diff_prints_what_a_changed_table_would_read_otherwise(
    app: Flask, edited: Path
) -> None:
    table = edited / "ssri.csv"
    table.write_text(table.read_text("utf-8").replace("Zoloft", "Examplemed"), "utf-8")
    args = ["drugs", "diff", str(edited), "-"]
    lines = "paracetamol\nEXAMPLEMED 50 mg\nsertraline\n"
    run = app.test_cli_runner().invoke(args=args, input=lines)
    assert run.exit_code == 0
    (one,) = [json.loads(line) for line in run.output.splitlines()]
    assert list(one) == ["text", "before", "after"]
    assert one["text"] == "EXAMPLEMED 50 mg"
    assert (one["before"]["result"], one["after"]["result"]) == ("unread", "flagged")
    check = app.test_cli_runner().invoke(args=["drugs", "check"], input="EXAMPLEMED 50 mg")
    assert one["before"] == json.loads(check.output)


def test_drugs_diff_prints_nothing_where_nothing_differs(app: Flask, edited: Path) -> None:
    run = app.test_cli_runner().invoke(args=["drugs", "diff", str(edited), "-"], input="Zoloft\n")
    assert (run.exit_code, run.output) == (0, "")


@pytest.mark.parametrize(
    ("folder", "reason"),
    [("nowhere", "not a folder"), (".", r"(?P<file>\w+\.(csv|txt)): No such file or directory")],
)
def test_drugs_diff_refuses_a_wrong_folder_in_one_line(
    app: Flask, tmp_path: Path, folder: str, reason: str
) -> None:
    wrong = tmp_path / folder
    run = app.test_cli_runner().invoke(args=["drugs", "diff", str(wrong), "-"], input="Zoloft\n")
    assert run.exit_code == 2
    told = re.fullmatch(f"Error: {re.escape(str(wrong))}: {reason}\n", run.output)
    assert told
    assert all((files.DATA / name).exists() for name in told.groupdict().values())
