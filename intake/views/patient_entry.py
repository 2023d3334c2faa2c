"""How a patient gets in: the open door, a link, and coming back."""

from __future__ import annotations

from datetime import date

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake import clock, store
from intake.forms.build import PageForm
from intake.questionnaires.model import Page, Question
from intake.services import documents
from intake.views.patient_forms import Place, View, show_page, take_post, wants_later
from intake.views.patient_journey import Journey, day_in_words, visit_link
from intake.views.patient_session import (
    begin,
    begun,
    closed,
    is_open,
    linked,
    open_to_browser,
    opened,
    point_at,
)

BORN = Question(
    id="born",
    kind="date",
    patient="Date of birth of the patient",
    hint="For example: 27 3 1985",
    clinician="",
    error="Enter the full date of birth, with day, month and year",
    required=True,
)
ASK_BORN = Page(id="open", patient="", clinician="", questions=(BORN,))
ASK_NOTHING = Page(id="open", patient="", clinician="", questions=())
NOT_OPENED = {
    "wrong": "This is not the date of birth that was given before. Check it and try again",
    "locked": "That was wrong too many times. Wait 15 minutes, then try again, or call your clinic",
}


def home() -> View:
    """Say what this is, and open the doors that clinics have switched on."""
    return render_template("patient/home.html", clinics=store.open_clinics())


def start(slug: str) -> View:
    """Show the first page without a visit; the first Continue makes the visit."""
    clinic = store.open_clinic(slug) or closed()
    questionnaire = documents.first_questionnaire()
    first = questionnaire.pages[0]
    form = PageForm(first, {}, clock.today(clinic.time_zone))
    if request.method == "POST" and take_post(form):
        visit = store.start_visit(clinic.id, questionnaire.id, begun())
        open_to_browser(visit)
        journey = Journey.of(visit).save(first, form.answers())
        if wants_later():
            return redirect(url_for("patient.come_back"), 303)
        return redirect(f"{journey.after(first)}?started=1", 303)
    begin()
    return show_page(clinic, questionnaire, form, Place("Page 1", back=url_for("patient.home")))


def link(token: str) -> View:
    """Swap a link for the session cookie. Mail scanners follow links: it uses nothing up."""
    point_at(store.visit_for_token(token) or closed())
    return redirect(url_for("patient.open_form"), 303)


def open_form() -> View:
    """Start the form, or open saved answers to whoever knows the date of birth."""
    visit = linked()
    if is_open():
        return _go_on(visit)
    form = PageForm(
        ASK_BORN if store.needs_birth_date(visit) else ASK_NOTHING,
        {},
        clock.today(visit.clinic.time_zone),
    )
    if request.method == "POST" and take_post(form) and _is_right(visit, form):
        open_to_browser(visit)
        return _go_on(visit)
    problems = form.problems()
    status = 422 if problems else 200
    return render_template(
        "patient/open.html", clinic=visit.clinic, visit=visit, form=form, problems=problems
    ), status


def come_back() -> View:
    """Show the link to come back with, after saving."""
    visit = opened()
    return render_template(
        "patient/come_back.html",
        clinic=visit.clinic,
        visit=visit,
        link=visit_link(visit),
        until=day_in_words(visit.expires_at, visit.clinic),
        go_on=Journey.of(visit).resume(),
    )


def _go_on(visit: store.Visit) -> Response:
    if not visit.open_to_patient:
        return redirect(url_for("patient.sent"), 303)
    return redirect(Journey.of(visit).resume(), 303)


def _is_right(visit: store.Visit, form: PageForm) -> bool:
    if BORN.id not in form:
        return True
    result = store.check_birth_date(visit, date.fromisoformat(form[BORN.id].data))
    if result == "ok":
        return True
    form[BORN.id].errors = [NOT_OPENED[result]]
    return False
