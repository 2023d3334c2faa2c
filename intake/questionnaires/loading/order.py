"""Conditions and details look back only, so one pass from the top settles them."""

from __future__ import annotations

from collections.abc import Iterator

from intake.languages import CHOOSABLE
from intake.questionnaires.condition import LANGUAGE, Condition
from intake.questionnaires.loading.structure import Builder
from intake.questionnaires.model import Question, Questionnaire

BAND = ("emergency", "danger")  # the signs that the page prints with their details


class Order:
    """Walks a form from the top and knows what was asked so far."""

    def __init__(self, builder: Builder) -> None:
        """Start before the first question."""
        self._builder = builder
        self._seen: dict[str, Question] = {}

    def check(self, questionnaire: Questionnaire) -> None:
        """Refuse what names a question that is not asked before it."""
        asked = (q for page in questionnaire.pages for q in page.questions)
        self._part_dates = {q.id for q in asked if q.kind == "partdate"}
        for page in questionnaire.pages:
            self._condition(page.shown_when, f"page {page.id}", page)
            outside = self._seen
            if page.repeats:  # an entry is read by itself, and rules nothing outside
                self._seen = {}
            for question in page.questions:
                self._condition(question.shown_when, f"question {question.id}", question)
                self._alone(question)
                self._detail(question)
                self._seen[question.id] = question
            if page.repeats:
                self._seen = outside

    def _condition(self, condition: Condition | None, name: str, owner: object) -> None:
        if condition is None:
            return
        line, asked = self._builder.line(condition, owner), self._seen.get(condition.question)
        other = condition.unclear_against
        if other and other not in self._part_dates:
            self._builder.fail(line, f"{name}: '{other}' is no part date of the form")
        if condition.question == LANGUAGE:
            for problem in _language_problems(condition):
                self._builder.fail(line, f"{name}: {problem}")
            return
        if asked is None:
            reason = f"shown_when names '{condition.question}', which is not asked before it"
            self._builder.fail(line, f"{name}: {reason}")
        for problem in _condition_problems(condition, asked):
            self._builder.fail(line, f"{name}: {problem}")
        self._condition(condition.also, name, owner)

    def _alone(self, question: Question) -> None:
        """A browser shows a follow-up by one answer; only the server looks at two."""
        if question.shown_when and question.shown_when.also:
            reason = "shown_when: only a page's condition has also"
            self._builder.fail(self._builder.line(question), f"question {question.id}: {reason}")

    def _detail(self, question: Question) -> None:
        of = self._seen.get(question.detail_of)
        if question.detail_of and (of is None or of.sign not in BAND):
            reason = f"detail_of names '{question.detail_of}', which is no sign asked before it"
            self._builder.fail(self._builder.line(question), f"question {question.id}: {reason}")


def _language_problems(condition: Condition) -> Iterator[str]:
    known = {one.code for one in CHOOSABLE}
    if not condition.values or not known.issuperset(condition.values):
        yield f"shown_when: '{LANGUAGE}' needs values out of {', '.join(sorted(known))}"


def _condition_problems(condition: Condition, asked: Question) -> Iterator[str]:
    younger, unclear = condition.younger_than is not None, bool(condition.unclear_against)
    if [condition.above is not None, bool(condition.values), younger, unclear].count(True) != 1:
        yield "shown_when needs either values or above"
    if condition.above is not None and asked.kind not in ("number", "scale", "choices"):
        yield f"shown_when above: '{asked.id}' is not a number"
    if younger and asked.kind != "date":
        yield f"shown_when younger_than: '{asked.id}' is not a date"
    if unclear and asked.kind != "partdate":
        yield f"shown_when unclear_against: '{asked.id}' is not a part date"
    for value in condition.values:
        if asked.option(value) is None:
            yield f"shown_when: '{asked.id}' has no option '{value}'"
