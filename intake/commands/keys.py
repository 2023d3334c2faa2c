"""The keys: a new master key for everything that the old one wrapped."""

from __future__ import annotations

import sys

import click
from flask import current_app
from flask.cli import AppGroup

from intake import store
from intake.config import Settings
from intake.services import audit

keys_group = AppGroup("keys", help="Change the master key.")
EVERY = 100  # rows between two lines


@keys_group.command("rotate")
def rotate() -> None:
    """Wrap the key of every record anew with INTAKE_MASTER_KEY.

    The key it replaces is in INTAKE_OLD_MASTER_KEYS, for every process of the service. The service
    may go on meanwhile. If this is stopped, the same command goes on where it was.
    """
    done = store.rotate(_tell)
    audit.record("command", "rotated keys")
    click.echo(f"Rewrapped {sum(done.rewrapped.values())} rows.")
    for table, number in done.unreadable.items():
        click.echo(f"{table}: {number} rows open with none of the keys and stay as they are.")
    _say_what_may_go()
    if done.unreadable:
        sys.exit(1)


def _tell(table: str, number: int, of_all: int) -> None:
    if number % EVERY == 0 or number == of_all:
        click.echo(f"{table}: {number} of {of_all}")


def _say_what_may_go() -> None:
    settings: Settings = current_app.config["SETTINGS"]
    left = store.still_wrapped_by()
    for place, key in enumerate(settings.old_master_keys, 1):
        named = f"Key {place} of INTAKE_OLD_MASTER_KEYS ({store.id_of(key).hex()})"
        if number := left[store.id_of(key)] + left[b""]:
            click.echo(f"{named} still wraps up to {number} values: keep it and run this again.")
        else:
            click.echo(f"{named} may be removed; keep it with the backups made until now.")
    if not settings.old_master_keys:
        click.echo("INTAKE_OLD_MASTER_KEYS is empty: nothing is to be removed.")
