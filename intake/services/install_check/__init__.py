"""The clinic attacks its own install: a plain list of what to mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from intake import store
from intake.config import INSTANCE, Settings
from intake.services.deletion.erasing import missing_from_list
from intake.services.install_check import (
    backups,
    database,
    files,
    front,
    mail,
    pages,
    settings,
    times,
)
from intake.services.install_check.finding import Finding, mend

__all__ = ["Finding", "findings"]
ROOT = Path(__file__).resolve().parents[3]


def findings(given: Settings, ours: Mapping[str, str]) -> Iterator[Finding]:
    """Everything that can be looked at, one after the other.

    `ours` are the headers of a reply as the service itself sends it.
    """
    yield from settings.check(given)
    try:
        facts = store.database_facts()
    except store.OtherTablesError:
        yield mend(store.OTHER_TABLES, "`flask db upgrade`, by the newest code that was in place")
        return
    except store.UnavailableError:
        yield mend("the database cannot be opened", "look at DATABASE_URL, and who may read there")
        return
    yield from files.private(
        [*facts.files, *(one.parent for one in facts.files), INSTANCE, *INSTANCE.glob("*")]
    )
    yield files.unchangeable(ROOT)
    if facts.files:
        yield files.room(facts.files[0].parent)
    elif not store.readiness().has_room:
        yield mend("the database's disk is nearly full", "make it larger; leave pg_wal alone")
    yield from database.check(facts)
    yield from times.check(facts.now)
    yield from pages.check()
    yield from backups.check(given.backups)
    yield from mail.check(given.mail_server)
    yield from _erased_list(given, in_file=bool(facts.files))
    yield from front.check(given, ours)


def _erased_list(given: Settings, *, in_file: bool) -> Iterator[Finding]:
    if not (in_file or given.erased_list):
        yield mend(
            f"the list of erased visits is in {given.erased_list_path}, which a new install loses",
            "set INTAKE_ERASED_LIST to a file that stays, apart from the backups",
        )
    try:
        told = list(missing_from_list())
    except store.deletion.ErasedListError as error:
        told = [str(error)]
    for one in told:
        yield mend(one, "put the list back in its place, see INTAKE_ERASED_LIST")
