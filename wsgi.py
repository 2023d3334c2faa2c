"""The door for gunicorn and for the `flask` command."""

import sys

from intake.app import create_app
from intake.config import ConfigError
from intake.questionnaires import QuestionnaireError

try:
    app = create_app()
except (ConfigError, QuestionnaireError) as error:
    sys.exit(f"Intake cannot start: {error}")
