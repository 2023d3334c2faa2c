"""A page of questions in the browser: read what was posted, show what it became."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, render_template, request
from werkzeug.wrappers import Response

from intake import store
from intake.forms.build import PageForm
from intake.questionnaires.model import Questionnaire

View = str | tuple[str, int] | Response
RETURNING = "?from=check"  # leads back to the check page
LATER = "later"  # the value of the button "Save and come back later"


def take_post(form: PageForm) -> bool:
    """Read the posted answers; True if they can be saved. 400 for keys never asked for."""
    if form.unknown_keys(request.form.keys()):
        abort(400)
    return form.post(request.form, complete=not wants_later())


def wants_later() -> bool:
    """Whether the patient asked to stop here for now."""
    return request.form.get("then") == LATER


def from_check() -> bool:
    """Whether the patient came from the check page and wants to return to it."""
    return request.args.get("from") == "check"


@dataclass(frozen=True)
class Place:
    """Where a page of questions stands."""

    progress: str  # "Page 3 of 10"
    back: str  # address of the page before; "" if there is none
    heading: str = ""  # in place of the page's own
    link: str = ""  # the link to come back with, when it is to be shown


def show_page(
    clinic: store.Clinic, questionnaire: Questionnaire, form: PageForm, place: Place
) -> View:
    """A page of questions, with status 422 if what was posted has errors."""
    problems = form.problems()
    html = render_template(
        "patient/page.html",
        clinic=clinic,
        questionnaire=questionnaire,
        form=form,
        page=form.page,
        place=place,
        problems=problems,
    )
    return (html, 422) if problems else html
