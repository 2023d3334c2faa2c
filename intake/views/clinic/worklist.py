"""The clinic's visits, newest first."""

from __future__ import annotations

from flask import Blueprint, render_template

from intake import store
from intake.actor import Actor
from intake.views.access import clinician_of_clinic
from intake.views.replies import Reply

blueprint = Blueprint("worklist", __name__)


@blueprint.get("/clinic")
@clinician_of_clinic
def show(actor: Actor, clinic: store.Clinic) -> Reply:
    """Show the clinic's visits, unfinished ones too."""
    return render_template(
        "clinic/worklist.html", actor=actor, clinic=clinic, visits=store.worklist(actor.clinic_id)
    )
