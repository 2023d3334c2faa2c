"""Make several visits at once out of a pasted list: check each line, then make all of them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from intake import store
from intake.actor import Actor
from intake.forms.visit_list import MOST_LINES, Line, VisitListForm, read_lines
from intake.services.clinic.visits import Booking, create_visits
from intake.views.access import member_of_clinic
from intake.views.audited import does, shows
from intake.views.clinic.visits import patient_link, visit_page
from intake.views.replies import Reply

blueprint = Blueprint("visit_list", __name__, url_prefix="/clinic/visits")


@blueprint.route("/list", methods=["GET", "POST"])
@member_of_clinic
@does("created visit")
def new(actor: Actor, clinic: store.Clinic) -> Reply:
    """Show how each line of a list is read; make the visits once all can be and it is asked for."""
    form = VisitListForm(order="month" if clinic.paper == "Letter" else "day")
    form.key.data = form.key.data or store.new_key()
    valid, writes = form.validate_on_submit(), current_app.config["SETTINGS"].writes_to_patients
    lines = read_lines(form.lines.data or "", form.order.data, _zone(clinic)) if valid else []
    visits = [line for line in lines if not line.is_heading]
    if len(visits) > MOST_LINES:
        form.lines.errors = [f"Paste at most {MOST_LINES} visits at once; these are {len(visits)}"]
        lines = []
    if lines and not visits:
        form.lines.errors = ["Paste the visits too: this is only a heading"]
    if any(line.email for line in lines) and not writes:
        form.lines.errors = [
            "Leave out the email addresses: no mail server is set, so none is kept"
        ]
    wrong = bool(form.errors) or any(line.problems for line in lines)
    if lines and not wrong and request.form.get("do") == "create":
        bookings = [_booking(line, form.kind.data) for line in visits]
        made = create_visits(clinic, bookings, form.key.data, by=actor)
        of = ",".join(visit.reference for visit in made)
        return redirect(url_for("visit_list.made", at=clinic.slug, of=of), 303)
    page = render_template(
        "clinic/visit_list.html", actor=actor, clinic=clinic, form=form, lines=lines
    )
    return page, 422 if form.is_submitted() and wrong else 200


@blueprint.get("/made")
@member_of_clinic
@shows("saw links")
def made(actor: Actor, clinic: store.Clinic) -> Reply:
    """Show the links of the visits whose references `of` names, to copy or to print."""
    references = request.args.get("of", "").split(",")[:MOST_LINES]
    return render_template(
        "clinic/visits_made.html",
        actor=actor,
        clinic=clinic,
        visits=store.clinic_visits(clinic.id, references),
        patient_link=patient_link,
        visit_page=visit_page(actor),
    )


def _booking(line: Line, kind: str) -> Booking:
    known = store.OnFile(**line.on_file)
    return Booking(store.Identity(line.name, line.born), kind, line.at, known, line.email)


def _zone(clinic: store.Clinic) -> ZoneInfo:
    return ZoneInfo(clinic.time_zone)
