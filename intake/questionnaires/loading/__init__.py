"""From a form's file to a Questionnaire, or a refusal with the line and the reason."""

from intake.questionnaires.loading.forms import Questionnaires, load, load_all
from intake.questionnaires.loading.reading import QuestionnaireError

__all__ = ["QuestionnaireError", "Questionnaires", "load", "load_all"]
