"""Pure functions on answers: what is shown, what counts, what is still missing.

Conditions only look back (the loader sees to it), so one pass from the top of
the form settles which questions are shown: an answer that counts can show a
later question, an answer that does not count cannot.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from intake.questionnaires.display import display
from intake.questionnaires.model import Answers, Page, Question, Questionnaire
from intake.questionnaires.validation import Problem, validate

__all__ = [
    "Problem",
    "display",
    "emergency",
    "missing",
    "prune",
    "shown_pages",
    "shown_questions",
    "validate",
]


def prune(questionnaire: Questionnaire, answers: Answers) -> dict[str, Any]:
    """Only the answers that count: no unknown key, no answer to a hidden question.

    Values are not looked at: `validate` does that. Entries of a repeating page
    are all kept, in order, each pruned in the same way.
    """
    kept: dict[str, Any] = {}
    for page in questionnaire.pages:
        if not _shown(page, kept):
            continue
        if page.repeats:
            if page.id in answers:
                kept[page.id] = _entries(page, answers[page.id])
        else:
            kept.update(_counting(page, answers, kept))
    return kept


def shown_pages(questionnaire: Questionnaire, answers: Answers) -> tuple[Page, ...]:
    """The pages that these answers show, in order."""
    kept = prune(questionnaire, answers)
    return tuple(page for page in questionnaire.pages if _shown(page, kept))


def shown_questions(page: Page, answers: Answers) -> tuple[Question, ...]:
    """The questions of a page that these answers show, in order.

    For an entry of a repeating page, `answers` are the entry's own. Answers of
    other pages are taken as they are: prune them first.
    """
    kept = {**answers}
    shown = []
    for question in page.questions:
        if _shown(question, kept):
            shown.append(question)
        else:
            kept.pop(question.id, None)
    return tuple(shown)


def missing(questionnaire: Questionnaire, answers: Answers) -> list[tuple[Page, Question]]:
    """What must still be answered before sending, in the form's order.

    A question of a repeating page is named once for each entry that lacks it.
    """
    kept = prune(questionnaire, answers)
    return [
        (page, question)
        for page in questionnaire.pages
        if _shown(page, kept)
        for scope in _scopes(page, kept)
        for question in shown_questions(page, scope)
        if question.required and blank(scope.get(question.id))
    ]


def emergency(questionnaire: Questionnaire, answers: Answers) -> bool:
    """Whether any answer that counts is one that shows the emergency advice."""
    kept = prune(questionnaire, answers)
    return any(
        option.emergency and _given(kept.get(question.id), option.id)
        for page in questionnaire.pages
        for question in page.questions
        for option in question.options
    )


def blank(value: object) -> bool:
    """Whether nothing was answered: no value, only spaces, or an empty list."""
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _shown(thing: Page | Question, kept: Answers) -> bool:
    return thing.shown_when is None or thing.shown_when.holds(kept)


def _counting(page: Page, answers: Answers, kept: Answers) -> dict[str, Any]:
    """The answers of one page, or of one entry, that count."""
    own = {q.id: answers[q.id] for q in page.questions if q.id in answers}
    asked = shown_questions(page, {**kept, **own})
    return {q.id: own[q.id] for q in asked if q.id in own}


def _entries(page: Page, entries: Any) -> Any:
    """Each entry by itself: its conditions look at nothing else."""
    if not isinstance(entries, list):
        return entries
    return [_counting(page, e, {}) if isinstance(e, dict) else e for e in entries]


def _scopes(page: Page, kept: Answers) -> Iterator[Answers]:
    """Where a page's answers stand: in the whole, or in each entry."""
    if not page.repeats:
        yield kept
        return
    entries = kept.get(page.id)
    for entry in entries if isinstance(entries, list) else []:
        yield entry if isinstance(entry, dict) else {}


def _given(value: object, option_id: str) -> bool:
    return option_id in value if isinstance(value, list) else value == option_id
