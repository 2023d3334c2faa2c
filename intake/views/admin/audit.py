"""Who did what in the clinic: for its administrators, on a page and as a table to keep."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request, stream_with_context

from intake import clock, store
from intake.actor import Actor
from intake.forms.audit import AuditForm
from intake.services.clinic import audit_page
from intake.services.clinic.audit_page import AuditPage
from intake.views.access import administrator_of_clinic
from intake.views.audited import shows
from intake.views.replies import Reply

blueprint = Blueprint("audit", __name__, url_prefix="/clinic")


@blueprint.get("/audit")
@administrator_of_clinic
@shows("saw audit")
def show(actor: Actor, clinic: store.Clinic) -> Reply:
    """Show the newest rows, or those that are asked for."""
    form = _form(clinic)
    valid = form.validate()
    page = audit_page.page(clinic, _wanted(clinic, form)) if valid else AuditPage([], None)
    shown = render_template(
        "admin/audit.html", actor=actor, clinic=clinic, form=form, page=page, most=audit_page.MOST
    )
    return shown, 200 if valid else 400


@blueprint.get("/audit.csv")
@administrator_of_clinic
@shows("exported audit")
def download(actor: Actor, clinic: store.Clinic) -> Reply:
    """Download the rows that are asked for."""
    form = _form(clinic)
    if not form.validate():
        abort(400)
    lines = audit_page.as_csv(clinic, _wanted(clinic, form))
    name = f"audit-{clinic.slug}-{clock.today(clinic.time_zone)}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(stream_with_context(lines), mimetype="text/csv", headers=headers)


def _form(clinic: store.Clinic) -> AuditForm:
    form = AuditForm(request.args)
    form.offer(audit_page.people(clinic), audit_page.deeds())
    return form


def _wanted(clinic: store.Clinic, form: AuditForm) -> store.audit.Filter:
    day = form.day.data
    since, until = audit_page.of_day(clinic, day) if day else (None, None)
    return store.audit.Filter(
        who=form.who.data or "",
        deed=form.deed.data or "",
        reference=form.visit.data or "",
        since=since,
        until=until,
        before=form.before.data,
    )
