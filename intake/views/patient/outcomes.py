"""What a post that cannot be saved leads to: its page again, the receipt, or the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import redirect, request

from intake import store
from intake.forms.build import PageForm
from intake.languages import Message
from intake.questionnaires import Page
from intake.services.documents import submission_of
from intake.services.filling.answers import ChangedError, FullError, TooLongError, entry_stamp
from intake.spoken import gettext, said
from intake.views.patient import not_saved
from intake.views.patient.form_page import Changed, Place, View, posted_seen, take_post
from intake.views.patient.journey import Journey
from intake.views.patient.note_question import LIST
from intake.views.patient.opened_visits import did_send, remember_late

LIST_FULL = Message("The list is full. Tell your doctor about the rest at the visit")


def changed(place: Place, page: Page, error: ChangedError, given: Mapping[str, Any]) -> Place:
    """The place once more, with what was saved elsewhere; the next Continue replaces that."""
    seen = entry_stamp(error.saved)
    return replace(place, seen=seen, changed=Changed.of(page, error.saved, given))


def over(place: Place, error: FullError | TooLongError) -> Place:
    """The place once more, with what keeps its page from being saved and what to do."""
    if isinstance(error, FullError):
        return replace(place, problem=said(LIST_FULL))
    return replace(
        place,
        problem=gettext(
            "Your whole form is too long to save by about %(number)s letters. Shorten what you "
            "typed here, or go to another page and shorten it there",
            number=error.over,
        ),
    )


def closed(journey: Journey, page: Page) -> View:
    """What became of a form that closed while a page of it was being saved."""
    visit = journey.visit
    if store.visit_in_browser(visit.clinic.id, visit.id, visit.link_serial) is None:
        return not_saved.cannot_open()  # cancelled, or its link replaced
    return to_receipt(journey, page)


def to_receipt(journey: Journey, page: Page) -> View:
    """Lead to the receipt; what this page held and was not sent is shown first.

    Only the browser that sent is told whether it was sent: another could try what was answered.
    """
    mine = did_send(journey.visit)
    if request.method == "POST" and not (mine and _was_sent(journey, page)):
        remember_late(journey.visit)
        return not_saved.sent_already(journey.receipt())
    return redirect(journey.receipt(), 303)


def not_shown(journey: Journey) -> View:
    """Lead back into the form from a page that its answers hide; nothing typed there is lost."""
    if request.method == "POST":
        return not_saved.not_asked_now(journey.resume())
    return redirect(journey.resume(), 303)


def _was_sent(journey: Journey, page: Page) -> bool:
    """Whether what was posted is what was sent."""
    sent = submission_of(journey.visit)
    if sent is None:
        return False
    if page.repeats and LIST.id in request.form:
        return not request.form[LIST.id].strip()
    form = PageForm(page, sent.answers, journey.occasion(sent.moment.date()))
    take_post(form)
    given = {**_confirmed(journey, page, sent.answers), **form.answers()}
    if page.repeats:
        own = sent.answers.get(page.id, [])
        kept = not given and posted_seen() in map(entry_stamp, own)  # it was to be removed
        return not kept and (not given or given in own)
    return given == {q.id: sent.answers[q.id] for q in page.questions if q.id in sent.answers}


def _confirmed(journey: Journey, page: Page, sent: Mapping[str, Any]) -> dict[str, Any]:
    """What the page may not have asked, since it was confirmed on the invitation."""
    if not journey.booked.items() <= sent.items():
        return {}
    return {key: value for key, value in journey.booked.items() if key in page.ids}
