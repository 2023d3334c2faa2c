"""Make a visit, show its link, cancel it, give it a new link: all without its answers."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from intake import clock, store
from intake.actor import Actor
from intake.forms.visit import VisitForm
from intake.services.clinic import visits as services
from intake.services.documents import booked_as
from intake.services.messages.asking import post_of
from intake.views.access import member_of_clinic, member_of_visit
from intake.views.audited import does, shows
from intake.views.replies import Reply

blueprint = Blueprint("visits", __name__, url_prefix="/clinic/visits")


@blueprint.route("/new", methods=["GET", "POST"])
@member_of_clinic
@does("created visit")
def new(actor: Actor, clinic: store.Clinic) -> Reply:
    """Create a visit and show its link."""
    form = VisitForm()
    if not current_app.config["SETTINGS"].writes_to_patients:
        del form.email
    form.key.data = form.key.data or store.new_key()
    back = "back" in request.form  # to the form, from the question below
    zone = ZoneInfo(clinic.time_zone)
    if not form.validate_on_submit() or form.writes_too_late(zone) or back:
        status = 422 if form.errors else 200
        page = render_template("clinic/new_visit.html", actor=actor, clinic=clinic, form=form)
        return page, status
    if not form.name.data and form.nameless.data != "1":
        return render_template("clinic/nameless.html", actor=actor, clinic=clinic, form=form)
    visit = services.create_visit(
        clinic,
        services.Booking(
            store.Identity(form.name.data or "", form.born.data),
            form.kind.data,
            form.moment(zone),
            store.OnFile(**form.on_file()),
            (form.email.data or "") if "email" in form else "",
        ),
        form.key.data,
        by=actor,
    )
    return to_visit_page(actor, visit)


@blueprint.get("/<reference>/booking")
@member_of_visit
@shows("saw visit")
def show(actor: Actor, visit: store.Visit) -> Reply:
    """Show one visit without its answers: who, when, how far, and the patient's link."""
    return render_template(
        "clinic/booking.html",
        actor=actor,
        clinic=visit.clinic,
        visit=visit,
        booked_as=booked_as(visit) if visit.differs else "",
        link=patient_link(visit),
        known=store.on_file(visit),
        post=post_of(visit),
    )


@blueprint.route("/<reference>/cancel", methods=["GET", "POST"])
@member_of_visit
@does("cancelled visit", asks="saw visit")
def cancel(actor: Actor, visit: store.Visit) -> Reply:
    """Ask, then cancel a visit whose form was not sent."""
    form = FlaskForm()
    if not visit.open_to_patient:
        return to_visit_page(actor, visit)
    if not form.validate_on_submit():
        return render_template(
            "clinic/cancel.html",
            actor=actor,
            clinic=visit.clinic,
            visit=visit,
            visit_page=visit_page,
            form=form,
        )
    services.cancel_visit(visit, actor)
    return to_visit_page(actor, visit)


@blueprint.post("/<reference>/link")
@member_of_visit
@does("renewed link")
def renew_link(actor: Actor, visit: store.Visit) -> Reply:
    """Replace the link by a new one; the old one stops working."""
    services.renew_link(visit, actor)
    return to_visit_page(actor, visit)


def patient_link(visit: store.Visit) -> str:
    """The link to give the patient; "" when it no longer works."""
    if visit.status == "cancelled" or visit.expires_at <= clock.now():
        return ""
    base: str = current_app.config["SETTINGS"].base_url
    return base + url_for("patient.link", token=store.link_token(visit))


def visit_page(actor: Actor) -> str:
    """The endpoint of a visit's page: with its answers for who may see them."""
    return "record.show" if actor.sees_answers else "visits.show"


def to_visit_page(actor: Actor, visit: store.Visit) -> Response:
    """Lead to the visit's page."""
    return redirect(url_for(visit_page(actor), reference=visit.reference), 303)
