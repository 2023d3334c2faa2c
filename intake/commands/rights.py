"""The rights of the service's own role in PostgreSQL."""

from __future__ import annotations

import click

from intake import store


@click.command("rights")
@click.argument("role")
def command(role: str) -> None:
    """Print the SQL that lets a PostgreSQL ROLE run the service, and no more.

    It is for psql, as the role that owns the tables, after each `db upgrade`.
    """
    for statement in store.grants(role):
        click.echo(f"{statement};")
