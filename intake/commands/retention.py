"""Delete what was kept long enough; erase, hold and export one visit."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from intake import store
from intake.commands.refuse import refuse
from intake.services.deletion import erasing, export, retention

OWED = "a sealed rest is in the database's log while another program reads it: run this again later"
retention_group = AppGroup("retention", help="Delete what was kept long enough.")
visit_group = AppGroup("visit", help="Erase, hold or export one visit.")


@retention_group.command("run")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
def run(dry_run: bool) -> None:
    """Delete every visit whose time is over and which administrators were told of for two weeks.

    To be run once a day, by cron or a timer. It tells administrators of what goes in two weeks, on
    their page "Retention"; what nobody has opened and what is on hold stays, and is reported.
    """
    for clinic in store.every_clinic():
        found = retention.plan(clinic)
        gone = [one.reference for one in found.now()] if dry_run else _run(clinic)
        _say(clinic, "would be deleted" if dry_run else "deleted", gone)
        told = [one.reference for one, _ in found.going if one.reference not in gone]
        _say(clinic, "goes within two weeks", told)
        unopened = [one.reference for one in found.unopened]
        _say(clinic, "its time is over, but nobody has opened it: stays", unopened)
        _say(clinic, "on hold", [one.reference for one in found.held])
    if not dry_run and not store.deletion.wipe():
        refuse(OWED)


@visit_group.command("erase")
@click.argument("reference")
@click.option("--yes", is_flag=True, help="Do not ask for the reference again.")
def erase(reference: str, yes: bool) -> None:
    """Erase the visit of this REFERENCE and all that belongs to it. It cannot be undone."""
    visit = store.visit_to_erase(None, reference) or refuse(f"there is no visit {reference}")
    if not visit.readable:
        click.echo(f"{reference} cannot be read: whom it is about is not known for certain.")
    if not yes and click.prompt("Type the reference again to erase it") != reference:
        refuse("that is another reference; nothing was erased")
    try:
        wiped = erasing.erase(visit, "command")
    except erasing.HeldError:
        refuse(f"{reference} is on hold: flask visit release {reference}")
    except store.deletion.ErasedListError as error:
        refuse(str(error))
    click.echo(f"Erased {reference}.")
    if not wiped:
        click.echo(OWED)


@visit_group.command("hold")
@click.argument("reference")
def hold(reference: str) -> None:
    """Keep the visit of this REFERENCE from being deleted, by time and by hand."""
    retention.hold("command", _visit(reference))
    click.echo(f"{reference} is on hold.")


@visit_group.command("release")
@click.argument("reference")
def release(reference: str) -> None:
    """Let the visit of this REFERENCE be deleted again."""
    retention.release("command", _visit(reference))
    click.echo(f"{reference} is not on hold.")


@visit_group.command("export")
@click.argument("reference")
@click.option("--out", type=click.Path(path_type=Path), help="As REFERENCE.zip when left out.")
def export_visit(reference: str, out: Path | None) -> None:
    """Write everything that is kept of the visit of this REFERENCE into a zip."""
    path = out or Path(f"{reference}.zip")
    content = export.export(_visit(reference), "command")
    try:
        path.touch(mode=0o600)
        path.write_bytes(content)
    except OSError as error:
        refuse(f"{path} cannot be written: {error.strerror}")
    click.echo(f"Wrote {path}.")


def _run(clinic: store.Clinic) -> list[str]:
    try:
        return retention.run(clinic)
    except store.deletion.ErasedListError as error:
        refuse(str(error))


def _visit(reference: str) -> store.Visit:
    try:
        return store.visit_of_reference(reference) or refuse(f"there is no visit {reference}")
    except store.SealError:
        refuse(f"{reference} cannot be read: `flask audit verify` looks why; it can only be erased")


def _say(clinic: store.Clinic, words: str, references: list[str]) -> None:
    for reference in references:
        click.echo(f"{clinic.slug}: {reference}: {words}")
