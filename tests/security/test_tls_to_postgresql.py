"""PostgreSQL on another machine is spoken to over TLS, and its certificate is looked at.

The other machine is this one, under another name.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import OperationalError

from intake.store.backup import postgresql_tools
from intake.store.database import engine_options
from tests import postgresql
from tests.nginx import make_certificate
from tests.outages.service import free_port

OTHER = "db.example"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a database at another machine's name, and its certificate."""
    certificate = make_certificate(tmp_path_factory.mktemp("tls"), OTHER)
    port = free_port()
    found = postgresql.programs()
    assert found
    with postgresql.running(found, port, certificate):
        at = f"hostaddr=127.0.0.1&port={port}"
        yield f"postgresql://postgres@{OTHER}/postgres?{at}", certificate


def encrypted(url: str) -> bool:
    """Whether a connection as the service makes it is encrypted. Raises OperationalError."""
    engine = create_engine(url, **engine_options(url))
    query = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
    try:
        with engine.connect() as connection:
            return bool(connection.exec_driver_sql(query).scalar())
    finally:
        engine.dispose()


def dumped(url: str) -> str:
    """What pg_dump says as a backup calls it; "" if it may."""
    command = [postgresql_tools._program("pg_dump"), "--schema-only", "--file=/dev/null"]
    where = postgresql_tools._environment(make_url(url))
    return subprocess.run(command, env=where, capture_output=True, text=True, check=False).stderr


def test_requirement_54_a_certificate_that_nobody_vouches_for_is_refused(
    server: tuple[str, Path],
) -> None:
    url, certificate = server
    trusting = f"{url}&sslrootcert={certificate}"
    assert encrypted(trusting)
    with pytest.raises(OperationalError, match="certificate verify failed"):
        encrypted(url)
    with pytest.raises(OperationalError, match="does not match host name"):
        encrypted(trusting.replace(OTHER, "other.example"))
    # A backup goes the same way, and would carry the whole database.
    assert dumped(trusting) == ""
    assert "certificate verify failed" in dumped(url)
    assert "does not match host name" in dumped(trusting.replace(OTHER, "other.example"))
