"""The doctor's door: worklist, record, downloads, new visits. Own clinic only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as BaseResponse

from intake import store, wording
from intake.forms.visit import VisitForm
from intake.services import documents
from intake.services.visits import cancel_visit, create_visit
from intake.services.visits import renew_link as replace_link
from intake.sign_in import clinic_id
from intake.views import record_page
from intake.views.access import clinician
from intake.views.record_page import own_visit
from reports import RenderError

blueprint = Blueprint("clinician", __name__, url_prefix="/clinic")
Page = str | tuple[str, int] | BaseResponse


@blueprint.get("")
@clinician
def worklist() -> Page:
    """Show the clinic's visits, newest first, unfinished ones too."""
    return render_template(
        "clinician/worklist.html", clinic=_clinic(), visits=store.worklist(clinic_id())
    )


@blueprint.route("/visits/new", methods=["GET", "POST"])
@clinician
def new_visit() -> Page:
    """Create a visit and show its link."""
    clinic, form = _clinic(), VisitForm()
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return render_template("clinician/new_visit.html", clinic=clinic, form=form), status
    visit = create_visit(
        clinic,
        kind=form.kind.data,
        scheduled_at=form.moment(ZoneInfo(clinic.time_zone)),
        booked=store.Identity(form.name.data or "", form.born.data),
    )
    return _to_record(visit.reference)


@blueprint.get("/visits/<reference>")
@clinician
def record(reference: str) -> Page:
    """Show one visit: its link, its answers, its downloads."""
    return record_page.show(own_visit(reference))


@blueprint.get("/visits/<reference>/intake-<name>.pdf")
@clinician
def page_pdf(reference: str, name: str) -> Page:
    """Download the one page."""
    return _pdf(reference, name, "page")


@blueprint.get("/visits/<reference>/record-<name>.pdf")
@clinician
def record_pdf(reference: str, name: str) -> Page:
    """Download the full record."""
    return _pdf(reference, name, "record")


@blueprint.get("/visits/<reference>/intake-<name>.txt")
@clinician
def page_text(reference: str, name: str) -> Page:
    """The page's facts as plain text, to paste elsewhere."""
    return Response(_named(reference, name, documents.text_of), mimetype="text/plain")


@blueprint.get("/visits/<reference>/record-<name>.txt")
@clinician
def record_text(reference: str, name: str) -> Page:
    """The full record as plain text, for when no PDF can be made."""
    return Response(_named(reference, name, documents.record_text_of), mimetype="text/plain")


@blueprint.get("/visits/<reference>/record-<name>.html")
@clinician
def record_html(reference: str, name: str) -> Page:
    """Download the full record as a web page, for when no PDF can be made."""
    content = _named(reference, name, documents.record_html_of)
    title = f'attachment; filename="intake-{reference}-record.html"'
    return Response(content, mimetype="text/html", headers={"Content-Disposition": title})


@blueprint.route("/visits/<reference>/cancel", methods=["GET", "POST"])
@clinician
def cancel(reference: str) -> Page:
    """Ask, then cancel a visit whose form was not sent."""
    visit = own_visit(reference)
    form = FlaskForm()
    if not visit.open_to_patient:
        return _to_record(reference)
    if not form.validate_on_submit():
        return render_template("clinician/cancel.html", clinic=visit.clinic, visit=visit, form=form)
    cancel_visit(visit)
    return _to_record(reference)


@blueprint.post("/visits/<reference>/link")
@clinician
def renew_link(reference: str) -> Page:
    """Replace the link by a new one; the old one stops working."""
    visit = own_visit(reference)
    replace_link(visit)
    return _to_record(reference)


@blueprint.app_template_filter()
def long_time(moment: datetime, time_zone: str) -> str:
    """A moment in the clinic's time zone, as "20 November 2026, 19:42"."""
    return wording.long_moment(moment.astimezone(ZoneInfo(time_zone)))


@blueprint.app_template_filter()
def clinic_time(moment: datetime, time_zone: str) -> str:
    """A moment in the clinic's time zone, as "20 Nov 2026 19:42"."""
    return wording.moment(moment.astimezone(ZoneInfo(time_zone)))


def _clinic() -> store.Clinic:
    return store.clinic(clinic_id()) or abort(404)


def _to_record(reference: str) -> BaseResponse:
    return redirect(url_for("clinician.record", reference=reference), 303)


def _named(reference: str, name: str, make: Callable[[store.Visit], str | None]) -> str:
    """What `make` gives for the visit; 404 if there is nothing or the names differ."""
    visit = own_visit(reference)
    return (make(visit) if name == reference else None) or abort(404)


def _pdf(reference: str, name: str, kind: documents.Kind) -> Page:
    visit = own_visit(reference)
    if name != reference:
        abort(404)
    try:
        pdf = documents.pdf_of(visit, kind)
    except RenderError:
        return render_template("clinician/no_pdf.html", clinic=visit.clinic, visit=visit), 500
    if pdf is None:
        abort(404)
    # An attachment: the file's name, not the address, is what the doctor keeps.
    title = f"intake-{reference}.pdf" if kind == "page" else f"intake-{reference}-record.pdf"
    return Response(
        pdf,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{title}"'},
    )
