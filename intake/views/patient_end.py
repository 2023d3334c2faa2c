"""The end of the form: check, send, receipt, copy, and a clean phone."""

from __future__ import annotations

from flask import Response, redirect, render_template, url_for

from intake.questionnaires.display import display
from intake.questionnaires.model import Page
from intake.services import documents, submit
from intake.views import patient_items
from intake.views.errors import error_page
from intake.views.patient_forms import RETURNING, View
from intake.views.patient_journey import Journey, address, day_in_words
from intake.views.patient_session import did_send, forget, opened, remember_sent
from reports import RenderError

Row = tuple[str, str, str]  # question, answer in the patient's words, where to change it
Section = tuple[Page, list[Row], int, str]  # with the number of questions not answered


def check() -> View:
    """Show every answer with a link to change it, and what is still missing."""
    journey = Journey.of(opened())
    if not journey.visit.open_to_patient:
        return redirect(url_for("patient.sent"), 303)
    return _check_page(journey), 200


def send() -> View:
    """Send what was saved. Sending twice is one submission."""
    visit = opened()
    journey = Journey.of(visit)
    try:
        submit.submit(visit, advice_shown=journey.response.emergency)
    except submit.IncompleteError:
        return _check_page(journey, refused=True), 422
    remember_sent()
    return redirect(url_for("patient.sent"), 303)


def sent() -> View:
    """The receipt. Whoever did not send it from this browser sees no answer."""
    visit = opened()
    submission = documents.submission_of(visit)
    if visit.status != "sent" or submission is None:
        return redirect(url_for("patient.open_form"), 303)
    mine = did_send()
    return render_template(
        "patient/sent.html",
        clinic=visit.clinic,
        visit=visit,
        mine=mine,
        sent_on=day_in_words(submission.moment, visit.clinic),
        advice=Journey.of(visit).form.advice if mine and submission.advice_shown else None,
    )


def copy() -> View:
    """The patient's own copy, for the browser that sent it."""
    visit = opened()
    if not did_send():
        return redirect(url_for("patient.sent"), 303)
    try:
        pdf = documents.pdf_of(visit, "copy")
    except RenderError:
        pdf = None
    if pdf is None:
        return error_page(
            500,
            "We could not make your copy",
            "Your form was sent and is safe. Try again in a few minutes.",
        )
    name = f'attachment; filename="intake-{visit.reference}-copy.pdf"'
    return Response(pdf, mimetype="application/pdf", headers={"Content-Disposition": name})


def finish() -> View:
    """Leave nothing of the visit in this browser."""
    forget()
    reply = redirect(url_for("patient.finished"), 303)
    reply.headers["Clear-Site-Data"] = '"cache", "storage"'
    return reply


def finished() -> View:
    """Say that the phone is clear."""
    return render_template("patient/finished.html")


def _check_page(journey: Journey, *, refused: bool = False) -> str:
    return render_template(
        "patient/check.html",
        clinic=journey.visit.clinic,
        questionnaire=journey.form,
        refused=refused,
        gaps=[
            (f"{address(page, returning=True)}#{question.id}", question.error or question.patient)
            for page, question in journey.gaps
        ],
        sections=[_section(journey, page) for page in journey.pages],
        advice=journey.form.advice if journey.response.emergency else None,
        back=address(journey.pages[-1]),
    )


def _section(journey: Journey, page: Page) -> Section:
    rows = _item_rows(journey, page) if page.repeats else _rows(journey, page)
    left_out = len(journey.response.questions(page)) - len(rows)
    return page, rows, left_out, address(page, returning=True)


def _rows(journey: Journey, page: Page) -> list[Row]:
    return [
        (
            question.patient,
            display(question, journey.answers[question.id], "patient"),
            f"{address(page, returning=True)}#{question.id}",
        )
        for question in journey.response.questions(page)
        if question.id in journey.answers
    ]


def _item_rows(journey: Journey, page: Page) -> list[Row]:
    listed = [patient_items.summary(page, one) for one in patient_items.items(journey, page)]
    return [
        (name, rest, url_for("patient.item", page_id=page.id, place=n) + RETURNING)
        for n, (name, rest) in enumerate(listed, 1)
    ]
