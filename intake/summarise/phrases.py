"""Answers in the clinician's words, one phrase each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from intake.questionnaires import Answers, Questionnaire
from intake.questionnaires.answers import display, shown_pages, shown_questions
from intake.questionnaires.model import Page, Question

YES_NO = {"yes": "yes", "no": "no", "unsure": "not sure"}


def asked(form: Questionnaire, answers: Answers) -> list[Question]:
    """Every question these answers show, apart from those of the repeating page."""
    return [
        question
        for page in shown_pages(form, answers)
        if not page.repeats
        for question in shown_questions(page, answers)
    ]


def phrase(question: Question, value: Any) -> str:
    """One answer as the clinician reads it: its lead, and quotes around own words."""
    text = display(question, value, "clinician")
    if question.kind in ("text", "longtext"):
        text = f"“{text}”"
    if question.kind == "yesno":
        text = f"{question.clinician}: {YES_NO[value]}"
    if question.kind == "scale":
        text = f"{text} of 10"
    return f"{question.lead} {text}" if question.lead else text


def role_text(form: Questionnaire, answers: Answers, role: str) -> str:
    """The answer to the question of this role as the clinician reads it, "" if none."""
    question = form.by_role(role)
    if question is None or question.id not in answers:
        return ""
    return display(question, answers[question.id], "clinician")


def role_value(form: Questionnaire, answers: Answers, role: str) -> Any:
    """The raw answer to the question of this role, None if none."""
    question = form.by_role(role)
    return answers.get(question.id) if question else None


def joined(parts: Iterable[str], separator: str = "; ") -> str:
    """The parts that are not empty, joined."""
    return separator.join(part for part in parts if part)


def repeating_page(form: Questionnaire) -> Page | None:
    """The page that repeats for each medicine, if the form has one."""
    return next((page for page in form.pages if page.repeats), None)
