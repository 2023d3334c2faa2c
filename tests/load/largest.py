"""The largest form that the caps allow: every question answered, as much text as it may hold."""

from __future__ import annotations

from datetime import date
from typing import Any

from intake.draft import FULL, of_given
from intake.questionnaires.model import Page, Question, Questionnaire
from intake.services.filling.answers import LONGEST
from intake.services.filling.typed import typed_bytes

FLAGGED = "sertraline citalopram fluoxetine methylphenidate ciprofloxacin prednisolone "
MISSPELT = "sertralin citalopran fluoxetene metylphenidat ciprofloxacine prednisolon lorazepan "
MARGIN = 200  # bytes left, for a name and for what a test types
FOREIGN = "肌肉抽搐 дёргается 근육이 떨려요 กล้ามเนื้อ תפסיק عضلة "


def largest(form: Questionnaire, words: str, today: date) -> dict[str, Any]:
    """Answers to all questions, made of these words; each medicine differs from the next."""
    answers: dict[str, Any] = {}
    for page in form.pages:
        if not page.repeats:
            answers |= {one.id: _longest(one, words, today) for one in page.questions}
    [medicines] = [page for page in form.pages if page.repeats]
    left = LONGEST - typed_bytes(of_given(answers), form) - MARGIN
    answers[medicines.id] = [
        _entry(medicines, words, number, today, left // FULL) for number in range(FULL)
    ]
    return answers


def _entry(page: Page, words: str, number: int, today: date, room: int) -> dict[str, Any]:
    shifted = f"{number} {words[number % len(words) :]}{words}"
    entry = {one.id: _longest(one, shifted, today) for one in page.questions}
    for question in page.questions:
        if question.max_length:
            text = entry[question.id].encode()[:room].decode(errors="ignore").strip()
            room -= len(text.encode())
            entry[question.id] = text
    return {key: value for key, value in entry.items() if value != ""}


def _longest(question: Question, words: str, today: date) -> Any:
    if question.max_length:
        text = (words * (question.max_length // len(words) + 1)).encode()
        return text[: question.max_length].decode(errors="ignore").strip()
    if question.kind in ("date", "partdate"):
        return "1985-03-27" if question.id.endswith("dob") else str(today.replace(day=1))
    if question.kind in ("number", "scale"):
        return 10 if question.kind == "scale" else question.maximum
    many = [one.id for one in question.options if not one.exclusive]
    return many if question.kind == "choices" else question.options[0].id
