"""How the service talks to its database: the engine's options, safety checks, transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pysqlite3
from psycopg.errors import ReadOnlySqlTransaction
from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import ConnectionPoolEntry

from intake.config import ConfigError
from intake.extensions import Base, db
from intake.store.own_files import OwnFiles
from intake.store.sealing.keys import keyring

# SQLite 3.7.0 to 3.51.2 can corrupt a database when the write-ahead log is reset
# while another connection checkpoints (https://sqlite.org/wal.html, "The WAL-reset bug");
# the one in Python or the system often is in that range, so pysqlite3 brings its own.
WAIT = 5.0  # seconds for what another writer holds; then the patient is told to try again
LONGEST = 20.0  # seconds of one statement on PostgreSQL; a worker is ended after 60
SAFE_SQLITE = (3, 51, 3)
# The database is locked too long, does not answer, or broke off; or all connections are in use.
UnavailableError = (OperationalError, InterfaceError, PoolTimeoutError)
AT_HAND = "intake_at_hand"  # the rows that are kept in a session
OWN_MACHINE = ("localhost", "127.0.0.1", "::1")
WRITES = "intake_writes"  # the option of a connection whose transaction will write
AUDITED = "intake_audited"  # whether a session has written an audit row
AFTERWARDS = "intake_afterwards"  # what is done once a session's transaction is committed


def engine_options(url: str) -> dict[str, Any]:
    """Options for create_engine(). Raises ConfigError for an unsafe SQLite build."""
    hidden = {"hide_parameters": True}  # an error's text quotes them, and may be logged
    if not url.startswith("sqlite"):
        return {"pool_pre_ping": True, "connect_args": _connecting(make_url(url)), **hidden}
    if tuple(pysqlite3.sqlite_version_info) < SAFE_SQLITE:
        raise ConfigError(f"SQLite {pysqlite3.sqlite_version} can lose data; 3.51.3 is needed")
    return {"module": pysqlite3, "connect_args": {"timeout": WAIT}, **hidden}


def _connecting(url: URL) -> dict[str, Any]:
    """How long to wait for a machine that does not answer at all, and how to know it."""
    # A statement that is prepared stays in a connection, and a pooler gives out another.
    return {"connect_timeout": int(WAIT), "prepare_threshold": None, **verified(url)}


def verified(url: URL) -> dict[str, Any]:
    """To another machine over TLS whose certificate is checked, unless the address says how."""
    host = url.host or str(url.query.get("host", ""))
    if "sslmode" in url.query or not host or host.startswith("/") or host in OWN_MACHINE:
        return {}
    root = {} if "sslrootcert" in url.query else {"sslrootcert": "system"}
    return {"sslmode": "verify-full", **root}


def prepare(engine: Engine) -> None:
    """Tell each connection and transaction what makes them safe, and how long they may wait."""
    event.listen(engine, "handle_error", _unavailable, retval=True)
    if engine.dialect.name == "sqlite":
        _keep_sqlite_durable(engine)
    else:
        _limit_postgresql(engine)


def _unavailable(context: ExceptionContext) -> Exception | None:
    """What the driver names otherwise: a damaged file; a database that only reads, as a standby.

    A connection to that is given up, so that the next one finds who has taken over.
    """
    error = context.original_exception
    only_reads = isinstance(error, ReadOnlySqlTransaction)
    if not only_reads and type(error) is not pysqlite3.DatabaseError:
        return None
    context.is_disconnect = only_reads
    return OperationalError(context.statement or "", None, error, hide_parameters=True)


def _limit_postgresql(engine: Engine) -> None:
    """No statement waits for ever: each transaction says so itself, for a pooler in between.

    PgBouncer gives every transaction another connection: what was set for a session would be
    lost, or another's (its documentation, "SQL feature map for pooling modes").
    """

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        wait, longest = int(WAIT * 1000), int(LONGEST * 1000)
        limits = {
            "lock_timeout": wait,
            "statement_timeout": longest,
            "idle_in_transaction_session_timeout": longest,
        }
        told = ", ".join(f"set_config('{name}', '{ms}', true)" for name, ms in limits.items())
        connection.exec_driver_sql(f"SELECT {told}")  # one statement, one way to and fro


def without_limits(connection: Connection) -> None:
    """Let this transaction take as long as it takes: it reads or writes whole tables."""
    if connection.dialect.name == "postgresql":
        for name in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"):
            connection.exec_driver_sql(f"SET LOCAL {name} = 0")


def _keep_sqlite_durable(engine: Engine) -> None:
    """Write-ahead log, full sync, enforced foreign keys, real transactions, on every connection."""
    files = OwnFiles(engine)
    event.listen(engine, "do_connect", lambda *_: files.require())

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, record: ConnectionPoolEntry) -> None:
        # The driver begins only at the first write, too late to lock what was read before;
        # so it is told to leave that to us (SQLAlchemy's docs, "Serializable isolation /
        # Savepoints / Transactional DDL" of the SQLite dialect).
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",  # what is deleted is overwritten
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
        files.remember(record)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        files.check(connection)
        # What will write takes the write lock before it reads: begun as a reader, it would
        # be refused at its first write if another had written since.
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def check_durable(connection: Connection) -> None:
    """Raise ConfigError if the database may lose what it has acknowledged."""
    if connection.dialect.name != "sqlite":
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            if connection.exec_driver_sql(f"SHOW {name}").scalar() == "off":
                raise ConfigError(f"PostgreSQL has {name} off, which can lose data")
        return
    for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
        found = connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()
        if found != wanted:
            raise ConfigError(f"SQLite keeps {pragma} at {found}, which can lose data")


def reason_of(error: Exception) -> str:
    """Why the database cannot be used, without what could hold a password or an answer."""
    told = getattr(error, "orig", None) or error
    if isinstance(told, psycopg.OperationalError):  # libpq names host and user, no password
        return told.diag.message_primary or str(told).partition("\n")[0]
    own = isinstance(told, pysqlite3.Error | RuntimeError)  # the second: own_tables.py's
    return str(told) if own else type(told).__name__


@contextmanager
def transaction() -> Iterator[None]:
    """Write all of it or nothing; the only place that commits.

    What was read before is read anew inside: another request may have changed it.
    """
    session = db.session
    if session.info.get(WRITES):
        raise RuntimeError("a transaction is open already: a service owns exactly one")
    keyring().unlock()  # not within: the first of all makes the keys, in a transaction of its own
    session.rollback()  # ends the reads made so far
    session.connection(execution_options={WRITES: True})
    session.info[WRITES] = True
    audited = session.info.get(AUDITED, False)
    try:
        yield
        session.commit()
        for deed in session.info.pop(AFTERWARDS, ()):
            deed()
    except BaseException:
        session.rollback()
        session.info[AUDITED] = audited
        raise
    finally:
        session.info.pop(WRITES, None)
        session.info.pop(AT_HAND, None)
        session.info.pop(AFTERWARDS, None)


def afterwards(deed: Callable[[], None]) -> None:
    """Do this once the transaction is committed, and not if it comes to nothing."""
    db.session.info.setdefault(AFTERWARDS, []).append(deed)


def close() -> None:
    """Leave no connection open, for processes that part from this one would share it."""
    db.session.remove()
    db.engine.dispose()


def in_transaction() -> bool:
    """Whether transaction() is open."""
    return bool(db.session.info.get(WRITES))


def keep_at_hand(*rows: Base | None) -> None:
    """Keep rows in the session until the transaction ends; it forgets what nobody refers to."""
    db.session.info[AT_HAND] = (*db.session.info.get(AT_HAND, ()), *rows)


def look_anew() -> None:
    """End the reads made so far: the next ones see what others have written since."""
    db.session.rollback()
