"""What was sent, as JSON out and as a page from JSON in; one clear line when it cannot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from intake import store
from tests.changed_form import next_version
from tests.factories import make_submission


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


def test_the_mark_that_some_programs_begin_a_file_with_is_no_error(
    app: Flask, tmp_path: Path, exported: dict[str, Any]
) -> None:
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(exported), encoding="utf-8-sig")
    args = ["report", "render", str(path), "--out", str(tmp_path / "page.pdf")]
    run = app.test_cli_runner().invoke(args=args)
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
        ({"sent_at": "9999-12-31T23:59:59-23:00"}, '"sent_at" must be a time with its zone'),
        ({"sent_at": "0001-01-01T00:00:00+14:00"}, '"sent_at" must be a time with its zone'),
        ({"clinic": {"name": "\udc00", "time_zone": "Europe/London"}}, "half a character"),
        ({"notes": [{"at": "2026-11-21T08:05:00+00:00", "text": "\ud83d"}]}, "half a character"),
        ({"sign_times": {"safety.now \udc00": []}}, "half a character"),
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


def test_a_number_of_too_many_digits_is_no_json(app: Flask, tmp_path: Path) -> None:
    code, said, _ = render(app, tmp_path, '{"answers": 1' + "0" * 5000 + "}")
    assert (code, said) == (2, "Error: - is not JSON in UTF-8\n")
