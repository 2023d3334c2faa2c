"""The labelled groups of the page: history, symptoms, background, life, wants."""

from __future__ import annotations

from datetime import date
from typing import Any

from intake import wording
from intake.partial_date import PartialDate
from intake.questionnaires import Response
from intake.questionnaires.model import Answers, Question
from intake.summarise.phrases import joined, phrase
from reports.summary import Fact, Group

UNANSWERED = "Not answered"


def group(response: Response, today: date, block: str, title: str) -> Group:
    """The answers of one block, one fact a label, and what was asked but not answered."""
    answers = response.answers
    questions = [q for q in response.asked if q.block == block]
    given = [q for q in questions if q.id in answers]
    facts = [
        _fact(label, [q for q in given if q.label == label], answers, today)
        for label in dict.fromkeys(q.label for q in given)
    ]
    skipped = [q.clinician for q in questions if q.id not in answers]
    if skipped:
        facts.append(Fact(UNANSWERED, joined(skipped, ", ")))
    return Group(title, tuple(facts))


def words(response: Response) -> str:
    """The twitching in the patient's own words, "" if not answered."""
    return str(response.value("words") or "")


def _fact(label: str, given: list[Question], answers: Answers, today: date) -> Fact:
    alone = len(given) == 1 and given[0].kind in ("text", "longtext") and not given[0].lead
    if alone:
        return Fact(label, str(answers[given[0].id]), own_words=True)
    return Fact(label, joined(_phrase(q, answers[q.id], today) for q in given))


def _phrase(question: Question, given: Any, today: date) -> str:
    text = phrase(question, given)
    if question.role == "onset":
        text += _since(given, today)
    if question.kind == "choices":
        text += _not_ticked(question, given)
    return text


def _since(value: str, today: date) -> str:
    onset = PartialDate.parse(value)
    since = wording.ago(onset, today) if onset else ""
    return f" ({since})" if since else ""


def _not_ticked(question: Question, given: Any) -> str:
    """What is not ticked is worth as much as what is."""
    exclusive = {option.id for option in question.offered(given) if option.exclusive}
    if not isinstance(given, list) or exclusive.intersection(given):
        return ""
    rest = [o.clinician for o in question.options if o.id not in given and o.id not in exclusive]
    return f"; not ticked: {', '.join(rest)}" if rest else ""
