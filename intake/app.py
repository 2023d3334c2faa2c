"""Builds the service: settings, extensions, doors, commands."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Literal

import click
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from intake import commands, drugs, questionnaires, spoken, templating, views
from intake.config import ConfigError, Settings, from_environment
from intake.extensions import csrf, db, migrate
from intake.services import reading
from intake.services.documents import digest, making
from intake.services.running.starting import before_serving
from intake.store.database import UnavailableError, engine_options, prepare, reason_of
from intake.store.deletion import ErasedListError
from intake.store.sealing.encryption import Sealer
from intake.store.sealing.keys import Keyring
from intake.store.upkeep.made_keys import read_keys
from intake.store.upkeep.start import check_for_command, check_for_server
from intake.views import cookies, errors, last_resort
from intake.views.compressed import WithStaticFiles
from intake.views.patient import language
from intake.watch import lines
from intake.watch.requests import watching

ROOT = Path(__file__).resolve().parent.parent


class Service(WithStaticFiles):
    """Flask, but for what it writes into the log by itself."""

    def log_exception(self, exc_info: Any) -> None:
        """Log the kind of an error that no error page could tell; its text may hold an answer."""
        self.logger.error("unhandled %s", exc_info[0].__name__)


def create_app(settings: Settings | None = None) -> Flask:
    """Build the service. Raises ConfigError, QuestionnaireError or DrugTableError rather than
    start wrong.
    """
    settings = settings or from_environment(os.environ, command_line=is_command())
    os.umask(0o077)  # what the service writes is its own user's alone: the database, its log
    app = Service(__name__, template_folder=str(ROOT / "templates"))
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.old_secret_keys),
        WTF_CSRF_SECRET_KEY=settings.signing_keys,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=1_000_000,
        WTF_CSRF_TIME_LIMIT=None,  # a slow patient must not lose answers after an hour
        **cookies.session_settings(settings.https),
    )
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]
    app.extensions["sealer"] = Sealer(settings.master_key, settings.old_master_keys)
    app.extensions["keyring"] = Keyring(read_keys)
    drugs.load()
    app.extensions["questionnaires"] = questionnaires.load_all()
    digest.shape()  # of the code that runs, before anything replaces its files
    app.extensions["makers"] = making.Beside()
    app.extensions["readings"] = reading.Readings()
    spoken.init_app(app)
    app.before_request(language.choose)  # an error, too, is told in the patient's words
    app.before_request(errors.refuse_host)
    app.before_request(lines.note_route)
    app.before_request(errors.refuse_many)
    app.before_request(errors.refuse_json)  # before any library reads what came
    app.before_request(errors.refuse_nul)
    app.before_request(errors.refuse_nameless)
    app.before_request(errors.refuse_files)
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
    migrate.init_app(app, db, directory=str(ROOT / "intake" / "migrations"))
    csrf.init_app(app)
    templating.init_app(app)
    views.init_app(app)
    commands.init_app(app)
    lines.begin(quiet=settings.demo)  # which prints how to sign in
    guarded = last_resort.guard(app, app.wsgi_app, settings.https)
    app.wsgi_app = watching(guarded, lines.tell_answer)  # type: ignore[method-assign,assignment]
    return app


def check_start(app: Flask) -> Literal["server", "command"]:
    """Look whether the database goes with the settings; what is started. Raises ConfigError."""
    with app.app_context():
        if is_command():
            commands.refuse_unreadable(sys.argv[1:])
            commands.refuse_where_the_database_fails()
            check_for_command(commands.takes_any_tables)
            return "command"
        check_for_server()
        try:
            for told in before_serving():
                app.logger.warning(told)
        except ErasedListError as error:
            raise ConfigError(str(error)) from None
        except UnavailableError as error:  # as of a disk that is full: the start is audited
            raise ConfigError(f"the database cannot be used: {reason_of(error)}") from None
        return "server"


def is_command() -> bool:
    """Whether this is a command of `flask` other than `flask run`, which is a server."""
    context = click.get_current_context(silent=True)
    serves = context is not None and context.info_name == "run"
    return os.environ.get("FLASK_RUN_FROM_CLI") == "true" and not serves
