"""Whether answers hold what their questions ask for: each problem in words.

The web form checks page by page as the patient types; this checks a whole set
of answers at once, as it comes from a file. It reads anything JSON can hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from intake.languages import Message
from intake.partial_date import PartialDate, is_unknown
from intake.questionnaires.model import Page, Question, Questionnaire
from intake.questionnaires.number_range import ends

UNKNOWN = "The form has no such question: take this key out"
TOO_LONG = Message("Make your answer shorter: %(number)s characters or fewer")
LONGEST_SAID = 200  # characters of the words that a date was worked out of
FIRST_YEAR = 1900  # nobody who fills in a form was born before


@dataclass(frozen=True)
class Problem:
    """One answer that does not hold; `entry_index` counts from 0 on a repeating page."""

    question_id: str  # the key in the answers; "" if the answers as a whole are wrong
    message: str  # an instruction
    entry_index: int | None = None


def validate(
    questionnaire: Questionnaire, answers: object, *, today: date, unknown_ids: bool = False
) -> list[Problem]:
    """Every problem of the answers that are there, in the form's order; [] if none.

    What is not there yet is no problem here: `Response.missing` lists it. Days count as
    future after `today`. What another version of the form asks may be there; ids that none
    knows are a problem too, unless `unknown_ids` lets them through.
    """
    if not isinstance(answers, Mapping):
        return [Problem("", "The answers must be an object of question ids and values")]
    problems = _problems(questionnaire, answers, today)
    return [one for one in problems if not (unknown_ids and one.message == UNKNOWN)]


def _problems(
    questionnaire: Questionnaire, answers: Mapping[Any, Any], today: date
) -> Iterator[Problem]:
    known: set[str] = set()
    for page in _pages(questionnaire):
        if page.repeats:
            known.add(page.id)
            yield from _entries(page, answers.get(page.id, []), today)
        else:
            known.update(question.id for question in page.questions)
            yield from _scope(page, answers, today, None)
    yield from (_unknown(key, None) for key in answers if key not in known)


def _pages(questionnaire: Questionnaire) -> list[Page]:
    """Every page with all that any version asks there; entries have one page."""
    entries = {page.id: page.questions for page in questionnaire.retired if page.repeats}
    pages = [
        replace(page, questions=(*page.questions, *entries.pop(page.id, ())))
        if page.repeats
        else page
        for page in questionnaire.pages
    ]
    return pages + [one for one in questionnaire.retired if not one.repeats or one.id in entries]


def _entries(page: Page, entries: object, today: date) -> Iterator[Problem]:
    if not isinstance(entries, list):
        yield Problem(page.id, "Must be a list with one object for each entry")
        return
    known = {question.id for question in page.questions}
    for index, entry in enumerate(entries):
        if not isinstance(entry, Mapping):
            yield Problem(page.id, "Each entry must be an object", index)
            continue
        yield from _scope(page, entry, today, index)
        yield from (_unknown(key, index) for key in entry if key not in known)


def _scope(
    page: Page, answers: Mapping[Any, Any], today: date, index: int | None
) -> Iterator[Problem]:
    for question in page.questions:
        if question.id in answers:
            message = fault(question, answers[question.id], today)
            if message:
                yield Problem(question.id, message, index)


def _unknown(key: object, index: int | None) -> Problem:
    return Problem(str(key), UNKNOWN, index)


def fault(question: Question, value: object, today: date) -> str:
    """What is wrong with one value as an instruction, "" if it holds."""
    return _FAULTS[question.kind](question, value, today)


def _text(question: Question, value: object, _today: date) -> str:
    if not isinstance(value, str):
        return "Must be text"
    if len(value) > question.max_length:
        return Message(TOO_LONG, number=question.max_length)
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        return Message("Take out the character that is no letter: it cannot be saved")
    return ""


def _choice(question: Question, value: object, _today: date) -> str:
    known = isinstance(value, str) and question.option(value) is not None
    return "" if known else _one_of(question)


def _choices(question: Question, value: object, _today: date) -> str:
    if not isinstance(value, list):
        return "Must be a list of answers"
    options = [question.option(one) if isinstance(one, str) else None for one in value]
    if None in options:
        return _one_of(question)
    if len(set(value)) < len(value):
        return "Give each answer once"
    alone = next((o for o in options if o and o.exclusive), None)
    if alone and len(options) > 1:
        return Message("Choose “%(answer)s” alone, or take it out", answer=alone.patient)
    return ""


def _one_of(question: Question) -> str:
    return f"{question.error}: one of {', '.join(o.id for o in question.options)}"


def _number(question: Question, value: object, _today: date) -> str:
    low, high = _bounds(question)
    said = ends(value) if question.kind == "number" or isinstance(value, int) else None
    # Written so that "not a number" (NaN) fails the comparison too.
    if said and all(low <= one <= high for one in said):
        return ""
    return Message("Enter a number from %(low)s to %(high)s", low=f"{low:g}", high=f"{high:g}")


def _bounds(question: Question) -> tuple[float, float]:
    if question.kind == "scale":
        return 0, 10
    return question.minimum or 0, question.maximum or 0


def _date(question: Question, value: object, today: date) -> str:
    said = value.partition(" ")[2] if isinstance(value, str) else ""
    if len(said) > LONGEST_SAID:
        return Message(TOO_LONG, number=LONGEST_SAID)
    if is_unknown(value) and question.kind == "partdate":
        return ""
    day = PartialDate.answered(value)
    exact = day is not None and day.earliest == day.latest and not said
    if day is None or (question.kind == "date" and not exact):
        return question.error
    if day.earliest.year < FIRST_YEAR:
        return Message("Enter a year from %(year)s on", year=FIRST_YEAR)
    if day.earliest > today and question.kind == "date" and not question.future:
        return Message("Enter a day that is not in the future")
    return ""


_FAULTS: Mapping[str, Callable[[Question, object, date], str]] = {
    "text": _text,
    "longtext": _text,
    "choice": _choice,
    "yesno": _choice,
    "choices": _choices,
    "number": _number,
    "scale": _number,
    "date": _date,
    "partdate": _date,
}
