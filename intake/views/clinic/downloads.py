"""A visit's page and record as files: PDF, plain text, and a web page that needs no PDF."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, abort, redirect, render_template, url_for

from intake import store
from intake.actor import Actor
from intake.services import documents
from intake.services.documents.making import BeingMadeError
from intake.views.access import doctor_of_visit
from intake.views.audited import shows
from intake.views.replies import Reply, asking_again, attachment
from reports import FaultyError, Kind, RenderError

blueprint = Blueprint("downloads", __name__, url_prefix="/clinic/visits/<reference>")


@blueprint.get("/intake-<name>.pdf")
@doctor_of_visit
@shows("downloaded page PDF")
def page_pdf(actor: Actor, visit: store.Visit, name: str) -> Reply:
    """Download the one page."""
    return _pdf(actor, visit, name, "page")


@blueprint.get("/record-<name>.pdf")
@doctor_of_visit
@shows("downloaded record PDF")
def record_pdf(actor: Actor, visit: store.Visit, name: str) -> Reply:
    """Download the full record."""
    return _pdf(actor, visit, name, "record")


@blueprint.get("/intake-<name>.txt")
@doctor_of_visit
@shows("read page text")
def page_text(actor: Actor, visit: store.Visit, name: str) -> Reply:
    """The page's facts as plain text, to paste elsewhere."""
    return Response(_named(visit, name, documents.text_of), mimetype="text/plain")


@blueprint.get("/record-<name>.txt")
@doctor_of_visit
@shows("read record text")
def record_text(actor: Actor, visit: store.Visit, name: str) -> Reply:
    """The full record as plain text, for when no PDF can be made."""
    return Response(_named(visit, name, documents.record_text_of), mimetype="text/plain")


@blueprint.get("/record-<name>.html")
@doctor_of_visit
@shows("downloaded record HTML")
def record_html(actor: Actor, visit: store.Visit, name: str) -> Reply:
    """Download the full record as a web page, for when no PDF can be made."""
    content = _named(visit, name, documents.record_html_of)
    return attachment(content, "text/html", visit.reference, "record")


def _named(visit: store.Visit, name: str, make: Callable[[store.Visit], str | None]) -> str:
    """What `make` gives for the visit; 404 if there is nothing or the names differ."""
    return (make(visit) if name == visit.reference else None) or abort(404)


def _pdf(actor: Actor, visit: store.Visit, name: str, kind: Kind) -> Reply:
    if name != visit.reference:
        abort(404)
    try:
        pdf = documents.pdf_of(visit, kind) or abort(404)
    except BeingMadeError:
        page = render_template(
            "clinic/being_made.html", actor=actor, clinic=visit.clinic, visit=visit
        )
        return asking_again(page)
    except FaultyError:  # the answers on the web, all of them, and a line that says so
        return redirect(url_for("record.show", reference=visit.reference, page="faulty"), 303)
    except RenderError:
        page = render_template("clinic/no_pdf.html", actor=actor, clinic=visit.clinic, visit=visit)
        return page, 500
    part = "" if kind == "page" else kind
    return attachment(pdf, "application/pdf", visit.reference, part)
