"""One moment of the whole database as a file, while the service goes on.

Copying SQLite's file does not do: what was acknowledged last stands in its log beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pysqlite3
from sqlalchemy import Connection, create_engine, func, inspect, select, text

from intake import clock
from intake.extensions import Base, db
from intake.store.backup import postgresql_tools
from intake.store.backup.container import FIRST, BackupError, Header
from intake.store.database import engine_options, without_limits
from intake.store.sealing.keys import sealer
from intake.store.tables import AuditHeadRow
from intake.store.upkeep.rotation import wrapped_by


@contextmanager
def snapshot(folder: Path) -> Iterator[tuple[Header, Path]]:
    """A moment's file in this folder, and what stands in it.

    Raises BackupError.
    """
    file = folder / "snapshot"
    yield (_sqlite if db.engine.dialect.name == "sqlite" else _postgresql)(file), file


def facts_of(connection: Connection) -> Header:
    """What the database holds, as this transaction sees it."""
    revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
    needed = {sealer().master_id, *wrapped_by(connection)}  # the first seals the backup itself
    heads = select(AuditHeadRow.clinic_id, AuditHeadRow.number, AuditHeadRow.mac)
    return Header(
        made_at=clock.now().isoformat(timespec="seconds"),
        engine=connection.dialect.name,
        revision=str(revision),
        master_keys=tuple(sorted(one.hex() or FIRST for one in needed)),
        rows=rows_of(connection),
        heads=tuple(
            f"{one.clinic_id or '-'} {one.number} {one.mac.hex()}"
            for one in connection.execute(heads.order_by(AuditHeadRow.clinic_id))
        ),
    )


def rows_of(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    there = set(inspect(connection).get_table_names())
    return {
        name: connection.scalar(select(func.count()).select_from(table)) or 0
        for name, table in Base.metadata.tables.items()
        if name in there
    }


def _sqlite(file: Path) -> Header:
    try:
        with closing(db.engine.raw_connection()) as connection:  # outside of any transaction
            connection.cursor().execute("VACUUM INTO ?", (str(file),))
    except pysqlite3.Error as error:  # the driver's own: this passes SQLAlchemy by
        raise BackupError(str(error)) from None
    engine = create_engine(f"sqlite:///{file}", **engine_options("sqlite://"))
    with engine.connect() as copied:
        facts = facts_of(copied)
    engine.dispose()
    return facts


def _postgresql(file: Path) -> Header:
    reading = db.engine.execution_options(isolation_level="REPEATABLE READ")
    with reading.connect() as connection:
        without_limits(connection)
        facts = facts_of(connection)
        moment = connection.scalar(text("SELECT pg_export_snapshot()"))
        postgresql_tools.dump(db.engine.url, str(moment), file)
    return facts
