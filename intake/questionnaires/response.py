"""A form with the answers given to it, worked out once: what is shown, counts and is missing.

Conditions only look back (the loader sees to it), so one pass from the top of
the form settles which questions are shown: an answer that counts can show a
later question, an answer that does not count cannot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from intake.questionnaires.condition import LANGUAGE, Answers
from intake.questionnaires.display import display
from intake.questionnaires.model import Option, Page, Question, Questionnaire


@dataclass(frozen=True)
class Response:
    """A form and its answers; made by `Response.of`, which alone decides what counts.

    A repeating page has in `answers` what counts of each entry, and in `unasked` what
    is left of each; `entries` gives both together.
    """

    form: Questionnaire
    answers: Answers = field(repr=False)  # only what counts: no hidden question, no unknown id
    # Under ids that this form lacks, as given: they never count and are never dropped.
    unasked: Answers = field(default_factory=dict, repr=False)
    shown: Mapping[str, tuple[Question, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )  # page id -> its shown questions; a page that is not shown has no key

    @classmethod
    def of(cls, form: Questionnaire, given: Answers) -> Response:
        """Sort out what counts of the answers given, in one pass; values are not looked at."""
        counting: dict[str, Any] = {}
        known, reads = _ids(form), {LANGUAGE: form.filled_in}
        unasked = {key: value for key, value in given.items() if key not in known}
        shown: dict[str, tuple[Question, ...]] = {}
        for page in form.pages:
            if not (_shown(page, {**reads, **counting}) or (page.repeats and given.get(page.id))):
                continue  # a list with something on it is never put away
            own = _own(page, given)
            known_here = own if page.repeats else {**reads, **counting, **own}
            shown[page.id] = shown_questions(page, known_here)
            if not page.repeats:
                counting |= {q.id: own[q.id] for q in shown[page.id] if q.id in own}
            elif page.id in given:
                counting[page.id], left = _sorted_entries(page, given[page.id])
                unasked |= {page.id: left} if any(left) else {}
        return cls(form, counting, unasked, shown)

    @property
    def whole(self) -> dict[str, Any]:
        """All that is kept in a draft or a submission: what counts and what is not asked."""
        entries = {
            page.id: self.entries(page)
            for page in self.form.pages
            if page.repeats and page.id in self.answers.keys() & self.unasked.keys()
        }
        return {**self.answers, **self.unasked, **entries}

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages that these answers show, in order."""
        return tuple(page for page in self.form.pages if page.id in self.shown)

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """The shown questions in order, apart from those of repeating pages."""
        return tuple(q for page in self.pages if not page.repeats for q in self.shown[page.id])

    def questions(self, page: Page) -> tuple[Question, ...]:
        """The questions of a page that these answers show; of an entry: `shown_questions`."""
        return self.shown.get(page.id, ())

    def entries(self, page: Page) -> list[dict[str, Any]]:
        """The entries of a repeating page, each with what this form no longer asks."""
        counting = self.answers.get(page.id)
        if not isinstance(counting, list):
            return []
        left = self.unasked.get(page.id) or [{}] * len(counting)
        return [
            {**one, **more} if isinstance(one, dict) else {}
            for one, more in zip(counting, left, strict=True)
        ]

    @cached_property
    def missing(self) -> list[tuple[Page, Question]]:
        """What must still be answered before sending, in the form's order.

        A question of a repeating page is named once for each entry that lacks it.
        """
        return [
            (page, question)
            for page in self.pages
            for scope, questions in self._scopes(page)
            for question in questions
            if question.required and blank(scope.get(question.id))
        ]

    @cached_property
    def emergency(self) -> bool:
        """Whether any answer that counts is one that shows the emergency advice."""
        return bool(self.emergencies)

    @cached_property
    def emergencies(self) -> tuple[tuple[Question, Option], ...]:
        """Every answer that counts and shows the emergency advice, with its question."""
        return tuple(pair for pair in self._chosen() if pair[1].emergency)

    @cached_property
    def ring_today(self) -> bool:
        """Whether any answer that counts asks the patient to ring the clinic today."""
        return any(option.ring for _, option in self._chosen())

    def _chosen(self) -> Iterator[tuple[Question, Option]]:
        """Every option that counts as chosen, with its question."""
        for question in self.asked:
            given = self.answers.get(question.id)
            yield from ((question, one) for one in question.offered(given) if _given(given, one.id))

    def by_role(self, role: str) -> Question | None:
        """The form's question of this role, shown or not; None if it has none."""
        return self.form.by_role(role)

    def value(self, role: str) -> Any:
        """The answer to the question of this role as it is kept, None if none counts."""
        question = self.by_role(role)
        return self.answers.get(question.id) if question else None

    def text(self, role: str) -> str:
        """The answer to the question of this role in the clinician's words, "" if none."""
        question = self.by_role(role)
        if question is None or question.id not in self.answers:
            return ""
        return display(question, self.answers[question.id], "clinician")

    def _scopes(self, page: Page) -> list[tuple[Answers, tuple[Question, ...]]]:
        """Where a page's answers stand and what is asked there: the whole, or each entry."""
        if not page.repeats:
            return [(self.answers, self.shown[page.id])]
        return [(entry, shown_questions(page, entry)) for entry in self.entries(page)]


def shown_questions(page: Page, answers: Answers, on: date | None = None) -> tuple[Question, ...]:
    """The questions of a page that these answers show, in order; asked on a day, if one is given.

    For an entry of a repeating page, `answers` are the entry's own. Answers of
    other pages are taken as they are: only those that count may be among them.
    """
    kept = {**answers}
    shown = []
    for question in page.questions:
        if _shown(question, kept, on):
            shown.append(question)
        else:
            kept.pop(question.id, None)
    return tuple(shown)


def unasked_in(page: Page, entry: Answers) -> dict[str, Any]:
    """What an entry holds that its page does not ask: to keep when the entry is changed."""
    known = {question.id for question in page.questions}
    return {key: value for key, value in entry.items() if key not in known}


def blank(value: object) -> bool:
    """Whether nothing was answered: no value, only spaces, or an empty list."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _shown(thing: Page | Question, counting: Answers, on: date | None = None) -> bool:
    return thing.shown_when is None or thing.shown_when.holds(counting, on)


def _ids(form: Questionnaire) -> set[str]:
    """What answers may stand under, outside entries."""
    single = {q.id for page in form.pages if not page.repeats for q in page.questions}
    return single | {page.id for page in form.pages if page.repeats}


def _own(page: Page, given: Answers) -> dict[str, Any]:
    """What was given to the questions of a page; nothing for a page of entries."""
    return {} if page.repeats else {q.id: given[q.id] for q in page.questions if q.id in given}


def _sorted_entries(page: Page, entries: Any) -> tuple[Any, list[dict[str, Any]]]:
    """What counts of each entry, and what is left of it; entries look at nothing else."""
    if not isinstance(entries, list):
        return entries, []
    counting: list[Any] = []
    left: list[dict[str, Any]] = []
    for entry in entries:
        if isinstance(entry, dict):
            asked = shown_questions(page, entry)
            counting.append({q.id: entry[q.id] for q in asked if q.id in entry})
            left.append(unasked_in(page, entry))
        else:
            counting.append(entry)
            left.append({})
    return counting, left


def _given(value: object, option_id: str) -> bool:
    return option_id in value if isinstance(value, list) else value == option_id
