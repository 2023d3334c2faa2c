"""Make a visit, cancel it, give it a new link."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, render_template, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from intake import store
from intake.actor import Actor
from intake.forms.visit import VisitForm
from intake.services import visits as services
from intake.views.access import clinician_of_clinic, clinician_of_visit
from intake.views.replies import Reply

blueprint = Blueprint("visits", __name__, url_prefix="/clinic/visits")


@blueprint.route("/new", methods=["GET", "POST"])
@clinician_of_clinic
def new(actor: Actor, clinic: store.Clinic) -> Reply:
    """Create a visit and show its link."""
    form = VisitForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        page = render_template("clinic/new_visit.html", actor=actor, clinic=clinic, form=form)
        return page, status
    visit = services.create_visit(
        clinic,
        kind=form.kind.data,
        scheduled_at=form.moment(ZoneInfo(clinic.time_zone)),
        booked=store.Identity(form.name.data or "", form.born.data),
    )
    return _to_record(visit)


@blueprint.route("/<reference>/cancel", methods=["GET", "POST"])
@clinician_of_visit
def cancel(actor: Actor, visit: store.Visit) -> Reply:
    """Ask, then cancel a visit whose form was not sent."""
    form = FlaskForm()
    if not visit.open_to_patient:
        return _to_record(visit)
    if not form.validate_on_submit():
        return render_template(
            "clinic/cancel.html", actor=actor, clinic=visit.clinic, visit=visit, form=form
        )
    services.cancel_visit(visit)
    return _to_record(visit)


@blueprint.post("/<reference>/link")
@clinician_of_visit
def renew_link(actor: Actor, visit: store.Visit) -> Reply:
    """Replace the link by a new one; the old one stops working."""
    services.renew_link(visit)
    return _to_record(visit)


def _to_record(visit: store.Visit) -> Response:
    return redirect(url_for("record.show", reference=visit.reference), 303)
