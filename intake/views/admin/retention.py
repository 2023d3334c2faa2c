"""What goes and when, what is held, and erasing or exporting one visit: for administrators."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for

from intake import store
from intake.actor import Actor
from intake.forms.retention import EraseForm, SpansForm
from intake.services.deletion import erasing, export, retention
from intake.views.access import administrator_of_clinic, administrator_of_visit, doctor_of_visit
from intake.views.audited import does, shows
from intake.views.replies import Reply, attachment

blueprint = Blueprint("retention", __name__, url_prefix="/clinic")
HELD = "This visit is on hold. Take it off hold first, on the page “Retention”."
OTHER = "This is not the reference of this visit. Type it as it stands above."


@blueprint.route("/retention", methods=["GET", "POST"])
@administrator_of_clinic
@does("changed settings", asks="saw retention", else_shows="saw retention")
def show(actor: Actor, clinic: store.Clinic) -> Reply:
    """Show what goes, what stays and what is held; change for how long visits are kept."""
    plan = retention.plan(clinic)
    form = SpansForm(sent=plan.spans.sent, unsent=plan.spans.unsent)
    if form.validate_on_submit():
        retention.change(actor, clinic, store.deletion.Spans(*form.spans))
        return redirect(url_for("retention.show", at=clinic.slug), 303)
    page = render_template("admin/retention.html", actor=actor, clinic=clinic, plan=plan, form=form)
    return page, 422 if form.errors else 200


@blueprint.post("/visits/<reference>/hold")
@administrator_of_visit
@does("held")
def hold(actor: Actor, visit: store.Visit) -> Reply:
    """Keep the visit from being deleted."""
    retention.hold(actor, visit)
    return redirect(url_for("retention.show", at=visit.clinic.slug), 303)


@blueprint.post("/visits/<reference>/release")
@administrator_of_visit
@does("released")
def release(actor: Actor, visit: store.Visit) -> Reply:
    """Let the visit be deleted again."""
    retention.release(actor, visit)
    return redirect(url_for("retention.show", at=visit.clinic.slug), 303)


@blueprint.route("/visits/<reference>/erase", methods=["GET", "POST"])
@administrator_of_visit
@does("erased", asks="saw visit")
def erase(actor: Actor, visit: store.Visit) -> Reply:
    """Ask for the reference, then erase the visit and all that belongs to it."""
    form = EraseForm()
    problem = ""
    if form.validate_on_submit():
        problem = "" if form.names(visit.reference) else OTHER
        if not problem and _erased(actor, visit):
            return redirect(url_for("retention.show", at=visit.clinic.slug), 303)
        problem = problem or HELD
        form.typed.errors = [problem]
    page = render_template(
        "admin/erase.html", actor=actor, clinic=visit.clinic, visit=visit, form=form
    )
    return page, 422 if problem else 200


@blueprint.get("/visits/<reference>/everything.zip")
@doctor_of_visit
@shows("exported")
def everything(actor: Actor, visit: store.Visit) -> Reply:
    """Download all that is kept of the visit: it holds the answers, so for doctors."""
    return attachment(export.everything_of(visit), "application/zip", visit.reference)


def _erased(actor: Actor, visit: store.Visit) -> bool:
    """Whether it is gone now, by this click or by another one; False while it is on hold."""
    try:
        erasing.erase(visit, actor)
    except erasing.HeldError:
        return False
    except LookupError:
        pass
    return True
