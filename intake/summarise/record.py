"""The full record: every question of the form, in both wordings, with its state."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from intake.questionnaires import Answers, Questionnaire
from intake.questionnaires.answers import display, shown_pages, shown_questions
from intake.questionnaires.model import Page, Question
from reports.summary import RecordEntry, RecordSection


def record(form: Questionnaire, answers: Answers) -> tuple[RecordSection, ...]:
    """One section a page; a repeating page gives one section for each entry."""
    shown = {page.id for page in shown_pages(form, answers)}
    return tuple(
        section for page in form.pages for section in _sections(page, answers, page.id in shown)
    )


def _sections(page: Page, answers: Answers, shown: bool) -> Iterator[RecordSection]:
    if not page.repeats:
        yield _section(page, answers, shown)
        return
    for number, entry in enumerate(answers.get(page.id, []), 1):
        yield replace(_section(page, entry, True), number=number)


def _section(page: Page, answers: Answers, shown: bool) -> RecordSection:
    asked = {q.id for q in shown_questions(page, answers)} if shown else set()
    entries = tuple(_entry(q, answers.get(q.id), q.id in asked) for q in page.questions)
    return RecordSection(page.clinician, page.patient, entries)


def _entry(question: Question, value: Any, asked: bool) -> RecordEntry:
    if not asked or value is None:
        state: Any = "unanswered" if asked else "not asked"
        return RecordEntry(question.clinician, question.patient, "", "", state)
    return RecordEntry(
        question=question.clinician,
        asked=question.patient,
        answer=display(question, value, "clinician"),
        patient_answer=display(question, value, "patient"),
        state="answered",
    )
