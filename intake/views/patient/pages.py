"""One page of the form: show it, save it, go on."""

from __future__ import annotations

from dataclasses import replace

from flask import redirect, request

from intake import store
from intake.forms.build import PageForm
from intake.services.filling.answers import (
    ChangedError,
    ClosedError,
    HiddenError,
    TooLongError,
    page_stamp,
)
from intake.services.filling.opening import code_of
from intake.views.patient import outcomes
from intake.views.patient.form_page import (
    Place,
    View,
    posted_seen,
    show_page,
    stops_early,
    take_post,
    typed_in,
)
from intake.views.patient.journey import Journey, home_address, visit_link
from intake.views.patient.medicines import entries
from intake.views.patient.opened_visits import may_answer
from intake.views.patient.overview import came_from
from intake.views.patient.read_back import read_back, unconfirmed


def page(visit: store.Visit, page_id: str) -> View:
    """Show a page; save what is posted and go on."""
    journey = Journey.of(visit)
    wanted = journey.page(page_id)
    if not may_answer(visit):
        return outcomes.to_receipt(journey, wanted)
    if wanted not in journey.pages:
        return outcomes.not_shown(journey)
    if wanted.repeats:
        return entries.listing(journey, wanted)
    form = journey.page_form(wanted)
    form.ask_about(unconfirmed(journey, wanted))
    if request.method == "POST":
        return post(journey, form, _place(journey, form, posted_seen()))
    form.show_read(came_from.key_at(journey.rows, request.args.get("read", "")))
    form.show_unread(journey.draft.unread.get(wanted.id, {}))
    return show_page(
        visit.clinic,
        journey.form,
        form,
        _place(journey, form, page_stamp(journey.draft, wanted)),
    )


def post(journey: Journey, form: PageForm, place: Place) -> View:
    """Save the posted page and go on, or show it again with what keeps it from being saved."""
    clinic, page = journey.visit.clinic, journey.page(form.page.id)
    if not take_post(form):
        return show_page(clinic, journey.form, form, place)
    try:
        journey = journey.save(page, journey.with_confirmed(page, typed_in(form, place.seen)))
    except ChangedError as error:
        return show_page(
            clinic, journey.form, form, outcomes.changed(place, form.page, error, form.answers())
        )
    except TooLongError as error:
        return show_page(clinic, journey.form, form, outcomes.over(place, error))
    except HiddenError:
        return outcomes.not_shown(Journey.of(journey.visit))
    except ClosedError:
        return outcomes.closed(journey, page)
    return redirect(_onward(journey, form), 303)


def _onward(journey: Journey, form: PageForm) -> str:
    """Where a saved page leads: back to itself while it asks about what was just saved."""
    page = journey.page(form.page.id)
    if stops_early() or not (form.guessed or unconfirmed(journey, page)):
        return journey.onward(page)
    guessed = {"read": journey.rows[form.guessed]} if form.guessed else {}
    return journey.address(page, {**came_from.kept(), **guessed})


def _place(journey: Journey, form: PageForm, seen: str) -> Place:
    page = journey.page(form.page.id)
    place = Place(
        journey.progress(page),
        journey.before(page),
        seen=seen,
        keep=journey.handle,
        helped=journey.helped,
        read_back=read_back(journey, page) if request.method == "GET" else (),
        about=journey.visit.booked.name if len(form.page.questions) < len(page.questions) else "",
    )
    if "started" not in request.args:
        return place
    visit = journey.visit
    return replace(place, link=visit_link(visit), code=code_of(visit), home=home_address())
