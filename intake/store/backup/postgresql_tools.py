"""PostgreSQL's own programs, pg_dump and pg_restore, for a database's address."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
from pathlib import Path

from sqlalchemy import URL

from intake.store.backup.container import BackupError
from intake.store.database import verified

FOLDERS = ("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt")  # beside PATH


def dump(url: URL, moment: str, file: Path) -> None:
    """Write the database as it stood at an exported snapshot. Raises BackupError."""
    _run("pg_dump", url, "--format=custom", f"--snapshot={moment}", f"--file={file}")


def restore(url: URL, file: Path) -> None:
    """Fill an empty database, wholly or not at all. Raises BackupError."""
    options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    _run("pg_restore", url, *options, f"--dbname={url.database}", str(file))


def _run(name: str, url: URL, *options: str) -> None:
    command = [_program(name), *options]
    done = subprocess.run(  # noqa: S603 - the options are our own
        command, check=False, env=_environment(url), capture_output=True, text=True
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["no reason given"]
        raise BackupError(f"{name} failed: {said[0]}")


def _program(name: str) -> str:
    found = shutil.which(name)
    places = sorted(p for root in FOLDERS for p in Path(root).glob(f"*/bin/{name}"))
    if not found and not places:
        raise BackupError(f"{name} is not installed (Debian: apt install postgresql-client)")
    return found or str(places[-1])


def _environment(url: URL) -> dict[str, str]:
    """Where and as whom, by libpq's variables: an argument could be read by others."""
    query = {key: str(value) for key, value in (*url.query.items(), *verified(url).items())}
    root = query.get("sslrootcert", "")
    told = {
        "PGHOST": url.host or query.get("host", ""),
        "PGHOSTADDR": query.get("hostaddr", ""),
        "PGPORT": str(url.port or query.get("port", "")),
        "PGUSER": url.username or query.get("user", ""),
        "PGPASSWORD": url.password or "",
        "PGDATABASE": url.database or "",
        "PGSSLMODE": query.get("sslmode", ""),
        "PGSSLROOTCERT": _system_roots() if root == "system" else root,
    }
    known = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return known | {key: value for key, value in told.items() if value}


def _system_roots() -> str:
    """The machine's own certificates; programs older than 16 do not know them by "system"."""
    return ssl.get_default_verify_paths().cafile or "system"
