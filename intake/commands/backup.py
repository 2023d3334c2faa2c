"""Backups: making one every day, looking into one, putting one back."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from intake.checked import ConfigError
from intake.commands.refuse import refuse
from intake.services.running import backup

backup_group = AppGroup("backup", help="Make backups, look into them, put one back.")
FILE = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))


@backup_group.command("make")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option("--keep", default=30, show_default=True, help="How many backups stay.")
def make(folder: Path | None, keep: int) -> None:
    """Write a backup into FOLDER, else into the one that INTAKE_BACKUPS names.

    The service may go on meanwhile. The file is sealed under the master key, which is not in it:
    keep that elsewhere. Copying the database's file by hand misses what was sent last.
    """
    where = folder or current_app.config["SETTINGS"].backups
    if where is None:
        refuse("name a folder, or set INTAKE_BACKUPS")
    if keep < 1:
        refuse("--keep must be 1 or more")
    try:
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        path, header = backup.make(where, keep)
    except (backup.BackupError, OSError) as error:
        refuse(f"no backup was made: {error}")
    click.echo(f"Wrote {path} and opened it again: {_said(header)}.")


@backup_group.command("check")
@FILE
def check(file: Path) -> None:
    """Open a backup FILE to its end and look whether it is whole, and its keys at hand.

    Exit code 1 if a master key that it needs is not in the settings.
    """
    try:
        header = backup.check(file)
    except (backup.BackupError, OSError) as error:
        refuse(f"{file} is no good: {error}")
    click.echo(f"{file} is whole: {_said(header)}.")
    if missing := backup.missing_keys(header):
        click.echo(f"Not in INTAKE_MASTER_KEY or INTAKE_OLD_MASTER_KEYS: {', '.join(missing)}.")
        sys.exit(1)


@backup_group.command("restore")
@FILE
@click.option("--anyway", is_flag=True, help="Though a master key that it needs is lost.")
def restore(file: Path, anyway: bool) -> None:
    """Put a backup FILE in the place of a database that is empty or missing.

    Stop the service first. What was erased since is erased again. Exit code 1 if anything
    is not as it was when the backup was made.
    """
    try:
        done = backup.restore(file, anyway=anyway)
    except (backup.BackupError, OSError) as error:
        refuse(f"nothing was put back: {error}")
    except ConfigError as error:
        refuse(f"the database was put back and cannot be read: {error}")
    click.echo(f"Put back: {_said(done.header)}.")
    if not done.is_current:
        click.echo("It is of an older version: flask db upgrade, then flask audit verify.")
    for told in done.of_list:
        click.echo(told)
    if done.again.erased:
        click.echo(f"Erased again what was erased since: {done.again.erased} visits.")
    for reference in done.again.held:
        click.echo(f"{reference} was erased since, but is on hold: it stays.")
    for finding in done.findings:
        click.echo(f"NOT AS IT WAS: {finding}")
    sys.exit(int(bool(done.findings or done.of_list)))


def _said(header: backup.Header) -> str:
    sent, visits = header.rows.get("submission", 0), header.rows.get("visit", 0)
    keys = ", ".join(header.master_keys) or "none"
    return f"made {header.made_at}, {visits} visits, {sent} sent forms, needs the master key {keys}"
