"""What goes and when, what is held, and erasing or exporting one visit: for administrators."""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, redirect, render_template, request, url_for

from intake import store
from intake.actor import Actor
from intake.forms.retention import EraseForm, SpansForm
from intake.services.deletion import erasing, export, retention
from intake.services.documents.making import BeingMadeError
from intake.views.access import administrator_of_clinic, administrator_of_visit, doctor_of_visit
from intake.views.audited import does, shows
from intake.views.replies import Reply, asking_again, attachment

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
    changed = form.validate_on_submit() and not _change(actor, clinic, form)
    if form.is_submitted() and not form.errors and not changed:
        return redirect(url_for("retention.show", at=clinic.slug), 303)
    form.seen.data = f"{plan.spans.sent} {plan.spans.unsent}"
    page = render_template(
        "admin/retention.html",
        actor=actor,
        clinic=clinic,
        plan=plan,
        form=form,
        changed=changed,
        owed="owed" in request.args,
    )
    return page, 409 if changed else 422 if form.errors else 200


@blueprint.post("/visits/<reference>/hold")
@administrator_of_visit
@does("held")
def hold(actor: Actor, visit: store.Visit) -> Reply:
    """Keep the visit from being deleted. One that does not open is not changed."""
    with suppress(LookupError):  # erased meanwhile: the page shows that it is gone
        retention.hold(actor, visit)
    return redirect(url_for("retention.show", at=visit.clinic.slug), 303)


@blueprint.post("/visits/<reference>/release")
@administrator_of_visit
@does("released")
def release(actor: Actor, visit: store.Visit) -> Reply:
    """Let the visit be deleted again."""
    with suppress(LookupError):  # erased meanwhile: the page shows that it is gone
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
        done = None if problem else _erase(actor, visit)
        if done:
            return done
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
    try:
        zipped = export.everything_of(visit)
    except BeingMadeError:
        page = render_template(
            "clinic/being_made.html", actor=actor, clinic=visit.clinic, visit=visit
        )
        return asking_again(page)
    return attachment(zipped, "application/zip", visit.reference)


def _change(actor: Actor, clinic: store.Clinic, form: SpansForm) -> bool:
    """Whether the spans are as typed now; False if somebody else changed them meanwhile."""
    spans, seen = (store.deletion.Spans(*one) for one in (form.spans, form.seen_spans))
    try:
        retention.change(actor, clinic, spans, seen)
    except retention.SpansChangedError:
        return False
    return True


def _erase(actor: Actor, visit: store.Visit) -> Reply | None:
    """Where to go once it is gone, by this click or by another one; None while it is on hold."""
    try:
        wiped = erasing.erase(visit, actor)
    except erasing.HeldError:
        return None
    except LookupError:
        wiped = True
    owed = None if wiped else 1
    return redirect(url_for("retention.show", at=visit.clinic.slug, owed=owed), 303)
