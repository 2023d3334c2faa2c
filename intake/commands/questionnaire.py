"""`flask questionnaire missing`: which wordings of a form have no translation, or an old one."""

from __future__ import annotations

import sys

import click
from flask.cli import AppGroup

from intake.questionnaires.wordings import hash_of, missing
from intake.services.form_library import forms

questionnaire = AppGroup("questionnaire", help="The words of the forms.")


@questionnaire.command("missing")
def list_missing() -> None:
    """List what each form lacks in each of its languages: exit code 1 if there is anything.

    A line each: the form and the language, the id, the hash to write beside the translation, and
    the English. "changed" stands before what was made from another English.
    """
    found = 0
    for form in forms().values():
        for code, wordings in forms().wordings(form.id).items():
            for one in missing(form, wordings):
                found += 1
                state = "changed" if one.stale else "missing"
                parts = (state, form.id, code, one.key, hash_of(one.english), one.english)
                click.echo("\t".join(parts))
    sys.exit(1 if found else 0)
