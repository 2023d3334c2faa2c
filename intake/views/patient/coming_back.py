"""Coming back without the link: a code that is typed with the date of birth."""

from __future__ import annotations

from datetime import date

from flask import render_template, request

from intake import clock
from intake.forms.build import PageForm
from intake.forms.said_dates import Occasion
from intake.languages import Message
from intake.questionnaires import Page, Question
from intake.services.filling.opening import visit_of_code
from intake.services.limits import TooManyError
from intake.spoken import gettext, said
from intake.views.clients import client, minutes, too_many
from intake.views.patient import entry
from intake.views.patient.birth_date import BORN
from intake.views.patient.form_page import TOO_OLD, View, is_stale, take_post
from intake.views.patient.language import spoken_page
from intake.views.patient.opened_visits import open_to_browser

CODE = Question(
    id="code",
    kind="text",
    patient=Message("Your code"),
    hint=Message("8 letters and numbers, for example: K7PM-2XQD"),
    clinician="",
    error=Message("Enter the code that you wrote down"),
    required=True,
    max_length=40,
)
PAGE = Page(id="come-back", patient="", clinician="", questions=(CODE, BORN))
NOT_FOUND = Message(
    "We cannot find a form with this code and date of birth. Check both and try again, open the "
    "link from your clinic, or call your clinic"
)
TOO_OFTEN = Message(
    "This was tried too many times. Wait %(time)s, then try again, or call your clinic"
)


def with_code() -> View:
    """Ask for the code and the date of birth, and go on with the form they belong to."""
    form = PageForm(spoken_page(PAGE), {}, Occasion(clock.today("UTC")))
    try:
        if request.method == "POST" and take_post(form):
            born = date.fromisoformat(form[BORN.id].data)
            visit = visit_of_code(form[CODE.id].data, born, client())
            if visit:
                open_to_browser(visit)
                return entry.go_on(visit)
            form[CODE.id].errors = [said(NOT_FOUND)]
    except TooManyError as error:
        form[CODE.id].errors = [gettext(TOO_OFTEN, time=minutes(error))]
        return too_many(_page(form), error)
    return _page(form)


def _page(form: PageForm) -> View:
    problems = [("#code", said(TOO_OLD))] if is_stale() else form.problems()
    page = render_template("patient/with_code.html", form=form, problems=problems)
    return page, 400 if is_stale() else 422 if problems else 200
