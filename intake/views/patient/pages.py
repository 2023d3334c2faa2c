"""One page of the form: show it, save it, go on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from intake import store
from intake.forms.build import PageForm
from intake.questionnaires import Page
from intake.services.answers import ChangedError, ClosedError, entry_stamp, page_stamp
from intake.services.documents import submission_of
from intake.views.patient import entries, not_saved
from intake.views.patient.form_page import (
    Changed,
    Place,
    View,
    posted_seen,
    show_page,
    take_post,
    wants_later,
)
from intake.views.patient.journey import Journey, visit_link
from intake.views.patient.opened_visits import remember_late


def page(visit: store.Visit, page_id: str) -> View:
    """Show a page; save what is posted and go on."""
    journey = Journey.of(visit)
    wanted = journey.page(page_id)
    if not visit.open_to_patient:
        return to_receipt(journey, wanted)
    if wanted not in journey.pages:
        return not_shown(journey)
    if wanted.repeats:
        return entries.listing(journey, wanted)
    form = journey.page_form(wanted)
    if request.method == "POST":
        return post(journey, form, _place(journey, wanted, posted_seen()))
    return show_page(
        visit.clinic,
        journey.form,
        form,
        _place(journey, wanted, page_stamp(journey.draft, wanted)),
    )


def post(journey: Journey, form: PageForm, place: Place) -> View:
    """Save the posted page and go on, or show it again with what keeps it from being saved."""
    clinic, page = journey.visit.clinic, form.page
    if not take_post(form):
        return show_page(clinic, journey.form, form, place)
    try:
        journey = journey.save(page, form.answers(), place.seen)
    except ChangedError as error:
        return show_page(clinic, journey.form, form, changed(place, page, error, form.answers()))
    except ClosedError:
        return to_receipt(journey, page)
    return redirect(onward(journey, page), 303)


def onward(journey: Journey, page: Page) -> str:
    """Where a saved page leads."""
    if wants_later():
        return url_for("patient.come_back", handle=journey.handle)
    return journey.after(page)


def changed(place: Place, page: Page, error: ChangedError, given: Mapping[str, Any]) -> Place:
    """The place once more, with what was saved elsewhere; the next Continue replaces that."""
    seen = entry_stamp(error.saved)
    return replace(place, seen=seen, changed=Changed.of(page, error.saved, given))


def with_problem(place: Place, problem: str) -> Place:
    """The place once more, with what keeps the page from being saved."""
    return replace(place, problem=problem)


def to_receipt(journey: Journey, page: Page) -> Response:
    """Lead to the receipt, which says so if this page held something that was not sent."""
    if request.method == "POST" and _not_sent(journey, page):
        remember_late(journey.visit)
    return redirect(journey.receipt(), 303)


def not_shown(journey: Journey) -> View:
    """Lead back into the form from a page that its answers hide; nothing typed there is lost."""
    if request.method == "POST":
        return not_saved.not_asked_now(journey.resume())
    return redirect(journey.resume(), 303)


def _place(journey: Journey, page: Page, seen: str) -> Place:
    link = visit_link(journey.visit) if "started" in request.args else ""
    return Place(journey.progress(page), journey.before(page), link=link, seen=seen)


def _not_sent(journey: Journey, page: Page) -> bool:
    """Whether what was posted differs from what was sent."""
    sent = submission_of(journey.visit)
    if sent is None:
        return True
    form = PageForm(page, sent.answers, sent.moment.date())
    take_post(form)
    given = form.answers()
    if page.repeats:
        return bool(given) and given not in sent.answers.get(page.id, [])
    return given != {q.id: sent.answers[q.id] for q in page.questions if q.id in sent.answers}
