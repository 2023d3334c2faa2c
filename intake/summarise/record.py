"""The full record: every question of the form, in both wordings, with its state."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from intake.partial_date import PartialDate
from intake.questionnaires import Response
from intake.questionnaires.condition import Answers
from intake.questionnaires.doubts import doubts_among
from intake.questionnaires.model import Page, Question
from intake.questionnaires.response import shown_questions
from intake.summarise.doubts import told
from intake.summarise.unasked import answered, unasked_of_entries, unasked_sections
from reports.summary import RecordEntry, RecordSection


def record(
    response: Response, today: date, sure: Collection[str] = ()
) -> tuple[RecordSection, ...]:
    """One section a page, one for each entry of a repeating page, then what is no longer asked.

    An answer that can hardly be is marked so; `sure` are the keys of those confirmed.
    """
    marked = Marked(PartialDate.answered(response.value("dob")), today, sure)
    sections = (
        asked for page in response.form.pages for asked in _sections(page, response, marked)
    )
    return (*sections, *unasked_sections(response))


class Marked(NamedTuple):
    """What tells which answers can hardly be."""

    born: PartialDate | None
    today: date
    sure: Collection[str]

    def by_question(self, questions: Iterable[Question], answers: Answers) -> dict[str, str]:
        """What is said of each answer that can hardly be, by its question."""
        found: dict[str, list[str]] = {}
        for doubt in doubts_among(questions, answers, self.born, self.today):
            found.setdefault(doubt.question.id, []).append(told(doubt, self.sure))
        return {key: f" [{'; '.join(told)}]" for key, told in found.items()}


def _sections(page: Page, response: Response, marked: Marked) -> Iterator[RecordSection]:
    language = response.form.worded_in
    if not page.repeats:
        yield _section(page, response.answers, response.questions(page), language, marked)
        return
    entries = response.entries(page)
    extra = unasked_of_entries(page, response) or [()] * len(entries)
    for number, (entry, more) in enumerate(zip(entries, extra, strict=True), 1):
        section = _section(page, entry, shown_questions(page, entry), language, marked)
        yield replace(section, number=number, entries=(*section.entries, *more))


def _section(
    page: Page, answers: Answers, shown: Iterable[Question], language: str, marked: Marked
) -> RecordSection:
    questions = list(shown)
    asked, marks = {one.id for one in questions}, marked.by_question(questions, answers)
    entries = (_entry(q, answers.get(q.id), q.id in asked, language) for q in page.questions)
    marks_of = (marks.get(question.id, "") for question in page.questions)
    both = zip(entries, marks_of, strict=True)
    whole = tuple(replace(one, answer=one.answer + mark) if mark else one for one, mark in both)
    return RecordSection(page.clinician, page.patient, whole)


def _entry(question: Question, value: Any, asked: bool, language: str) -> RecordEntry:
    if not asked or value is None:
        state: Any = "unanswered" if asked else "not asked"
        return RecordEntry(question.clinician, question.patient, "", "", state)
    return answered(question, value, language)
