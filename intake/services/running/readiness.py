"""Whether the service can take and keep what a patient sends: for whoever steers traffic to it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from flask import current_app

from intake import clock, store

LEAST_FREE = 200 << 20  # bytes on the database's disk: some 20,000 forms, and time to act


def problems() -> Iterator[str]:
    """What keeps it from serving, in a few words each, of the service alone; none if it is ready.

    The clock is behind if something was written a minute later than now: what is kept until a
    time would be kept wrongly, and the audit would run backwards.
    """
    try:
        facts = store.readiness()
    except store.MovedFilesError:  # before anything was written into what nobody finds again
        yield "the database's file or its log was moved, replaced or removed"
        return
    except store.OtherTablesError:
        yield store.OTHER_TABLES
        return
    except store.UnavailableError:
        yield "the database does not answer"
        return
    if not facts.is_current:
        yield store.OTHER_TABLES
        return
    yield from _of_a_current_one(facts)
    if not facts.has_room or any(free < LEAST_FREE for free in free_bytes(facts.file)):
        yield "the disk is nearly full"


def _of_a_current_one(facts: store.Readiness) -> Iterator[str]:
    if not facts.opens:
        yield "the keys do not open this database"
    if not facts.takes_writes:
        yield "the database takes no writes"
    if facts.last_written and facts.last_written - clock.now() > clock.APART:
        yield "the clock is behind what was written"


def free_bytes(file: Path | None) -> list[int]:
    """What is free where SQLite's file is, if there is one, and where the list of erased is."""
    folders = {_folder_of(one) for one in (file, _erased_list()) if one}
    return [shutil.disk_usage(folder).free for folder in folders]


def _erased_list() -> Path:
    path: Path = current_app.config["SETTINGS"].erased_list_path
    return path


def _folder_of(file: Path) -> Path:
    """The nearest folder that is there."""
    return next(one for one in file.absolute().parents if one.is_dir())
