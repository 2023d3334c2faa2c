"""The clinic's visits: today first, and above them what cannot wait."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Blueprint, abort, redirect, render_template, request, url_for

from intake import store
from intake.actor import Actor
from intake.services.clinic.worklist import filters, page_of, told_of_today
from intake.services.documents import booked_as
from intake.views.access import member_of_clinic
from intake.views.audited import shows
from intake.views.clinic.visits import visit_page
from intake.views.replies import Reply

blueprint = Blueprint("worklist", __name__)


@blueprint.get("/clinic")
@member_of_clinic
@shows("saw worklist")
def show(actor: Actor, clinic: store.Clinic) -> Reply:
    """Show the clinic's visits; `show` narrows them, `after` and `before` name a reference."""
    wanted = {key: request.args.get(key, "") for key in ("show", "after", "before")}
    if wanted["show"] not in filters(actor):
        abort(400)
    page = page_of(actor, clinic, **wanted)
    if not page.rows and (wanted["after"] or wanted["before"]):
        return redirect(url_for("worklist.show", at=clinic.slug), 303)  # nothing is there now
    return render_template(
        "clinic/worklist.html",
        actor=actor,
        clinic=clinic,
        page=page,
        show=wanted["show"],
        shows=filters(actor),
        today=told_of_today(page, ZoneInfo(clinic.time_zone)),
        booked_as=booked_as,
        visit_page=visit_page(actor),
    )
