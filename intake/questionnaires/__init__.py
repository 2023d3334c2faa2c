"""The forms as data, their loader, and what they make of answers."""

from intake.questionnaires.condition import Answers
from intake.questionnaires.loading import QuestionnaireError, Questionnaires, load, load_all
from intake.questionnaires.model import Page, Question, Questionnaire
from intake.questionnaires.response import Response

__all__ = [
    "Answers",
    "Page",
    "Question",
    "Questionnaire",
    "QuestionnaireError",
    "Questionnaires",
    "Response",
    "load",
    "load_all",
]
