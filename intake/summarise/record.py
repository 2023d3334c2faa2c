"""The full record: every question of the form, in both wordings, with its state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from intake.questionnaires import Response
from intake.questionnaires.model import Answers, Page, Question
from intake.questionnaires.response import shown_questions
from intake.summarise.unasked import answered, unasked_of_entries, unasked_sections
from reports.summary import RecordEntry, RecordSection


def record(response: Response) -> tuple[RecordSection, ...]:
    """One section a page, one for each entry of a repeating page, then what is no longer asked."""
    sections = (asked for page in response.form.pages for asked in _sections(page, response))
    return (*sections, *unasked_sections(response))


def _sections(page: Page, response: Response) -> Iterator[RecordSection]:
    if not page.repeats:
        yield _section(page, response.answers, response.questions(page), response.form.worded_in)
        return
    entries = response.entries(page)
    extra = unasked_of_entries(page, response) or [()] * len(entries)
    for number, (entry, more) in enumerate(zip(entries, extra, strict=True), 1):
        section = _section(page, entry, shown_questions(page, entry), response.form.worded_in)
        yield replace(section, number=number, entries=(*section.entries, *more))


def _section(
    page: Page, answers: Answers, shown: Iterable[Question], language: str
) -> RecordSection:
    asked = {question.id for question in shown}
    entries = tuple(_entry(q, answers.get(q.id), q.id in asked, language) for q in page.questions)
    return RecordSection(page.clinician, page.patient, entries)


def _entry(question: Question, value: Any, asked: bool, language: str) -> RecordEntry:
    if not asked or value is None:
        state: Any = "unanswered" if asked else "not asked"
        return RecordEntry(question.clinician, question.patient, "", "", state)
    return answered(question, value, language)
