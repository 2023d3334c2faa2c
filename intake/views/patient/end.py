"""The end of the form: send, copy, and a clean phone."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for

from intake import store
from intake.services import audit, documents
from intake.services.documents.making import BeingMadeError
from intake.services.filling.answers import ChangedError, ClosedError
from intake.services.filling.submit import IncompleteError, submit
from intake.spoken import gettext
from intake.views.errors import error_page
from intake.views.patient.form_page import View, is_stale, posted_seen
from intake.views.patient.journey import Journey
from intake.views.patient.opened_visits import (
    did_send,
    forget_all,
    key_of,
    may_answer,
)
from intake.views.patient.overview.check import check, check_page
from intake.views.replies import asking_again, attachment
from reports import RenderError


def send(visit: store.Visit) -> View:
    """Send what was saved. Sending twice is one submission.

    A refused form stands under this address: whoever loads it anew gets the check page.
    """
    if request.method == "GET" or (visit.amending and not may_answer(visit)):
        return check(visit)
    if is_stale():
        again = check(visit)
        return (again[0], 400) if isinstance(again, tuple) else again
    try:
        submit(visit, posted_seen(), key_of(visit))
    except IncompleteError:
        return check_page(Journey.of(visit), refused=True), 422
    except ChangedError:
        return check_page(Journey.of(visit), changed=True), 409
    except ClosedError:
        return redirect(url_for("patient.sent", handle=store.handle_of(visit)), 303)
    return redirect(url_for("patient.sent", handle=store.handle_of(visit)), 303)


def copy(visit: store.Visit) -> View:
    """The patient's own copy, for the browser that sent it."""
    if not did_send(visit):
        return redirect(url_for("patient.sent", handle=store.handle_of(visit)), 303)
    audit.record("patient", "downloaded copy", visit)
    try:
        pdf = documents.pdf_of(visit, "copy")
    except BeingMadeError:
        page = render_template("patient/being_made.html", clinic=visit.clinic)
        return asking_again(page)
    except RenderError:
        pdf = None
    if pdf is None:
        return error_page(
            500,
            gettext("We could not make your copy"),
            gettext("Your form was sent and is safe. Try again in a few minutes."),
        )
    return attachment(pdf, "application/pdf", visit.reference, "copy")


def finish(handle: str) -> View:
    """Leave nothing of any visit in this browser.

    A page that was open too long asks once more: another site must not be able to do this.
    """
    if is_stale():
        return render_template("patient/finish_again.html", handle=handle), 400
    forget_all()
    reply = redirect(url_for("patient.finished"), 303)
    reply.headers["Clear-Site-Data"] = '"cache", "storage"'
    return reply


def finished() -> View:
    """Say that the phone is clear."""
    return render_template("patient/finished.html")
