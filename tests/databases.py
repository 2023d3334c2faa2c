"""A database for each test, on every engine that this machine has.

Each engine makes the fixed cast's database once, by the real migrations, and copies it for a test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from flask_migrate import upgrade
from sqlalchemy import MetaData, create_engine

from tests import factories, postgresql
from tests.service import serving, settings_of

Name = Literal["sqlite", "postgresql"]


@cache
def engines() -> tuple[Name, ...]:
    """The engines at hand."""
    return ("sqlite", "postgresql") if postgresql.programs() else ("sqlite",)


@dataclass(frozen=True)
class Database:
    """One test's own database, empty at first."""

    url: str
    fill: Callable[[], object]  # with the cast: before anything has connected
    written: Callable[[], bytes]  # all that it keeps, as somebody reads it who stole it


class Databases:
    """Makes databases; to be used as long as its stack is open."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        """Keep what is made once in this folder; what has to end is put on the stack."""
        self.folder, self._stack = folder, stack

    def of(self, engine: Name, folder: Path) -> Database:
        """A test's database; `folder` is the test's own."""
        return self._sqlite(folder) if engine == "sqlite" else self._postgresql()

    def _sqlite(self, folder: Path) -> Database:
        file = folder / "intake.sqlite"
        return Database(
            url=f"sqlite:///{file}",
            fill=lambda: file.write_bytes(self._cast_file.read_bytes()),
            written=lambda: b"".join(one.read_bytes() for one in folder.glob("intake.sqlite*")),
        )

    def _postgresql(self) -> Database:
        return Database(
            url=self._server.make("test"),
            fill=lambda: self._server.make("test", self._cast_name),
            written=lambda: b"".join(cells(self._server.url("test"))),
        )

    @cached_property
    def _cast_file(self) -> Path:
        file = self.folder / "intake.sqlite"
        make_cast(f"sqlite:///{file}")
        return file

    @cached_property
    def _cast_name(self) -> str:
        make_cast(self._server.make("with_the_cast"))
        return "with_the_cast"

    @cached_property
    def _server(self) -> postgresql.Server:
        programs = postgresql.programs()
        assert programs
        return self._stack.enter_context(postgresql.running(programs))


def make_cast(url: str) -> None:
    """Fill an empty database with two clinics, Dr Osei and Dr Lind."""
    with serving(settings_of(url)):
        upgrade()
        factories.make_clinician(factories.make_clinic())
        other = factories.make_clinic(factories.OTHER_CLINIC)
        factories.make_clinician(other, "lind@valley.example", "Dr Lind")


def cells(url: str) -> Iterator[bytes]:
    """Every value in every row of every table."""
    engine = create_engine(url)
    tables = MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        for table in tables.sorted_tables:
            for row in connection.execute(table.select()):
                yield from (one if isinstance(one, bytes) else str(one).encode() for one in row)
    engine.dispose()
