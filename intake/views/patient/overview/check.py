"""The check page: every answer with a link that changes it and comes back to its row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, url_for

from intake import store
from intake.draft import stamp
from intake.languages import Message
from intake.questionnaires import Page, Question
from intake.questionnaires.response import shown_questions
from intake.spoken import gettext, said
from intake.views.patient.form_page import View, is_stale
from intake.views.patient.journey import Journey
from intake.views.patient.language import answer as words_of
from intake.views.patient.medicines.shown import Shown, entry_address, shown
from intake.views.patient.opened_visits import may_answer
from intake.views.patient.overview import came_from

BORN_AS_BOOKED = Message("The date that opens this form")


@dataclass(frozen=True)
class Row:
    """An answer: its row, question and answer in the patient's words, and where to change it."""

    id: str
    question: str
    answer: str
    change: str


@dataclass(frozen=True)
class Section:
    """A part of the form as it is answered."""

    page: Page
    id: str
    rows: list[Row]
    entries: list[Shown]
    left_out: int  # questions that are not answered
    change: str


def check(visit: store.Visit) -> View:
    """Show every answer with a link to change it, and what is still missing."""
    journey = Journey.of(visit)
    if not may_answer(visit):
        return redirect(journey.receipt(), 303)
    return check_page(journey), 200


def check_page(journey: Journey, *, refused: bool = False, changed: bool = False) -> str:
    """The page; `refused` for gaps, `changed` for other answers than it had shown."""
    return render_template(
        "patient/check.html",
        clinic=journey.visit.clinic,
        questionnaire=journey.form,
        amending=journey.visit.amending,
        refused=refused,
        changed=changed,
        stale=is_stale(),
        seen=stamp(journey.draft.given),
        gaps=list(_gaps(journey)),
        sections=[_section(journey, page) for page in journey.pages],
        advice=journey.form.advice if journey.response.emergency else None,
        ring_today=journey.form.ring_today if journey.response.ring_today else None,
        back=journey.address(journey.pages[-1]),
        parts=journey.list_of_parts(),
    )


def _gaps(journey: Journey) -> Iterator[tuple[str, str]]:
    """What keeps the form from being sent: where to answer it, and what to do there."""
    for page in journey.pages:
        if page.repeats:
            yield from (
                (one.change, gettext("Not finished: %(name)s", name=one.name))
                for one in _entries(journey, page)
                if one.unfinished
            )
            continue
        for question in journey.missing_on(page):
            yield _at(journey, page, question), question.error or question.patient


def _section(journey: Journey, page: Page) -> Section:
    rows = [] if page.repeats else list(_rows(journey, page))
    entries = _entries(journey, page) if page.repeats else []
    asked = shown_questions(page, {}) if page.repeats else journey.response.questions(page)
    row = journey.rows[page.id]
    change = journey.address(page, came_from.check(row))
    return Section(page, row, rows, entries, len(asked) - len(rows), change)


def _rows(journey: Journey, page: Page) -> Iterator[Row]:
    given = journey.response.answers
    for question in journey.response.questions(page):
        if question.id in given:
            yield _row(journey, page, question, given[question.id])


def _row(journey: Journey, page: Page, question: Question, value: Any) -> Row:
    answer, change = words_of(question, value), _at(journey, page, question)
    row = journey.rows[question.id]
    if journey.is_confirmed and question.id in journey.booked:
        # The date opens the form: it is not for whoever looks over a shoulder.
        answer = said(BORN_AS_BOOKED) if question.role == "dob" else answer
        origin = came_from.check(row)
        change = url_for("patient.invitation", handle=journey.handle, **origin)
    return Row(row, question.patient, answer, change)


def _at(journey: Journey, page: Page, question: Question) -> str:
    return f"{journey.address(page, came_from.check(journey.rows[question.id]))}#{question.id}"


def _entries(journey: Journey, page: Page) -> list[Shown]:
    return shown(
        journey,
        page,
        lambda entry_id: entry_address(journey, page, entry_id, came_from.check(entry_id)),
    )
