"""Dates that cannot be: before the patient was born, or after the day of sending."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from intake.partial_date import PartialDate
from intake.questionnaires import Response
from intake.questionnaires.model import Question
from intake.summarise.phrases import repeating_page


def doubts(response: Response, today: date) -> tuple[str, ...]:
    """What is wrong with the dates, a phrase each, in the form's order."""
    born = _parsed(response.value("dob"))
    asked = [
        one
        for question in response.asked
        if question.role != "dob"
        for one in _doubt(question, response.answers, born, today)
    ]
    page = repeating_page(response.form)
    for entry in response.entries(page) if page else ():
        name = str(entry.get(page.questions[0].id, "")) if page else ""
        for question in page.questions if page else ():
            asked += [f"{name}: {one}" for one in _doubt(question, entry, born, today)]
    if born and born.earliest > today:
        asked.insert(0, f"date of birth {born} lies after the day of sending")
    return tuple(asked)


def _doubt(
    question: Question, answers: Mapping[str, Any], born: PartialDate | None, today: date
) -> Iterator[str]:
    if question.kind not in ("date", "partdate"):
        return
    day = _parsed(answers.get(question.id))
    what = f"{question.clinician[:1].lower()}{question.clinician[1:]} {day}"
    if day and born and day.latest < born.earliest:
        yield f"{what} lies before birth"
    if day and day.earliest > today and not question.future:
        yield f"{what} lies after the day of sending"


def _parsed(value: Any) -> PartialDate | None:
    try:
        return PartialDate.parse(value)
    except (TypeError, ValueError):
        return None
