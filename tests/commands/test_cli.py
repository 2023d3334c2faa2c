"""The command line: JSON in, JSON out, one clear line when it cannot."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from intake import store
from intake.drugs.tables import files
from intake.questionnaires import Questionnaires
from tests.changed_form import next_version
from tests.factories import PASSWORD, make_older, make_submission
from tests.security.services import WHOLE
from tests.signing_in import give_code

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def exported(app: Flask, visit: store.Visit, answers: dict[str, Any]) -> dict[str, Any]:
    """Ana's submission as it is exported."""
    make_submission(visit, answers)
    run = app.test_cli_runner().invoke(args=["submission", "export", visit.reference])
    assert run.exit_code == 0
    exported: dict[str, Any] = json.loads(run.output)
    return exported


def render(app: Flask, tmp_path: Path, content: str, *options: str) -> tuple[int, str, bytes]:
    out = tmp_path / "page.pdf"
    args = ["report", "render", "-", "--out", str(out), *options]
    run = app.test_cli_runner().invoke(args=args, input=content)
    return run.exit_code, run.output, out.read_bytes() if out.exists() else b""


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
    [("nowhere", "not a folder"), (".", "words.txt: No such file or directory")],
)
def test_drugs_diff_refuses_a_wrong_folder_in_one_line(
    app: Flask, tmp_path: Path, folder: str, reason: str
) -> None:
    wrong = tmp_path / folder
    run = app.test_cli_runner().invoke(args=["drugs", "diff", str(wrong), "-"], input="Zoloft\n")
    assert (run.exit_code, run.output) == (2, f"Error: {wrong}: {reason}\n")


def test_submissions_are_listed_newest_first_and_exported(
    app: Flask, exported: dict[str, Any]
) -> None:
    run = app.test_cli_runner().invoke(args=["submission", "list"])
    assert run.output.split() == [exported["reference"]]
    assert exported["answers"]["about.name"] == "Ana Example"
    assert [one["ingredient"] for one in exported["flags"]["causes"]][:1] == ["ciprofloxacin"]


def test_an_unknown_submission_is_one_clear_line(app: Flask) -> None:
    run = app.test_cli_runner().invoke(args=["submission", "export", "2345-6789"])
    assert run.exit_code == 2
    assert run.output == "Error: there is no submission 2345-6789\n"


def test_standard_input_is_utf8_whatever_the_locale(
    app: Flask, tmp_path: Path, exported: dict[str, Any]
) -> None:
    exported["answers"]["about.name"] = "Añá"
    content = json.dumps(exported, ensure_ascii=False).encode()
    args = ["report", "render", "-", "--out", str(tmp_path / "page.pdf")]
    run = app.test_cli_runner(charset="ascii").invoke(args=args, input=content)
    assert (run.exit_code, run.output) == (0, "")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_an_export_renders_as_page_and_record(
    app: Flask, tmp_path: Path, exported: dict[str, Any], paper: str
) -> None:
    record = tmp_path / "record.pdf"
    options = ("--paper", paper, "--record", str(record))
    code, _, page = render(app, tmp_path, json.dumps(exported), *options)
    assert code == 0
    assert page.startswith(b"%PDF-")
    assert record.read_bytes().startswith(b"%PDF-")


def test_forged_flags_are_not_printed(app: Flask, tmp_path: Path, exported: dict[str, Any]) -> None:
    _, _, honest = render(app, tmp_path, json.dumps(exported))
    _, _, forged = render(app, tmp_path, json.dumps({**exported, "flags": {"causes": ["x"]}}))
    assert honest == forged


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": "other"}, '"format" must be "intake-submission/1"'),
        ({"sent_at": "yesterday"}, '"sent_at" must be a time with its zone'),
        ({"sent_at": "2026-11-20T19:42:00"}, '"sent_at" must be a time with its zone'),
        ({"clinic": {"name": "x", "time_zone": "Mars/Base"}}, '"time_zone" must be a time zone'),
        ({"clinic": {"name": "x", "time_zone": "../etc"}}, '"time_zone" must be a time zone'),
        ({"questionnaire": {"id": "knees", "version": "1"}}, 'no questionnaire "knees"'),
        ({"reference": "../../x"}, '"reference" must be up to 20'),
        ({"version": -1}, '"version" must be a whole number'),
        ({"answers": []}, '"answers" must be a JSON object'),
        ({"answers": {"no.such": 1}}, "no.such"),
        ({"answers": {"about.sex": "neither"}}, "about.sex"),
        ({"answers": {"med": [{"med.name": 5}]}}, "med.name"),
        ({"colour": "red"}, '"colour" is not a key'),
    ],
)
def test_a_wrong_file_is_one_clear_line_and_exit_2(
    app: Flask, tmp_path: Path, exported: dict[str, Any], change: dict[str, Any], words: str
) -> None:
    code, output, page = render(app, tmp_path, json.dumps({**exported, **change}))
    assert (code, page) == (2, b"")
    assert words in output
    assert len(output.splitlines()) == 1


