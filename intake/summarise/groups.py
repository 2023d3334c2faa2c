"""The labelled groups of the page: history, symptoms, background, life, wants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from intake.questionnaires import Response
from intake.questionnaires.condition import Answers
from intake.questionnaires.model import Question
from intake.summarise.phrases import joined
from intake.summarise.presence import Presence
from reports.summary import Fact, Group
from reports.wording import UNANSWERED

TEXTS = ("text", "longtext")


def group(response: Response, today: date, block: str, title: str = "") -> Group:
    """The answers of one block, one fact a label, and what was asked but not answered.

    Where the form's page says so of the block, what is present stands first and bold.
    """
    words = response.form.words
    questions = [q for q in response.asked if q.block == block]
    return Group(title or words.title(block), facts(response, questions, today))


def facts(response: Response, questions: Sequence[Question], today: date) -> tuple[Fact, ...]:
    """One fact for each label of these questions, then those that were not answered."""
    answers, results = response.answers, response.form.words.results
    given = [q for q in questions if q.id in answers]
    found: list[Fact] = []
    for label in dict.fromkeys(q.label for q in given):
        own = [q for q in given if q.label == label]
        bold = own[0].block in response.form.words.present_first
        found += _fact(label, [q for q in own if q.id not in results], answers, today, bold)
        found += [Fact(results[q.id], str(answers[q.id]), True) for q in own if q.id in results]
    skipped = [q.clinician for q in questions if q.id not in answers]
    if skipped:
        found.append(Fact(UNANSWERED, joined(skipped, ", ")))
    return tuple(found)


def words(response: Response) -> str:
    """The complaint in the patient's own words, "" if not answered."""
    return str(response.value("words") or "")


def _fact(
    label: str, given: list[Question], answers: Answers, today: date, bold: bool
) -> list[Fact]:
    if not given:
        return []
    alone = len(given) == 1 and given[0].kind in TEXTS and not given[0].lead
    if alone:
        return [Fact(label, str(answers[given[0].id]), own_words=True)]
    alone = sum(question.kind not in TEXTS for question in given) == 1
    presence = Presence(today, bold, alone)
    for question in given:
        presence.add(question, answers[question.id])
    return [presence.fact(label)]
