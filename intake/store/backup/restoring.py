"""Putting a database's file back in its place: only where nothing is, and wholly or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from sqlalchemy import create_engine, inspect

from intake.extensions import db
from intake.store.audit import anchor
from intake.store.backup import postgresql_tools
from intake.store.backup.container import BackupError, Header
from intake.store.backup.snapshot import rows_of
from intake.store.database import engine_options, without_limits
from intake.store.disk import sync_folder
from intake.store.upkeep.start import is_known
from intake.store.visits import last_save


def put_back(header: Header, file: Path) -> None:
    """Let this file be the service's database, which must be empty or missing.

    Raises BackupError.
    """
    there = db.engine.dialect.name
    if there != header.engine:
        raise BackupError(f"it is of {header.engine}, and DATABASE_URL names {there}")
    if not is_known(header.revision):
        raise BackupError(
            f"it is of a newer version (tables {header.revision}): put it back with that one"
        )
    (_sqlite if there == "sqlite" else _postgresql)(file)
    db.session.remove()
    db.engine.dispose()


def rows_now() -> dict[str, int]:
    """How many rows each table has now."""
    with db.engine.connect() as connection:
        without_limits(connection)
        return rows_of(connection)


def check_file(header: Header, file: Path) -> None:
    """Look whether a database's file is whole and holds what its backup says. Raises BackupError.

    PostgreSQL's can be read by PostgreSQL alone, once it is put back.
    """
    if header.engine != "sqlite":
        return
    engine = create_engine(f"sqlite:///{file}", **engine_options("sqlite://"))
    try:
        with engine.connect() as connection:
            said = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
            same = rows_of(connection) == header.rows
    finally:
        engine.dispose()
    if said != "ok" or not same:
        raise BackupError(f"its database is broken: {said if said != 'ok' else 'rows are missing'}")


def _sqlite(file: Path) -> None:
    place = Path(str(db.engine.url.database))
    for one in (place, *(Path(f"{place}{end}") for end in ("-wal", "-shm"))):
        if one.exists():
            raise BackupError(f"{one} is there: stop the service and move it away first")
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = place.with_name(f".{place.name}")
    with file.open("rb") as database, part.open("wb") as out:
        shutil.copyfileobj(database, out)
        out.flush()
        os.fsync(out.fileno())
    anchor.forget()  # what is told there is of the database that was here
    last_save.forget()
    part.replace(place)
    sync_folder(place.parent)


def _postgresql(file: Path) -> None:
    if inspect(db.engine).get_table_names():
        raise BackupError("the database has tables: make a new one, and name it in DATABASE_URL")
    db.engine.dispose()
    postgresql_tools.restore(db.engine.url, file)
