"""Answers that can hardly be: the patient is asked once whether they are right, and never blocked.

What belongs to a condition ("better and stronger at once") is data of its form: `contradictions`.
What holds for every form is here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.languages import Message
from intake.partial_date import PartialDate
from intake.questionnaires.condition import Answers
from intake.questionnaires.display import display
from intake.questionnaires.model import Question
from intake.questionnaires.response import Response, shown_questions

FEWEST = 5  # digits of a phone number
BEFORE_BIRTH = Message("This is before the date of birth. Is that right?")
TO_COME = Message("This date is still to come. Is that right?")
STOPPED_FIRST = Message("You wrote that you stopped it before you started it. Is that right?")
LISTED = Message("You chose that you take none, and your list is not empty. Is that right?")
NO_PHONE = Message("This does not look like a phone number. Is that right?")


@dataclass(frozen=True)
class Doubt:
    """One answer that can hardly be."""

    question: Question  # beside which it is asked
    asks: str  # the patient
    tells: str  # the clinician: "first noticed 1980 lies before birth"
    key: str  # of these very answers: what is confirmed of them holds for no others


def doubts_among(
    questions: Iterable[Question], answers: Answers, born: PartialDate | None, today: date
) -> list[Doubt]:
    """The doubts about what was answered to these questions, in their order."""
    asked = list(questions)
    found = []
    for question in asked:
        given = answers.get(question.id)
        if given is not None:
            found += [
                Doubt(question, asks, tells, _key(question, tells, given))
                for asks, tells in _of(question, given, asked, answers, born, today)
            ]
    return found


def doubts_in(response: Response, today: date) -> Iterator[tuple[str, Doubt]]:
    """Every doubt about answers that count, in the form's order, with the name of its entry."""
    born = PartialDate.answered(response.value("dob"))
    for page in response.pages:
        if not page.repeats:
            for doubt in doubts_among(response.questions(page), response.answers, born, today):
                yield "", doubt
            continue
        for entry in response.entries(page):
            name = str(entry.get(page.questions[0].id, ""))
            for doubt in doubts_among(shown_questions(page, entry), entry, born, today):
                yield name, doubt


def still_in_doubt(response: Response, today: date, keys: Iterable[str]) -> tuple[str, ...]:
    """Those of the keys that are of doubts about the answers as they are now, once each."""
    now = {doubt.key for _name, doubt in doubts_in(response, today)}
    return tuple(dict.fromkeys(key for key in keys if key in now))


Found = Iterator[tuple[str, str]]  # what is asked and what is told


def _of(  # noqa: PLR0913, PLR0917 - one answer and all that it is held against
    question: Question,
    given: Any,
    asked: list[Question],
    answers: Answers,
    born: PartialDate | None,
    today: date,
) -> Found:
    if question.kind in ("date", "partdate") and question.role != "dob":
        yield from _of_date(question, given, born, today)
    if question.role == "med.stop":
        yield from _of_stop(question, given, asked, answers)
    if question.autocomplete == "tel" and sum(map(str.isdecimal, str(given))) < FEWEST:
        yield NO_PHONE, f"{_named(question)} “{given}” does not look like a number"
    if question.role == "nomeds" and given == "none" and (listed := _listed(answers)):
        yield LISTED, f"says took no medicines, but lists {listed}"
    for one in question.contradictions:
        if isinstance(given, list) and set(one.values) <= set(given):
            yield one.patient, one.clinician


def _of_date(question: Question, given: Any, born: PartialDate | None, today: date) -> Found:
    day = PartialDate.answered(given)
    if day and born and day.latest < born.earliest:
        yield BEFORE_BIRTH, f"{_said(question, given)} lies before birth"
    if day and day.earliest > today and not question.future:
        yield TO_COME, f"{_said(question, given)} lies after the day of sending"


def _listed(answers: Answers) -> int:
    """How many entries stand on lists; a list of ticks has none."""
    lists = (value for value in answers.values() if isinstance(value, list))
    return sum(isinstance(entry, Mapping) for one in lists for entry in one)


def _of_stop(question: Question, given: Any, asked: list[Question], answers: Answers) -> Found:
    start = next((one for one in asked if one.role == "med.start"), None)
    stopped = PartialDate.answered(given)
    started = PartialDate.answered(answers.get(start.id)) if start else None
    if start and stopped and started and stopped.latest < started.earliest:
        began = _said(start, answers[start.id])
        yield STOPPED_FIRST, f"{_said(question, given)} lies before {began}"


def _said(question: Question, given: Any) -> str:
    return f"{_named(question)} {display(question, given, 'clinician')}"


def _named(question: Question) -> str:
    return question.clinician[:1].lower() + question.clinician[1:]


def _key(question: Question, tells: str, given: Any) -> str:
    text = json.dumps([question.id, tells, given], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
