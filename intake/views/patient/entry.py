"""How a patient gets in: the open door, a link, and coming back."""

from __future__ import annotations

import re
from dataclasses import replace

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake import clock, store
from intake.forms.build import PageForm
from intake.forms.said_dates import Occasion
from intake.languages import Message
from intake.questionnaires import Page, effort
from intake.services.clinic.visits import start_visit
from intake.services.filling.opening import code_of, visit_of_link
from intake.services.form_library import first_form, worded
from intake.services.limits import TooManyError
from intake.spoken import current, gettext, said
from intake.views.clients import client, too_many
from intake.views.errors import WORDS, error_page
from intake.views.patient import birth_date, invitation, language, not_saved, outcomes, pages
from intake.views.patient.form_page import (
    Place,
    View,
    posted_seen,
    show_page,
    take_post,
    wants_later,
)
from intake.views.patient.guards import refuse
from intake.views.patient.journey import Journey, home_address, visit_link
from intake.views.patient.language import day_in_words, moment_in_words
from intake.views.patient.opened_visits import (
    is_open,
    open_to_browser,
    point_at,
    unsent_of,
)
from intake.views.patient.overview import came_from
from intake.views.patient.overview.parts import tasks

LONGEST_KEY = 64
STARTED_TOO_OFTEN = Message(
    "Too many forms were started from your network. Wait an hour, then press Continue again, or "
    "call the clinic"
)
LOCAL = re.compile(r"[\w./-]{0,60}" + came_from.QUERY, re.ASCII)  # a place inside a form


def home() -> View:
    """Say what this is, and open the doors that clinics have switched on."""
    clinics, alone = store.open_clinics(), store.only_clinic()
    if alone:
        language.at(alone)
    form = worded(first_form(), current())
    return render_template(
        "patient/home.html",
        clinics=clinics,
        clinic=alone if alone in clinics else None,
        about=form.title,
        minutes=effort.minutes(form),
    )


def accessibility() -> View:
    """Say what was done so that all can use the form, and what was not tested."""
    return render_template("patient/accessibility.html")


def start(slug: str) -> View:
    """Show the first page without a visit; the first Continue makes the visit.

    The page carries the key of its start: two taps on one page make one visit, two tabs two.
    """
    clinic = store.open_clinic(slug) or refuse()
    language.at(clinic)
    begun = unsent_of(clinic) if request.method == "GET" and "new" not in request.args else []
    if begun:
        return _ask_to_go_on(clinic, begun)
    questionnaire = worded(first_form(), current())
    first = questionnaire.pages[0]
    form = PageForm(first, {}, Occasion(clock.today(clinic.time_zone), clinic.country))
    key = request.form.get("start", "")[:LONGEST_KEY] or store.new_key()
    place = Place(
        gettext("Page %(number)s", number=1),
        back=url_for("patient.home"),
        start=key,
        seen=posted_seen(),
        keep=f"start-{slug}",
    )
    if request.method == "GET" or not take_post(form):
        return show_page(clinic, questionnaire, form, place)
    try:
        visit, made = start_visit(clinic, key, form.answers(), client())
    except TooManyError as error:
        return too_many(
            show_page(clinic, questionnaire, form, replace(place, problem=said(STARTED_TOO_OFTEN))),
            error,
        )
    if made:
        open_to_browser(visit)
        return _begun(Journey.of(visit), first)
    return _start_again(visit, form, place)


def _ask_to_go_on(clinic: store.Clinic, begun: list[store.Visit]) -> str:
    """Offer the forms that this browser has begun and not sent; they name nobody."""
    return render_template(
        "patient/go_on.html",
        clinic=clinic,
        forms=[
            (url_for("patient.go_on", handle=store.handle_of(one)), moment_in_words(one))
            for one in begun
        ],
    )


def link(token: str) -> View:
    """Swap a link for the visit's cookie. Mail scanners follow links: it uses nothing up."""
    try:
        visit = visit_of_link(token, client()) or refuse()
    except TooManyError as error:
        return too_many(error_page(429, *WORDS[429]), error)
    point_at(visit)
    return redirect(url_for("patient.open_form", handle=store.handle_of(visit)), 303)


def open_form(visit: store.Visit) -> View:
    """Start the form, or open it to whoever knows the date of birth, if one is known."""
    if is_open(visit):
        return go_on(visit)
    form = birth_date.asked(visit)
    try:
        if request.method == "POST" and take_post(form) and birth_date.opens(visit, form):
            open_to_browser(visit)
            return _back_to(visit, request.args.get("to", ""))
    except TooManyError as error:
        return too_many(birth_date.ask(visit, form), error)
    return birth_date.ask(visit, form)


def _back_to(visit: store.Visit, place: str) -> View:
    """Lead to the page of the form that was asked for before the date of birth was."""
    if not place or not LOCAL.fullmatch(place):
        return go_on(visit)
    return redirect(f"{url_for('patient.go_on', handle=store.handle_of(visit))}/{place}", 303)


def come_back(visit: store.Visit) -> View:
    """Show the link to come back with, after saving."""
    if not visit.open_to_patient:
        return go_on(visit)
    journey = Journey.of(visit)
    return render_template(
        "patient/come_back.html",
        clinic=visit.clinic,
        visit=visit,
        link=visit_link(visit),
        code=code_of(visit),
        home=home_address(),
        until=day_in_words(visit.expires_at, visit.clinic),
        go_on=journey.resume(),
        tasks=tasks(journey),
        check=journey.check(),
        keep=journey.handle,
    )


def go_on(visit: store.Visit) -> Response:
    """Lead to where the patient goes on: once something is answered, by the list of parts."""
    journey = Journey.of(visit)
    if not visit.open_to_patient:
        return redirect(journey.receipt(), 303)
    if invitation.is_to_confirm(journey):
        return redirect(url_for("patient.invitation", handle=journey.handle), 303)
    begun = journey.next_page not in (journey.pages[0], None)
    return redirect(journey.list_of_parts() if begun else journey.resume(), 303)


def _start_again(visit: store.Visit, form: PageForm, place: Place) -> View:
    """The first Continue came again: a second tap, a page gone back to, or a stranger's."""
    if not store.is_live(visit):
        refuse()
    journey = Journey.of(visit)
    if is_open(visit):
        if not visit.open_to_patient:
            return outcomes.to_receipt(journey, form.page)
        # Drawn before anything was saved, it carries no stamp.
        return pages.post(journey, form, place)
    # Whoever posts all that is saved learns nothing by being let in; of what was sent none is.
    if not visit.open_to_patient or journey.draft.given != form.answers():
        return not_saved.started_before()
    open_to_browser(visit)
    return _begun(journey, form.page)


def _begun(journey: Journey, first: Page) -> Response:
    """Go on from the first page; the next one shows the link, as the page to come back does."""
    onward = journey.onward(first)
    return redirect(onward if wants_later() else f"{onward}?started=1", 303)
