"""Moving everything from one database to another."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from intake import checked, store
from intake.checked import ConfigError
from intake.commands.refuse import refuse
from intake.services import audit


@click.command("move")
@click.option(
    "--to",
    "url",
    required=True,
    envvar="INTAKE_MOVE_TO",
    help="The empty database, as DATABASE_URL names one; with a password, in INTAKE_MOVE_TO.",
)
@with_appcontext
def command(url: str) -> None:
    """Take all that is kept to another database, as from SQLite to PostgreSQL.

    Stop the service first; run `db upgrade` for the other database with its address in
    DATABASE_URL. Every table is compared on both sides before anything counts. Then put the new
    address into DATABASE_URL. The old database stays as it is.
    """
    moved: list[store.Moved] = []
    try:
        store.move(checked.database_url(url), moved.append)
    except ConfigError as error:
        refuse(str(error).replace("DATABASE_URL", "--to"))
    except store.MoveError as error:
        refuse(str(error))
    except store.OtherTablesError:
        refuse(f"{store.OTHER_TABLES} here: move them by the version that made them")
    except SQLAlchemyError as error:  # its text could hold the password
        refuse(f"the other database cannot be used: {type(error).__name__}; nothing was moved")
    for one in moved:
        click.echo(f"{one.table:16} {one.rows:8} rows  {one.digest[:16]}")
    click.echo("Both databases hold the same. Now name the new one in DATABASE_URL.")
    settings = current_app.config["SETTINGS"]
    if not settings.erased_list:  # its place follows from DATABASE_URL
        click.echo(
            f"Set INTAKE_ERASED_LIST={settings.erased_list_path} too: who was erased is there."
        )
    audit.record("command", "moved away")
