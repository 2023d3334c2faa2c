"""How a command refuses: one clear line, never a traceback."""

from __future__ import annotations

import sys
from typing import NoReturn

import click


def refuse(message: str) -> NoReturn:
    """End with one clear line and exit code 2."""
    click.echo(f"Error: {message}", err=True)
    sys.exit(2)
