"""Read medicines as patients write them: one text a line in, one JSON object a line out."""

from __future__ import annotations

import json
from typing import IO

import click
from flask.cli import AppGroup

from intake import drugs

drugs_group = AppGroup("drugs", help="Read medicines as patients write them.")


@drugs_group.command("check")
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"), default="-")
def check(file: IO[str]) -> None:
    """Read one medicine text a line from FILE (or standard input), print one JSON object each."""
    for line in file:
        reading = drugs.read_line(line.rstrip("\r\n"))
        click.echo(json.dumps(reading.to_json(), ensure_ascii=False))


@drugs_group.command("explain")
@click.argument("text")
def explain(text: str) -> None:
    """Print each step by which TEXT is read."""
    for step in drugs.explain(text):
        click.echo(step)
