"""Answers to what the form no longer asks: in the record with their old wording, and counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from intake.questionnaires import Response
from intake.questionnaires.display import display
from intake.questionnaires.model import Page, Question
from intake.questionnaires.response import blank
from reports.summary import RecordEntry, RecordSection

TITLE = "No longer asked"


def no_longer_asked(response: Response) -> int:
    """How many answers stand under ids that the form lacks, those in entries too."""
    return sum(map(_count, response.unasked.values()))


def unasked_sections(response: Response) -> Iterator[RecordSection]:
    """A section for each page that asked what is no longer asked, and one for unknown ids."""
    here = {page.id for page in response.form.pages if page.repeats}
    unasked = response.unasked.items()
    left = {key: value for key, value in unasked if key not in here and not blank(value)}
    for page in response.form.retired:
        if not page.repeats:
            own = {q.id: left.pop(q.id) for q in page.questions if q.id in left}
            yield from _section(page, own, response.form.worded_in)
        elif _entries(left.get(page.id)):
            for number, entry in enumerate(left.pop(page.id), 1):
                for section in _section(page, entry, response.form.worded_in):
                    yield replace(section, number=number)
    if left:
        rest = tuple(
            answered(_question(None, key), value, response.form.worded_in)
            for key, value in left.items()
        )
        yield RecordSection(TITLE, TITLE, rest)


def unasked_of_entries(page: Page, response: Response) -> list[tuple[RecordEntry, ...]]:
    """For each entry of a repeating page what it holds that the page no longer asks.

    All entries get a line for each such question, since they are printed as one table.
    """
    left: list[Mapping[str, Any]] = response.unasked.get(page.id, [])
    retired = (old for old in response.form.retired if old.repeats and old.id == page.id)
    old, ids = next(retired, None), dict.fromkeys(key for entry in left for key in entry)
    questions = [_question(old, key) for key in ids]
    return [
        tuple(_given(one, entry, response.form.worded_in) for one in questions) for entry in left
    ]


def answered(question: Question, value: Any, language: str) -> RecordEntry:
    """A question in both wordings with its answer; the patient's in a language, by its code."""
    return RecordEntry(
        question=question.clinician,
        asked=question.patient,
        answer=display(question, value, "clinician"),
        patient_answer=display(question, value, "patient", language),
        state="answered",
    )


def _section(page: Page, given: Mapping[str, Any], language: str) -> Iterator[RecordSection]:
    keys = [q.id for q in page.questions if q.id in given]
    keys += [key for key in given if key not in keys]
    if keys:
        entries = tuple(answered(_question(page, key), given[key], language) for key in keys)
        yield RecordSection(f"{TITLE}: {page.clinician}", f"{TITLE}: {page.patient}", entries)


def _given(question: Question, entry: Mapping[str, Any], language: str) -> RecordEntry:
    if question.id in entry:
        return answered(question, entry[question.id], language)
    return RecordEntry(question.clinician, question.patient, "", "", "not asked")


def _question(page: Page | None, key: str) -> Question:
    """The old question of this id; one that no version knows is called by its id."""
    old = (question for question in (page.questions if page else ()) if question.id == key)
    return next(old, None) or Question(key, "text", patient=key, clinician=key)


def _count(value: Any) -> int:
    if _entries(value):
        return sum(not blank(answer) for entry in value for answer in entry.values())
    return not blank(value)


def _entries(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)
