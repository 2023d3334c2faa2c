"""The clinic's visits, newest first."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for

from intake import store
from intake.actor import Actor
from intake.services.documents import booked_as
from intake.services.worklist import WorklistPage, first_page, newer_page, older_page
from intake.views.access import member_of_clinic
from intake.views.audited import shows
from intake.views.clinic.visits import visit_page
from intake.views.replies import Reply

blueprint = Blueprint("worklist", __name__)


@blueprint.get("/clinic")
@member_of_clinic
@shows("saw worklist")
def show(actor: Actor, clinic: store.Clinic) -> Reply:
    """Show the clinic's visits, unfinished ones too; `older` and `newer` name a reference."""
    page = _page(actor)
    if not page.rows and request.args.keys() & {"older", "newer"}:
        return redirect(url_for("worklist.show", at=clinic.slug), 303)  # nothing is there now
    return render_template(
        "clinic/worklist.html",
        actor=actor,
        clinic=clinic,
        page=page,
        booked_as=booked_as,
        visit_page=visit_page,
    )


def _page(actor: Actor) -> WorklistPage:
    if older := request.args.get("older"):
        return older_page(actor, older)
    if newer := request.args.get("newer"):
        return newer_page(actor, newer)
    return first_page(actor)
