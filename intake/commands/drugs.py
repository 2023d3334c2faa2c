"""Read medicines as patients write them: one text a line in, one JSON object a line out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import IO

import click
from flask.cli import AppGroup

from intake import drugs
from intake.commands.refuse import refuse

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


@drugs_group.command("diff")
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"), required=False)
def diff(folder: Path, file: IO[str] | None) -> None:
    """Print what the tables in FOLDER, an edited copy of the present ones, read otherwise.

    Reads one medicine text a line from FILE ("-" for standard input), or every name that stands
    in the tables. Prints one JSON object for each text that differs, and nothing if none does.
    """
    texts = [line.rstrip("\r\n") for line in file] if file else None
    try:
        found = drugs.differences(folder, texts)
    except drugs.DrugTableError as error:
        refuse(f"{folder}: {error}")
    for one in found:
        click.echo(json.dumps(one.to_json(), ensure_ascii=False))
