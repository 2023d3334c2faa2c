"""Break-glass: open one visit with a reason; tell the administrators, who say they have seen it."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from intake import store
from intake.actor import Actor
from intake.forms.people import EmergencyForm
from intake.services.accounts import emergencies
from intake.views.access import administrator_of_clinic, member_of_visit
from intake.views.actors import session_in_use
from intake.views.audited import does, shows
from intake.views.replies import Reply

blueprint = Blueprint("emergencies", __name__, url_prefix="/clinic")


@blueprint.route("/visits/<reference>/emergency", methods=["GET", "POST"])
@member_of_visit
@does("broke the glass", asks="saw visit")
def open_visit(actor: Actor, visit: store.Visit) -> Reply:
    """Ask for a reason, then show this visit's answers for an hour."""
    if actor.sees_answers:
        return _to_record(visit)
    form, may = EmergencyForm(), emergencies.may_open(session_in_use())
    if may and form.validate_on_submit():
        emergencies.open_visit(actor, visit, form.reason.data or "")
        return _to_record(visit)
    page = render_template(
        "clinic/emergency.html", actor=actor, clinic=visit.clinic, visit=visit, form=form, may=may
    )
    return page, 422 if form.errors else 200


@blueprint.get("/emergencies")
@administrator_of_clinic
@shows("saw emergencies")
def show(actor: Actor, clinic: store.Clinic) -> Reply:
    """Show what was opened in an emergency and nobody has said to have seen."""
    return render_template(
        "admin/emergencies.html",
        actor=actor,
        clinic=clinic,
        emergencies=[(one, emergencies.may_see(actor, one)) for one in emergencies.to_see(actor)],
    )


@blueprint.post("/emergencies/seen")
@administrator_of_clinic
@does("noted emergency")
def seen(actor: Actor, clinic: store.Clinic) -> Reply:
    """Keep that this administrator has seen one."""
    named = request.form.get("emergency", "")
    for one in emergencies.to_see(actor):
        if named == f"{one.reference} {one.number}":
            if not emergencies.may_see(actor, one):
                abort(403)
            emergencies.see(actor, one)
    return redirect(url_for("emergencies.show", at=clinic.slug), 303)


def _to_record(visit: store.Visit) -> Response:
    return redirect(url_for("record.show", reference=visit.reference), 303)
