"""The full record: every question of the form, in both wordings, with its state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from intake.questionnaires import Response
from intake.questionnaires.display import display
from intake.questionnaires.model import Answers, Page, Question
from intake.questionnaires.response import shown_questions
from reports.summary import RecordEntry, RecordSection


def record(response: Response) -> tuple[RecordSection, ...]:
    """One section a page; a repeating page gives one section for each entry."""
    return tuple(section for page in response.form.pages for section in _sections(page, response))


def _sections(page: Page, response: Response) -> Iterator[RecordSection]:
    if not page.repeats:
        yield _section(page, response.answers, response.questions(page))
        return
    for number, entry in enumerate(response.entries(page), 1):
        yield replace(_section(page, entry, shown_questions(page, entry)), number=number)


def _section(page: Page, answers: Answers, shown: Iterable[Question]) -> RecordSection:
    asked = {question.id for question in shown}
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
