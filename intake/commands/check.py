"""`flask check`: attack the own install and say what to mend."""

from __future__ import annotations

import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from intake.services.install_check import findings

WORDS = {"fine": "fine   ", "mend": "MEND   ", "unknown": "look at"}


@click.command("check")
@with_appcontext
def command() -> None:
    """Look at this install as an attacker would, and print what to mend.

    Exit code 1 if there is something to mend, else 0. Run it as the user that runs the service.
    """
    settings = current_app.config["SETTINGS"]
    reply = current_app.test_client().get("/healthz", base_url=settings.base_url)
    worst = 0
    for one in findings(settings, dict(reply.headers)):
        click.echo(f"{WORDS[one.state]} {one.what}" + (f"\n        {one.how}" if one.how else ""))
        worst = max(worst, one.state == "mend")
    sys.exit(int(worst))
