"""The tables by their revision: nobody reads or writes those of another version unawares.

`flask db upgrade` may change them under a service that was not stopped. What that one wrote from
then on would carry the marks of its own version, and the next version would refuse to read it.
So it is busy, and keeps what was typed on the page, until it is started anew. Commands of an older
checkout, as of a timer that was forgotten, are refused in the same way.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError, ProgrammingError

OTHER_TABLES = "the tables are those of another version"
ASKED = "SELECT version_num FROM alembic_version"


class OtherTablesError(OperationalError):
    """The tables are not those with which this process began."""

    def __init__(self) -> None:
        super().__init__("", None, RuntimeError(OTHER_TABLES))


def stay_with(engine: Engine, revision: str, unless: Callable[[], bool] = lambda: False) -> None:
    """Let every transaction fail by OtherTablesError once the tables are others, or gone.

    `unless` says of what is being done that it works on any tables, as an upgrade.
    """

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if not unless() and _revision(connection) != revision:
            raise OtherTablesError


def _revision(connection: Connection) -> str | None:
    """Of the tables; None where there are none, as while a backup is put back."""
    try:
        return connection.exec_driver_sql(ASKED).scalar()
    except ProgrammingError:  # of PostgreSQL, which lets the transaction do nothing more
        return None
