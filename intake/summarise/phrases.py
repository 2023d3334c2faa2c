"""Answers in the clinician's words, one phrase each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from intake.questionnaires import Questionnaire
from intake.questionnaires.display import display
from intake.questionnaires.model import Page, Question

YES_NO = {"yes": "yes", "no": "no", "unsure": "not sure"}


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


def joined(parts: Iterable[str], separator: str = "; ") -> str:
    """The parts that are not empty, joined."""
    return separator.join(part for part in parts if part)


def repeating_page(form: Questionnaire) -> Page | None:
    """The page that repeats for each medicine, if the form has one."""
    return next((page for page in form.pages if page.repeats), None)