def test_a_file_may_hold_longer_texts_than_the_form_takes(
    app: Flask, tmp_path: Path, exported: dict[str, Any]
) -> None:
    answers = {**exported["answers"], "hpi.words": "twitch " * 3000}
    code, output, page = render(app, tmp_path, json.dumps({**exported, "answers": answers}))
    assert (code, output) == (0, "")
    assert page.startswith(b"%PDF-")


def test_a_file_may_hold_what_another_version_of_the_form_asked(
    app: Flask, tmp_path: Path, exported: dict[str, Any]
) -> None:
    app.extensions["questionnaires"] = next_version(tmp_path / "forms")
    for version, odd, expected in (
        ("1.0.0", {}, 0),
        ("9.0.0", {}, 0),  # begun under 1.0.0, sent under 9.0.0
        ("9.0.0", {"shoe.size": 42}, 2),
        ("0.1.0", {"shoe.size": 42}, 0),  # what version 0.1.0 asked is not kept
        ("0.1.0", {"about.sex": "neither"}, 2),
    ):
        of_version = {"questionnaire": {"id": "muscle-twitching", "version": version}}
        content = {**exported, **of_version, "answers": {**exported["answers"], **odd}}
        assert render(app, tmp_path, json.dumps(content))[0] == expected, (version, odd)


@pytest.mark.parametrize("content", ["", "not json", "[1]", "null", "[" * 100_000, "\x00"])
def test_what_is_no_json_object_is_refused(app: Flask, tmp_path: Path, content: str) -> None:
    code, output, _ = render(app, tmp_path, content)
    assert code == 2
    assert len(output.splitlines()) == 1


def test_a_missing_file_is_refused(app: Flask, tmp_path: Path) -> None:
    args = ["report", "render", str(tmp_path / "no.json"), "--out", str(tmp_path / "x.pdf")]
    run = app.test_cli_runner().invoke(args=args)
    assert run.exit_code == 2
    assert "cannot be read" in run.output


CLINIC_OPTIONS = (
    "--name=Hillside",
    "--time-zone=Europe/Dublin",
    "--emergency-number=112",
    "--crisis-line=116 123",
)
CLINICIAN_OPTIONS = ("--clinic=hillside", "--name=Dr Amari")


def run(app: Flask, *args: str) -> str:
    return app.test_cli_runner().invoke(args=args).output


def test_a_clinic_and_its_clinician_are_added_and_sign_in(app: Flask) -> None:
    assert "Added" in run(app, "clinic", "add", "hillside", *CLINIC_OPTIONS)
    account = ("amari@hillside.example", *CLINICIAN_OPTIONS, "--password=a very long password")
    assert "Added" in run(app, "clinician", "add", *account)
    form = {"email": "amari@hillside.example", "password": "a very long password"}
    assert app.test_client().post("/sign-in", data=form).status_code == 302


def test_a_second_clinic_is_added_to_an_account_that_stays_as_it_is(app: Flask) -> None:
    account = ("clinician", "add", "Osei@hilltop.example", "--clinic=valley")
    said = run(app, *account, "--name=Dr Nobody", "--password=another long password")
    assert "works in valley too" in said
    assert "Name and password are unchanged" in said
    form = {"email": "osei@hilltop.example", "password": PASSWORD}
    browser = app.test_client()
    assert browser.post("/sign-in", data=form).status_code == 302
    give_code(browser, "osei@hilltop.example")
    assert "Dr Osei" in browser.get("/clinic?at=valley").text
    assert "works in valley already" in run(app, *account)


