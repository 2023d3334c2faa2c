"""Make the page from a file: a submission's own JSON in, PDF out."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

import click
from flask import current_app
from flask.cli import AppGroup

import reports
from intake.commands.refuse import refuse
from intake.questionnaires import Page, Questionnaire, Questionnaires, Response
from intake.questionnaires.validation import validate
from intake.submission import Submission, SubmissionError, from_json
from intake.summarise import summarise

report_group = AppGroup("report", help="Make a submission's PDF.")


@report_group.command("render")
@click.argument("answers", type=click.Path(allow_dash=True, path_type=str))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Where the page goes.")
@click.option("--record", type=click.Path(path_type=Path), help="Where the full record goes.")
@click.option("--paper", type=click.Choice(["A4", "Letter"]), default="A4", show_default=True)
def render(answers: str, out: Path, record: Path | None, paper: Literal["A4", "Letter"]) -> None:
    """Render the submission in the JSON file ANSWERS ("-" for standard input) as PDF.

    Flags are worked out anew from the answers with the present drug list: those
    in the file could only be printed if they were the same.
    """
    response, submission = _read_submission(answers)
    base = current_app.config["SETTINGS"].base_url
    summary = summarise(
        response,
        submission,
        record_url=f"{base}/clinic/visits/{submission.reference}",
    )
    try:
        _write(out, reports.render_page(summary, paper))
        if record:
            _write(record, reports.render_record(summary, paper))
    except reports.RenderError as error:
        refuse(f"the PDF could not be made: {error}")


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        refuse(f"{path} cannot be written: {error.strerror}")


def _read_submission(path: str) -> tuple[Response, Submission]:
    try:
        with click.open_file(path, "rb") as file:  # UTF-8 whatever the locale
            content = json.loads(file.read().decode("utf-8-sig"))  # some begin it with a mark
        submission = from_json(content)
    except OSError as error:
        refuse(f"{path} cannot be read: {error.strerror}")
    except SubmissionError as error:
        refuse(f"{path}: {error}")
    except (ValueError, RecursionError):  # a number of too many digits, too
        refuse(f"{path} is not JSON in UTF-8")
    forms: Questionnaires = current_app.extensions["questionnaires"]
    form = forms.nearest(submission.questionnaire_id, submission.questionnaire_version)
    if form is None:
        refuse(f'{path}: there is no questionnaire "{submission.questionnaire_id}"')
    problems = validate(
        _without_limits(form),
        submission.answers,
        today=date.max,
        unknown_ids=form.version != submission.questionnaire_version,
    )
    if problems:
        refuse(f"{path}: {problems[0].question_id}: {problems[0].message}")
    if not _is_whole(content):
        refuse(f"{path}: a text in it holds half a character: take it out")
    form = replace(form, filled_in=submission.language)
    response = Response.of(form, submission.answers)
    return response, replace(submission, answers=response.whole)


def _is_whole(content: object) -> bool:
    """Whether every text can be written: JSON may hold half of a character's two parts."""
    try:
        json.dumps(content, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _without_limits(form: Questionnaire) -> Questionnaire:
    """The form as it takes answers from a file, where a text may be of any length."""

    def unlimited(page: Page) -> Page:
        questions = (replace(one, max_length=sys.maxsize) for one in page.questions)
        return replace(page, questions=tuple(questions))

    pages, retired = (tuple(map(unlimited, pages)) for pages in (form.pages, form.retired))
    return replace(form, pages=pages, retired=retired)
