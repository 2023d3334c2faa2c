"""The databases under the bench of outages, and how many machines of the service they have."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests import nginx, postgresql
from tests.outages.faults import Engine


@dataclass
class Sqlite:
    """A file, which nothing but the disk can take away."""

    url: str
    name: str = "sqlite"
    machines: int = 1

    def crash(self) -> None:
        """It has no process of its own."""


@dataclass
class Postgresql:
    """A server of the bench's own."""

    url: str
    server: postgresql.Server
    name: str = "postgresql"
    machines: int = 1

    def crash(self) -> None:
        """Stop it as a power cut stops it, and let it recover."""
        self.server.crash()


def at_hand(folder: Path, wanted: list[str]) -> Iterator[Engine]:
    """Those that are wanted, one after the other; says which are not there."""
    if "sqlite" in wanted:
        yield Sqlite(f"sqlite:///{folder}/intake.sqlite")
    programs = postgresql.programs()
    if not programs:
        sys.stderr.write("There is no PostgreSQL here\n")
        return
    with postgresql.running(programs) as server:
        one, two = server.make("one"), server.make("two")  # before it is crashed
        if "postgresql" in wanted:
            yield Postgresql(one, server)
        if "machines" in wanted and nginx.program():
            yield Postgresql(two, server, "two machines behind nginx", 2)
        elif "machines" in wanted:
            sys.stderr.write("There is no nginx here\n")
