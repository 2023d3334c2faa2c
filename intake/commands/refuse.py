"""How a command refuses: one clear line, never a traceback."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import NoReturn

import click

from intake import store


def refuse(message: str) -> NoReturn:
    """End with one clear line and exit code 2."""
    click.echo(f"Error: {message}", err=True)
    sys.exit(2)


def refuse_where_the_database_fails() -> None:
    """Let every command end so where the database is missing, locked or does not answer."""
    before = sys.excepthook

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, store.UnavailableError):
            refuse(f"the database cannot be used: {store.reason_of(error)}")
        before(kind, error, trace)

    sys.excepthook = tell


def refuse_unreadable(words: list[str]) -> None:
    """Refuse arguments that are not UTF-8: half of a letter can be kept nowhere."""
    for number, word in enumerate(words, 1):
        if not word.isascii() and word.encode(errors="replace").decode() != word:
            refuse(f"argument {number} is not UTF-8")
