"""A clinician marks on the record how a medicine text was read: right, wrong, or neither."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, url_for
from flask_security import current_user
from werkzeug.wrappers import Response

from intake.forms.marking import MarkingForm
from intake.services import documents
from intake.services.verify import add_marking
from intake.views import record_page
from intake.views.access import clinician

blueprint = Blueprint("markings", __name__)
GONE = "That medicine is not read that way on this form now. Find it in the list and mark it there."
UNSENT = "The form is not sent yet, so its medicines may still change. Mark them once it is sent."


@blueprint.post("/clinic/visits/<reference>/markings")
@clinician
def add(reference: str) -> Response | tuple[str, int]:
    """Keep a word on one reading; what cannot be kept comes back as it was typed."""
    visit, form = record_page.own_visit(reference), MarkingForm()
    summary = documents.summary_of(visit) or abort(404)
    listed = record_page.medicines(visit, summary)
    keys = [one.reading.key for one in listed]
    place = keys.index(form.about.data) if form.about.data in keys else None
    message = UNSENT if summary.header.unsent else _problem(form, place)
    if message or place is None:
        return record_page.show(visit, record_page.Refused(form, message, place)), 422
    reading, version = listed[place].reading, summary.footer.version
    add_marking(visit, version, current_user.id, reading, form.word)
    return redirect(
        url_for("clinician.record", reference=reference, _anchor=f"medicine-{place}"), 303
    )


def _problem(form: MarkingForm, place: int | None) -> str:
    """What to do first; "" if the word can be kept."""
    if place is None:
        return GONE
    if form.validate():
        return ""
    return str(next(message for messages in form.errors.values() for message in messages))
