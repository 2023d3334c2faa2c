"""The end of the form: check, send, copy, and a clean phone."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from intake import store
from intake.draft import stamp
from intake.languages import Message
from intake.questionnaires import Page, Question
from intake.questionnaires.response import shown_questions
from intake.services import audit, documents
from intake.services.documents.making import BeingMadeError
from intake.services.filling.answers import ChangedError, ClosedError
from intake.services.filling.submit import IncompleteError, submit
from intake.spoken import gettext, said
from intake.views.errors import error_page
from intake.views.patient.form_page import RETURNING, View, is_stale, posted_seen
from intake.views.patient.journey import Journey
from intake.views.patient.language import answer as words_of
from intake.views.patient.medicines.shown import entries, summary
from intake.views.patient.opened_visits import (
    did_send,
    forget_all,
    key_of,
    may_answer,
)
from intake.views.replies import asking_again, attachment
from reports import RenderError

BORN_AS_BOOKED = Message("The date that opens this form")
Row = tuple[str, str, str]  # question, answer in the patient's words, where to change it
Section = tuple[Page, list[Row], int, str]  # with the number of questions not answered


def check(visit: store.Visit) -> View:
    """Show every answer with a link to change it, and what is still missing."""
    journey = Journey.of(visit)
    if not may_answer(visit):
        return redirect(journey.receipt(), 303)
    return _check_page(journey), 200


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
        return _check_page(Journey.of(visit), refused=True), 422
    except ChangedError:
        return _check_page(Journey.of(visit), changed=True), 409
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


def _check_page(journey: Journey, *, refused: bool = False, changed: bool = False) -> str:
    return render_template(
        "patient/check.html",
        clinic=journey.visit.clinic,
        questionnaire=journey.form,
        amending=journey.visit.amending,
        refused=refused,
        changed=changed,
        stale=is_stale(),
        seen=stamp(journey.draft.given),
        gaps=[
            (
                f"{journey.address(page, returning=True)}#{question.id}",
                question.error or question.patient,
            )
            for page, question in journey.gaps
        ],
        sections=[_section(journey, page) for page in journey.pages],
        advice=journey.form.advice if journey.response.emergency else None,
        ring_today=journey.form.ring_today if journey.response.ring_today else None,
        back=journey.address(journey.pages[-1]),
    )


def _section(journey: Journey, page: Page) -> Section:
    rows = _entry_rows(journey, page) if page.repeats else _rows(journey, page)
    asked = shown_questions(page, {}) if page.repeats else journey.response.questions(page)
    return page, rows, len(asked) - len(rows), journey.address(page, returning=True)


def _rows(journey: Journey, page: Page) -> list[Row]:
    given = journey.response.answers
    return [
        _row(journey, page, question, given[question.id])
        for question in journey.response.questions(page)
        if question.id in given
    ]


def _row(journey: Journey, page: Page, question: Question, value: Any) -> Row:
    answer = words_of(question, value)
    if journey.is_confirmed and question.id in journey.booked:
        # The date opens the form: it is not for whoever looks over a shoulder.
        shown = said(BORN_AS_BOOKED) if question.role == "dob" else answer
        where = url_for("patient.invitation", handle=journey.handle)
        return question.patient, shown, where + RETURNING
    return question.patient, answer, f"{journey.address(page, returning=True)}#{question.id}"


def _entry_rows(journey: Journey, page: Page) -> list[Row]:
    return [
        (
            *summary(page, entry),
            url_for("patient.change", handle=journey.handle, page_id=page.id, entry_id=entry_id)
            + RETURNING,
        )
        for entry_id, entry in entries(journey, page).items()
    ]
