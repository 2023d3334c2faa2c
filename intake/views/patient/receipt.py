"""After the sending: the receipt, changes of what was sent, and notes."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for

from intake import clock, store
from intake.forms.build import PageForm
from intake.forms.said_dates import Occasion
from intake.languages import Message
from intake.services import audit, documents, form_library
from intake.services.filling import amending
from intake.services.filling.answers import ClosedError, FullError
from intake.spoken import gettext
from intake.views.patient import language, not_saved
from intake.views.patient.form_page import View, take_post
from intake.views.patient.language import day_in_words
from intake.views.patient.note_question import ADD_NOTE
from intake.views.patient.opened_visits import came_late, did_send, is_open, others_unsent

TOO_MANY_NOTES = Message(
    "You cannot add another note. Call %(clinic)s, or tell your doctor at the visit"
)


def sent(visit: store.Visit) -> View:
    """The receipt. Whoever did not send it from this browser sees no answer."""
    return _receipt(visit, _note_form(visit))


def change_sent(visit: store.Visit) -> View:
    """Begin to change what was sent from this browser, or go on with that."""
    if did_send(visit):
        try:
            amending.begin_changes(visit)
        except ClosedError:
            return _to_receipt(visit)
        return redirect(url_for("patient.check", handle=store.handle_of(visit)), 303)
    return _to_receipt(visit)


def drop_changes(visit: store.Visit) -> View:
    """Forget changes that were not sent."""
    if did_send(visit):
        amending.drop_changes(visit)
    return _to_receipt(visit)


def note(visit: store.Visit) -> View:
    """Add a note to what was sent; whoever has opened the link may."""
    form = _note_form(visit)
    if request.method == "GET" or visit.status != "sent":
        return _to_receipt(visit)
    if not take_post(form):
        return _receipt(visit, form, 200 if language.chosen() else 422)
    try:
        amending.add_note(visit, form.answers()["note"])
    except ClosedError:
        return not_saved.too_late_for_notes(url_for("patient.sent"))
    except FullError:
        whom = visit.clinic.phone or visit.clinic.name
        form["note"].errors = [gettext(TOO_MANY_NOTES, clinic=whom)]
        return _receipt(visit, form, 409)
    return redirect(url_for("patient.sent", handle=store.handle_of(visit), added="note"), 303)


def _receipt(visit: store.Visit, form: PageForm, status: int = 200) -> View:
    submission = documents.submission_of(visit)
    if visit.status != "sent" or submission is None:
        return redirect(url_for("patient.open_form", handle=store.handle_of(visit)), 303)
    mine = did_send(visit)
    response = documents.response_to(submission)
    read = form_library.in_patients_words(response.form, visit)
    page = render_template(
        "patient/sent.html",
        clinic=visit.clinic,
        visit=visit,
        mine=mine,
        late=came_late(visit),
        others=others_unsent(visit),
        opened=audit.opened_since_sent(visit) if mine else None,
        notes=submission.notes,
        sent_on=day_in_words(submission.moment, visit.clinic),
        advice=read.advice if mine and submission.advice_shown else None,
        ring_today=read.ring_today if mine and response.ring_today else None,
        may_add=amending.may_amend(visit) and is_open(visit),
        form=form,
        problems=form.problems(),
        added="added" in request.args,
    )
    return page, status


def _note_form(visit: store.Visit) -> PageForm:
    occasion = Occasion(clock.today(visit.clinic.time_zone))
    return PageForm(language.spoken_page(ADD_NOTE), {}, occasion)


def _to_receipt(visit: store.Visit) -> View:
    return redirect(url_for("patient.sent", handle=store.handle_of(visit)), 303)
