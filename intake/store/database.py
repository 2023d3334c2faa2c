"""How the service talks to its database: the engine's options and its safety checks."""

from __future__ import annotations

from typing import Any

import pysqlite3
from sqlalchemy import Engine, event

from intake.config import ConfigError

# SQLite 3.7.0 to 3.51.2 can corrupt a database when the write-ahead log is reset
# while another connection checkpoints (https://sqlite.org/wal.html, "The WAL-reset bug");
# the one in Python or the system often is in that range, so pysqlite3 brings its own.
SAFE_SQLITE = (3, 51, 3)


def engine_options(url: str) -> dict[str, Any]:
    """Options for create_engine(). Raises ConfigError for an unsafe SQLite build."""
    if not url.startswith("sqlite"):
        return {"pool_pre_ping": True}
    if tuple(pysqlite3.sqlite_version_info) < SAFE_SQLITE:
        raise ConfigError(f"SQLite {pysqlite3.sqlite_version} can lose data; 3.51.3 is needed")
    return {"module": pysqlite3, "connect_args": {"timeout": 15}}


def keep_sqlite_durable(engine: Engine) -> None:
    """Write-ahead log, full sync, enforced foreign keys, on every SQLite connection."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, record: object) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
