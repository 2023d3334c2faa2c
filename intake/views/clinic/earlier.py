"""Say that a visit is a later one of the same patient, after both were shown; or take it back."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake import store
from intake.actor import Actor
from intake.forms.earlier import EarlierForm
from intake.services import audit
from intake.services.clinic import linking
from intake.views.access import doctor_of_visit
from intake.views.audited import does
from intake.views.replies import Reply

blueprint = Blueprint("earlier", __name__, url_prefix="/clinic/visits")


@blueprint.route("/<reference>/earlier", methods=["GET", "POST"])
@doctor_of_visit
@does("linked visits", asks="saw visit")
def link(actor: Actor, visit: store.Visit) -> Reply:
    """Ask for the reference of the visit before, show whom both are for, then link them."""
    posted = request.method == "POST"
    form, found = EarlierForm() if posted else EarlierForm(request.args), None
    if form.validate() if posted else form.of.data:
        try:
            found = linking.found(visit, form.of.data or "")
            if posted:
                linking.link(actor, visit, found)
                return _to_record(visit)
        except linking.LinkError as error:
            form.of.errors = [str(error)]
    if found:
        audit.record(actor, "saw visit", found)
    page = render_template(
        "clinic/earlier.html", actor=actor, clinic=visit.clinic, visit=visit, form=form, found=found
    )
    return page, 422 if form.errors else 200


@blueprint.post("/<reference>/earlier/remove")
@doctor_of_visit
@does("unlinked visits")
def unlink(actor: Actor, visit: store.Visit) -> Reply:
    """Take back which visit was the one before."""
    linking.unlink(actor, visit)
    return _to_record(visit)


def _to_record(visit: store.Visit) -> Response:
    return redirect(url_for("record.show", reference=visit.reference, _anchor="since"), 303)
