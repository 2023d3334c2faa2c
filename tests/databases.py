"""A database for each test, on every engine that this machine has.

Each engine makes the fixed cast's database once, by the real migrations, and copies it for a test.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from flask_migrate import upgrade
from sqlalchemy import MetaData, create_engine

from intake.config import Settings
from tests import factories
from tests.postgresql import Server, programs, running
from tests.service import serving, settings_of

Name = Literal["sqlite", "postgresql"]


@cache
def engines() -> tuple[Name, ...]:
    """The engines at hand."""
    return ("sqlite", "postgresql") if programs() else ("sqlite",)


@dataclass(frozen=True)
class Database:
    """One test's own database."""

    url: str
    written: Callable[[], bytes]  # all that it keeps, as somebody reads it who stole it


class Databases:
    """Makes databases; to be used as long as its stack is open."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        """Keep what is made once in this folder; what has to end is put on the stack."""
        self.folder, self._stack = folder, stack

    def sqlite(self, folder: Path, *, filled: bool) -> Database:
        """A database in the test's own folder: empty, or with the cast in it."""
        file = folder / "intake.sqlite"
        if filled:
            shutil.copyfile(self._cast_file, file)
        else:
            file.touch()  # a connection makes none
        files = f"{file.name}*"
        return Database(
            url=f"sqlite:///{file}",
            written=lambda: b"".join(one.read_bytes() for one in folder.glob(files)),
        )

    def postgresql(self, *, filled: bool) -> Database:
        """A database in place of the test's before: empty, or with the cast in it."""
        url = self._server.make("test", self._cast_name if filled else "template1")
        return Database(url=url, written=lambda: b"".join(cells(url)))

    @cached_property
    def _cast_file(self) -> Path:
        file = self.folder / "intake.sqlite"
        make_cast(settings_of(f"sqlite:///{file}"))
        return file

    @cached_property
    def _cast_name(self) -> str:
        make_cast(settings_of(self._server.make("with_the_cast")))
        return "with_the_cast"

    @cached_property
    def _server(self) -> Server:
        found = programs()
        assert found
        return self._stack.enter_context(running(found))


def make_cast(settings: Settings) -> None:
    """Fill an empty database with two clinics, Dr Osei and Dr Lind."""
    with serving(settings):
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
