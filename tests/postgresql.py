"""A PostgreSQL of the tests' own: made of the system's programs, gone with the tests.

It listens on a socket in its own folder and nowhere else. It keeps what it acknowledges as a real
one does, in memory where there is a place for that: these tests survive no power cut.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

USER = "postgres"
FOLDERS = (  # of Debian's packages and of Homebrew's
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
# Shared memory of its own in its own folder: what is killed leaves nothing in the system's.
SETTINGS = ("max_connections=60", "dynamic_shared_memory_type=mmap")
IN_MEMORY, ENOUGH = Path("/dev/shm"), 2 << 30  # bytes free


def programs() -> Path | None:
    """The folder of initdb and postgres, the newest there is; None where they are missing."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).parent] if on_path else []
    for folders in FOLDERS:
        root, pattern = "/", folders.removeprefix("/")
        found += sorted(Path(root).glob(pattern), key=_version, reverse=True)
    return next((one for one in found if (one / "initdb").is_file()), None)


class Server:
    """A running PostgreSQL."""

    def __init__(
        self, folder: Path, connection: psycopg.Connection, crash: Callable[[], None]
    ) -> None:
        """Keep where its socket is, and a connection that belongs to none of its databases."""
        self.folder, self._connection, self._crash = folder, connection, crash

    def crash(self) -> None:
        """End it as a crash does, and start it again."""
        self._crash()

    def url(self, name: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://{USER}@/{name}?host={self.folder}"

    def make(self, name: str, template: str = "template1") -> str:
        """Make a database anew, as the template is; gives its address."""
        for words in (
            "DROP DATABASE IF EXISTS {name} WITH (FORCE)",
            "CREATE DATABASE {name} TEMPLATE {template}",
        ):
            names = {"name": sql.Identifier(name), "template": sql.Identifier(template)}
            self._connection.execute(sql.SQL(words).format(**names))
        return self.url(name)


@contextmanager
def running(programs: Path, port: int = 5432, tls: Path | None = None) -> Iterator[Server]:
    """A server in a folder of its own; stopped and removed at the end.

    With `tls`, a certificate with its key beside it, it listens at this port of 127.0.0.1 too.
    """
    # Not a folder of pytest's: a socket's path may be no longer than 107 letters.
    place = IN_MEMORY if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ENOUGH else None
    folder = Path(tempfile.mkdtemp(prefix="intake-pg-", dir=place))
    owner = _owner()
    if owner:
        shutil.chown(folder, owner["user"], owner["group"])
    cluster = folder / "cluster"

    def call(program: str, *options: str) -> None:
        command = [str(programs / program), "-D", str(cluster), *options]
        subprocess.run(
            command, cwd=folder, check=True, stdout=subprocess.DEVNULL, timeout=120, **owner
        )

    def crash() -> None:
        call("pg_ctl", "-w", "-m", "immediate", "-l", str(folder / "log"), "-o", words, "restart")

    network = _network(folder, owner, tls) if tls else ("listen_addresses=",)
    settings = (f"port={port}", f"unix_socket_directories={folder}", *network, *SETTINGS)
    words = " ".join(f"-c {one}" for one in settings)
    try:
        call("initdb", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        call("pg_ctl", "-w", "-l", str(folder / "log"), "-o", words, "start")
        where = f"host={folder} port={port} user={USER} dbname=postgres"
        with psycopg.connect(where, autocommit=True) as c:
            yield Server(folder, c, crash)
    finally:
        if (cluster / "postmaster.pid").exists():
            call("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _network(folder: Path, owner: Mapping[str, Any], tls: Path) -> tuple[str, ...]:
    """Settings for TLS; the key is copied, for the server wants it for its owner alone."""
    for end in (".crt", ".key"):
        mine = folder / f"server{end}"
        shutil.copyfile(tls.with_suffix(end), mine)
        mine.chmod(0o600)
        if owner:
            shutil.chown(mine, owner["user"], owner["group"])
    files = (f"ssl_cert_file={folder}/server.crt", f"ssl_key_file={folder}/server.key")
    return ("listen_addresses=127.0.0.1", "ssl=on", *files)


def _version(folder: Path) -> list[int]:
    return [int(part) for part in "".join(c if c.isdigit() else " " for c in str(folder)).split()]


def _owner() -> Mapping[str, Any]:
    """Who runs the programs: they refuse to be run by root."""
    if os.geteuid() != 0:
        return {}
    users = {one.pw_name: one for one in pwd.getpwall()}
    owner = users.get(USER) or users["nobody"]
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
