"""The door for gunicorn and for the `flask` command."""

import sys

from intake.app import check_start, create_app
from intake.config import ConfigError
from intake.drugs import DrugTableError
from intake.questionnaires import QuestionnaireError
from intake.serving.warm_up import warm_up
from reports import RenderError, check_ready

try:
    app = create_app()
    if check_start(app) == "server":
        check_ready()  # a server that could make no PDF does not start
        warm_up(app)
except (ConfigError, DrugTableError, QuestionnaireError, RenderError) as error:
    sys.exit(f"Intake cannot start: {error}")
