"""List and export what was sent."""

from __future__ import annotations

import json

import click
from flask.cli import AppGroup

from intake import store
from intake.commands.refuse import refuse
from intake.services import audit

submission_group = AppGroup("submission", help="List and export submissions.")


@submission_group.command("list")
def list_submissions() -> None:
    """Print the reference of every submission, newest first."""
    for reference in store.submission_references():
        click.echo(reference)


@submission_group.command("export")
@click.argument("reference")
def export(reference: str) -> None:
    """Print the JSON of the submission with this REFERENCE."""
    try:
        visit = store.visit_of_reference(reference)
    except store.SealError:
        refuse(f"{reference} cannot be read: `flask audit verify` looks why")
    stored = store.submission(visit) if visit else None
    if stored is None:
        refuse(f"there is no submission {reference}")
    audit.record("command", "exported", visit)
    click.echo(json.dumps(stored.content, ensure_ascii=False, indent=2))
