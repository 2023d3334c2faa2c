"""The check at start: this database, with these settings, or nothing at all."""

from __future__ import annotations

import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import SQLAlchemyError

from intake.config import ConfigError
from intake.extensions import db
from intake.store import own_tables
from intake.store.audit import anchor
from intake.store.database import check_durable, reason_of
from intake.store.sealing.keys import keyring
from intake.store.upkeep.made_keys import check_keys
from intake.store.visits import last_save


def check_for_server() -> None:
    """Refuse to serve a database whose tables, safety or keys are not as they must be.

    Raises ConfigError. Leaves no connection open, for gunicorn's workers would share it.
    """
    try:
        _check_there()
        with db.engine.connect() as connection:
            check_durable(connection)
            _check_tables(connection)
            _keep_private()
        own_tables.stay_with(db.engine, _head())
        _check_complete()
        keyring().unlock()
    except SQLAlchemyError as error:  # its text could hold the password
        raise ConfigError(f"the database cannot be used: {reason_of(error)}") from None
    finally:
        db.session.remove()
        db.engine.dispose()


def check_for_command(takes_any_tables: Callable[[], bool]) -> None:
    """Refuse a command if the database has keys and these settings do not open them.

    Where the tables are another version's it fails when it asks them, unless it takes any.
    Raises ConfigError. Many commands need no database, so one that is missing is no fault.
    """
    file = db.engine.url.database if db.engine.dialect.name == "sqlite" else None
    if file and not Path(file).exists():
        return
    try:
        with db.engine.connect() as connection:
            has_keys, current = inspect(connection).has_table("key"), is_current(connection)
        if current:
            _check_complete()
            keyring().unlock()  # before anything is read: the first of all makes the marks
        elif has_keys:
            check_keys()
        own_tables.stay_with(db.engine, _head(), takes_any_tables)
    except SQLAlchemyError:
        return
    finally:
        db.engine.dispose()


def check_for_worker() -> None:
    """Refuse to begin where something is missing by now: all before this one may be gone.

    Raises ConfigError. A database that does not answer at this moment is no reason.
    """
    try:
        _check_complete()
    except SQLAlchemyError:
        return
    finally:
        db.session.remove()


def _check_complete() -> None:
    """Refuse a database from which something is missing that was acknowledged."""
    anchor.check()
    last_save.check()


def _check_there() -> None:
    """Refuse a file that is missing: SQLite would make an empty one, and hide a wrong address."""
    file = db.engine.url.database if db.engine.dialect.name == "sqlite" else None
    if file and not Path(file).exists():
        raise ConfigError(
            f"the database cannot be used: there is no {file}; flask --app wsgi db upgrade makes it"
        )


def _keep_private() -> None:
    """Take SQLite's files from other users of the machine, as versions before left them open."""
    if db.engine.dialect.name != "sqlite":
        return
    for end in ("", "-wal", "-shm"):
        file = Path(f"{db.engine.url.database}{end}")
        with suppress(OSError):  # another user's: `flask check` tells what to do
            file.chmod(file.stat().st_mode & ~(stat.S_IRWXG | stat.S_IRWXO))


def _check_tables(connection: Connection) -> None:
    if not is_current(connection):
        found = MigrationContext.configure(connection).get_current_revision()
        newer = found and not is_known(found)
        do = f"serve {found} by its own code" if newer else "flask --app wsgi db upgrade"
        raise ConfigError(f"{own_tables.OTHER_TABLES}: {do}")
    there = inspect(connection).get_multi_columns()
    for name, table in db.metadata.tables.items():
        columns = {one["name"] for one in there.get((None, name), ())}
        if missing := {one.name for one in table.columns} - columns:
            what = ", ".join(sorted(missing)) if columns else "the whole table"
            raise ConfigError(f"the table {name} is not as this version made it: {what} is missing")


def is_current(connection: Connection) -> bool:
    """Whether the tables are those of this version."""
    return MigrationContext.configure(connection).get_current_revision() == _head()


def is_known(revision: str) -> bool:
    """Whether the tables of this revision are this version's, or of one before it."""
    return any(one.revision == revision for one in _scripts().walk_revisions())


def _head() -> str:
    return str(_scripts().get_current_head())


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(current_app.extensions["migrate"].directory)
