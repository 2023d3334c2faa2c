"""Check the audit, and print where it ends."""

from __future__ import annotations

import sys
from typing import IO

import click
from flask.cli import AppGroup

from intake.commands.refuse import refuse
from intake.services import audit

audit_group = AppGroup("audit", help="Check who did what.")


@audit_group.command("verify")
@click.option(
    "--heads",
    type=click.File("r", encoding="utf-8", errors="replace"),
    help="Lines that `flask audit head` printed before, kept elsewhere.",
)
def verify(heads: IO[str] | None) -> None:
    """Work out every chain anew; one line for each finding, and exit code 1 if there is any."""
    untouched = True
    try:
        for words in audit.findings(heads or (), heads.name if heads else ""):
            untouched = False
            click.echo(words)
    except audit.HeadsError as error:
        refuse(str(error))
    if not untouched:
        sys.exit(1)
    click.echo("The audit is as it was written.")


@audit_group.command("head")
def head() -> None:
    """Print where each clinic's chain ends, a line each. Keep them where this machine cannot write.

    Only so can `verify --heads` find that the newest rows were cut off.
    """
    for line in audit.heads():
        click.echo(line)
