"""Runs the migrations on the service's own engine (`flask db upgrade`)."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from intake.store.database import WRITES, without_limits
from intake.store.tables import Instant, Sealed
from intake.store.upkeep.made_keys import forget_lost_marks

db = current_app.extensions["migrate"].db


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our own column types as the database sees them: a migration never imports us."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    return "sa.LargeBinary()" if kind == "type" and isinstance(item, Sealed) else False


@contextmanager
def rebuilding_tables(connection: Connection) -> Iterator[None]:
    """Let SQLite rebuild a table that others refer to; what refers to nothing stops the change.

    It alters a table by copying and dropping it, which would count as deleting its rows
    (https://sqlite.org/lang_altertable.html#otheralter). The switch has no effect within a
    transaction, so it is set below SQLAlchemy, which begins one by itself.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise RuntimeError(f"{len(broken)} rows would refer to nothing")
        connection.commit()
    finally:
        connection.invalidate()  # the next connection checks references again


def lock(connection: Connection) -> None:
    """Let one upgrade at a time change the tables; the next finds them changed."""
    if connection.dialect.name == "sqlite":
        return  # WRITES took its only lock
    without_limits(connection)
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('intake upgrade'))")


@contextmanager
def having_file() -> Iterator[None]:
    """Make SQLite's file where none is: no connection does (intake/store/own_files.py).

    It goes again if nothing comes of it, for an empty one would hide a wrong address; and none is
    made for those who only look.
    """
    file = Path(str(db.engine.url.database))
    if db.engine.dialect.name != "sqlite" or file.exists() or not changes_tables():
        yield
        return
    with suppress(OSError):  # where there is no folder the connection says it
        file.touch()
    try:
        yield
    except BaseException:
        db.engine.dispose()
        for end in ("", "-wal", "-shm"):
            Path(f"{file}{end}").unlink(missing_ok=True)
        raise


def changes_tables() -> bool:
    """Whether a revision is to be reached, as by `upgrade`; `current` has none."""
    try:
        context.get_revision_argument()
    except KeyError:
        return False
    return True


writing = db.engine.execution_options(**{WRITES: True})
with having_file(), writing.connect() as connection, rebuilding_tables(connection):
    lock(connection)
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_item=render_item,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()
        forget_lost_marks(connection)
    connection.commit()
