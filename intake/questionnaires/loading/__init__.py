"""From a form's file to a Questionnaire, or a refusal with the line and the reason."""

from intake.questionnaires.loading.forms import load, load_all
from intake.questionnaires.loading.reading import QuestionnaireError

__all__ = ["QuestionnaireError", "load", "load_all"]
