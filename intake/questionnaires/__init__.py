"""The forms as data, their loader, and pure functions on answers."""

from intake.questionnaires.loader import load, load_all
from intake.questionnaires.marked import QuestionnaireError
from intake.questionnaires.model import Answers, Page, Question, Questionnaire

__all__ = [
    "Answers",
    "Page",
    "Question",
    "Questionnaire",
    "QuestionnaireError",
    "load",
    "load_all",
]
