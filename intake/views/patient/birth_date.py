"""The date of birth that opens a form: asked for at the link, and again after a while."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask import render_template, request

from intake import clock, store
from intake.forms.build import PageForm
from intake.forms.said_dates import Occasion
from intake.languages import Message
from intake.questionnaires import Page, Question, effort
from intake.services import audit
from intake.services.filling.opening import check_birth_date, guard_of
from intake.services.form_library import worded_form_of
from intake.services.limits import TooManyError
from intake.spoken import gettext, said
from intake.views.clients import client, minutes, too_many
from intake.views.patient import language
from intake.views.patient.form_page import TOO_OLD, View, is_stale
from intake.views.patient.language import day_in_words

BORN = Question(
    id="born",
    kind="date",
    patient=Message("Date of birth of the patient"),
    hint=Message("For example: {date}"),
    clinician="",
    error=Message("Enter the full date of birth, with day, month and year"),
    required=True,
)
PARTS = ("born-day", "born-month", "born-year")
ASK_BORN = Page(id="open", patient="", clinician="", questions=(BORN,))
ASK_NOTHING = Page(id="open", patient="", clinician="", questions=())
TRIED_TOO_OFTEN = Message(
    "Too many dates of birth were tried from your network. Wait %(time)s, then try again, or call "
    "your clinic"
)
NOT_OPENED = {
    "wrong": Message(
        "This is not the date of birth that belongs to this form. Check it and try again, or call "
        "your clinic"
    ),
    "15 minutes": Message(
        "That was wrong too many times. Wait 15 minutes, then try again, or call your clinic"
    ),
    "1 hour": Message(
        "That was wrong too many times. Wait 1 hour, then try again, or call your clinic"
    ),
    "until a new link": Message(
        "That was wrong too many times, so this link does not open any more. Call your clinic and "
        "ask for a new link. What you saved is safe"
    ),
}


def asked(visit: store.Visit) -> PageForm:
    """What has to be answered before the form opens: the date of birth, if one is known."""
    page = ASK_BORN if guard_of(visit) else ASK_NOTHING
    occasion = Occasion(clock.today(visit.clinic.time_zone), visit.clinic.country)
    return PageForm(language.spoken_page(page), {}, occasion)


def opens(visit: store.Visit, form: PageForm) -> bool:
    """Whether what was answered opens the form; if not, the form says why.

    Raises TooManyError, and the form says so.
    """
    if BORN.id not in form:
        audit.record("patient", "opened form", visit)
        return True
    try:
        result = check_birth_date(visit, date.fromisoformat(form[BORN.id].data), client())
    except TooManyError as error:
        form[BORN.id].errors = [gettext(TRIED_TOO_OFTEN, time=minutes(error))]
        raise
    form[BORN.id].errors = [] if result == "ok" else [said(NOT_OPENED[result])]
    return result == "ok"


def again(visit: store.Visit) -> View | None:
    """Ask for the date of birth before a post is taken; None once the right one came with it.

    What was typed goes along unseen and is saved by the same press of the button.
    """
    form = asked(visit)
    given = not request.form.keys().isdisjoint(PARTS) and not language.chosen()
    try:
        if given and form.post(request.form) and opens(visit, form):
            return None
    except TooManyError as error:
        return too_many(_page(visit, form, carried()), error)
    if language.chosen():
        form.post(request.form, complete=False)
        form.forgive()
        return _page(visit, form, carried()), 200
    return _page(visit, form, carried()), 422 if given else 409


def carried() -> list[tuple[str, str]]:
    """What was posted besides the date of birth, field by field."""
    besides = (*PARTS, "csrf_token", language.FIELD)
    others = (pair for pair in request.form.lists() if pair[0] not in besides)
    return [(key, value) for key, values in others for value in values]


def ask(visit: store.Visit, form: PageForm) -> View:
    """The page that opens the form."""
    status = 422 if form.problems() else 200
    return _page(visit, form, ()), 400 if is_stale() else status


def _page(visit: store.Visit, form: PageForm, typed: Iterable[tuple[str, str]]) -> str:
    return render_template(
        "patient/open.html",
        clinic=visit.clinic,
        visit=visit,
        form=form,
        problems=[("#maincontent", said(TOO_OLD))] if is_stale() else form.problems(),
        day=day_in_words(visit.scheduled_at, visit.clinic) if visit.scheduled_at else "",
        typed=list(typed),
        minutes=effort.minutes(worded_form_of(visit)),
    )
