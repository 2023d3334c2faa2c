"""A clinician says on the record how a medicine text was read: right, wrong, or neither."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, url_for

from intake import store
from intake.actor import Actor
from intake.forms.verification import VerificationForm
from intake.services.clinic.record import record_of
from intake.services.clinic.verify import add_verification
from intake.views.access import doctor_of_visit
from intake.views.audited import does
from intake.views.clinic import record
from intake.views.replies import Reply

blueprint = Blueprint("verification", __name__)
GONE = "That medicine is not read that way on this form now. Find it in the list and mark it there."
UNSENT = "The form is not sent yet, so its medicines may still change. Mark them once it is sent."


@blueprint.post("/clinic/visits/<reference>/markings")
@doctor_of_visit
@does("verified medicine", else_shows="saw record")
def add(actor: Actor, visit: store.Visit) -> Reply:
    """Keep a verdict on one reading; what cannot be kept comes back as it was typed."""
    form = VerificationForm()
    shown = record_of(visit) or abort(404)
    listed = record.medicines(actor, shown, store.verifications(visit))
    keys = [one.reading.key for one in listed]
    place = keys.index(form.about.data) if form.about.data in keys else None
    message = UNSENT if shown.unsent else _problem(form, place)
    if message or place is None:
        return record.page(actor, visit, record.Refused(form, message, place)), 422
    add_verification(actor, visit, shown.version, listed[place].reading, form.given)
    return redirect(
        url_for("record.show", reference=visit.reference, _anchor=f"medicine-{place}"), 303
    )


def _problem(form: VerificationForm, place: int | None) -> str:
    """What to do first; "" if the verdict can be kept."""
    if place is None:
        return GONE
    if form.validate():
        return ""
    return str(next(message for messages in form.errors.values() for message in messages))
