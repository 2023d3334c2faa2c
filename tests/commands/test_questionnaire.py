"""What the command line tells of the forms."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask

from intake.questionnaires import Questionnaires


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