def test_a_password_left_out_is_asked_for_only_when_it_is_needed(app: Flask) -> None:
    invoke = app.test_cli_runner().invoke
    new = ["clinician", "add", "b@hilltop.example", "--clinic=hilltop", "--name=Dr B"]
    typed = "a very long password\na very long password\n"
    assert "Added b@hilltop.example" in invoke(args=new, input=typed).output
    again = invoke(args=["clinician", "add", "b@hilltop.example", "--clinic=valley"])
    assert again.exit_code == 0
    assert "assword," not in again.output


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("clinician", "add", "a@b.example", "--clinic=hilltop"), "Missing option '--name'"),
        (("clinic", "add", "hilltop", *CLINIC_OPTIONS), "there is a clinic hilltop already"),
        (("clinic", "add", "hill/side", *CLINIC_OPTIONS), "letters, digits and hyphens"),
        (("clinic", "add", "x", *CLINIC_OPTIONS, "--time-zone=Mars"), "such as Europe/London"),
        (("clinic", "add", "x", *CLINIC_OPTIONS, "--emergency-number="), "may not be empty"),
        (("clinic", "add", "x", *CLINIC_OPTIONS, "--emergency-number=999 or 112"), "one number"),
        (("clinic", "add", "x", *CLINIC_OPTIONS, "--crisis-line=call us"), "one number"),
        (("clinic", "add", "x", *CLINIC_OPTIONS, "--phone=none"), "one number"),
        (("clinic", "add", "x", *CLINIC_OPTIONS, "--name=" + "x" * 121), "up to 120 letters"),
        (
            ("clinician", "add", "a@b.example", *CLINICIAN_OPTIONS, "--password=long enough it is"),
            "there is no clinic hillside",
        ),
        (
            ("clinician", "add", "a@b.example", "--clinic=hilltop", "--name=A", "--password=short"),
            "15 characters or more",
        ),
        (
            ("clinician", "add", "no", "--clinic=hilltop", "--name=A", "--password=" + "x" * 15),
            "is no email address",
        ),
    ],
)
def test_a_wrong_set_up_is_refused(app: Flask, args: tuple[str, ...], words: str) -> None:
    assert words in run(app, *args)


def test_clinic_reindex_finds_and_counts_what_is_from_before(
    app: Flask, visit: store.Visit
) -> None:
    make_submission(visit)
    make_older(visit)
    run = app.test_cli_runner().invoke(args=["clinic", "reindex", "hilltop"])
    assert run.output == "Indexed the names of hilltop; counted the answers of 1 visits.\n"
    assert not store.has_unindexed("hilltop")
    told = store.headline(visit)
    assert told
    assert told.danger == 1
    run = app.test_cli_runner().invoke(args=["clinic", "reindex", "nowhere"])
    assert run.exit_code == 1
    assert "there is no clinic nowhere" in run.output


def test_questionnaire_missing_lists_what_has_no_translation_or_an_old_one(app: Flask) -> None:
    run = app.test_cli_runner().invoke(args=["questionnaire", "missing"])
    assert (run.exit_code, run.output) == (0, "")

    forms = app.extensions["questionnaires"]
    spanish = forms.wordings("muscle-twitching")["es"]
    kept = dict(spanish.by_id)
    kept["about.name"] = ("000000", kept["about.name"][1])
    del kept["about.place"]
    changed = replace(spanish, by_id=kept)
    app.extensions["questionnaires"] = Questionnaires(
        dict(forms), {}, {"muscle-twitching": {"es": changed}}
    )
    run = app.test_cli_runner().invoke(args=["questionnaire", "missing"])
    assert run.exit_code == 1
    lines = [line.split("\t") for line in run.output.splitlines()]
    assert [(line[0], line[3]) for line in lines] == [
        ("changed", "about.name"),
        ("missing", "about.place"),
    ]


def test_a_number_of_too_many_digits_is_no_json(app: Flask, tmp_path: Path) -> None:
    code, said, _ = render(app, tmp_path, '{"answers": 1' + "0" * 5000 + "}")
    assert (code, said) == (2, "Error: - is not JSON in UTF-8\n")


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
