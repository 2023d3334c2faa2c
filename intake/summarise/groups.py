"""The labelled groups of the page: history, symptoms, background, life, wants."""

from __future__ import annotations

from datetime import date
from typing import Any

from intake.partial_date import PartialDate
from intake.questionnaires import Answers, Questionnaire
from intake.questionnaires.model import Question
from intake.submission import Submission
from intake.summarise.intervals import ago
from intake.summarise.phrases import asked, joined, phrase
from reports.summary import Fact, Group

UNANSWERED = "Not answered"


def group(form: Questionnaire, submission: Submission, block: str, title: str) -> Group:
    """The answers of one block, one fact a label, and what was asked but not answered."""
    answers = submission.answers
    questions = [q for q in asked(form, answers) if q.block == block]
    labels = dict.fromkeys(q.label for q in questions if q.id in answers)
    facts = [
        _fact(label, [q for q in questions if q.label == label], submission) for label in labels
    ]
    skipped = [q.clinician for q in questions if q.id not in answers]
    if skipped:
        facts.append(Fact(UNANSWERED, joined(skipped, ", ")))
    return Group(title, tuple(facts))


def words(form: Questionnaire, answers: Answers) -> str:
    """The twitching in the patient's own words, "" if not answered."""
    question = form.by_role("words")
    return str(answers.get(question.id, "")) if question else ""


def _fact(label: str, questions: list[Question], submission: Submission) -> Fact:
    answers = submission.answers
    given = [q for q in questions if q.id in answers]
    alone = len(given) == 1 and given[0].kind in ("text", "longtext") and not given[0].lead
    if alone:
        return Fact(label, str(answers[given[0].id]), own_words=True)
    return Fact(label, joined(_phrase(q, submission) for q in given))


def _phrase(question: Question, submission: Submission) -> str:
    text = phrase(question, submission.answers[question.id])
    if question.role == "onset":
        text += _since(submission.answers[question.id], submission.moment.date())
    if question.block == "symptoms":
        text += _not_ticked(question, submission.answers[question.id])
    return text


def _since(value: str, today: date) -> str:
    onset = PartialDate.parse(value)
    since = ago(onset, today) if onset else ""
    return f" ({since})" if since else ""


def _not_ticked(question: Question, given: Any) -> str:
    """A symptom not ticked is worth as much as one that is."""
    exclusive = {option.id for option in question.options if option.exclusive}
    if not isinstance(given, list) or exclusive.intersection(given):
        return ""
    rest = [o.clinician for o in question.options if o.id not in given and o.id not in exclusive]
    return f"; not ticked: {', '.join(rest)}" if rest else ""
