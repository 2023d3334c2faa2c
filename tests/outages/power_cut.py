"""The power goes while patients save and send, on SQLite: what was acknowledged is on the disk."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pysqlite3
from flask import Flask
from sqlalchemy import event

from intake import store
from intake.config import Settings
from intake.extensions import db
from tests import factories
from tests.outages.disk import Disk, listening
from tests.outages.judge import judge
from tests.outages.patients import SAVES, Told
from tests.phones import Tab, form_of, phone_with
from tests.service import serving

AT_ONCE = 4  # patients
QUESTION = "about.job"
IN_THE_MIDDLE = ("gave up", "not sent")  # what a cut may well leave


class Noted(NamedTuple):
    """A patient presses a button, or reads that it is done."""

    reference: str
    typed: str  # "" at Send
    done: bool


def lost_by_cuts(settings: Settings, visits: int, cuts: int, synchronous: str = "") -> Counter[str]:
    """What is wrong after the power went at so many moments, by kind; empty if nothing is.

    `synchronous` weakens what the service tells SQLite. The database has the cast in it.
    """
    folder = Path(settings.database_url.removeprefix("sqlite:///")).parent
    disk = Disk(folder)
    with listening(disk), _serving(settings, synchronous) as app:
        every = [factories.make_draft(factories.make_visit()) for _ in range(visits)]
        begun = len(disk.journal)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda visit: _fill_in_and_send(app, disk, visit), every))
    chance, acknowledged = random.Random(visits), _acknowledgements(disk)
    moments = [at + 1 for at in chance.sample(acknowledged, min(cuts // 2, len(acknowledged)))]
    moments += [chance.randrange(begun, len(disk.journal)) for _ in range(cuts - len(moments))]
    found = Counter[str]()
    with _at_other_place(settings, folder / "after") as place:
        for moment in moments:
            found += _after(disk, moment, place, chance.choice((None, chance)))
    return +found


@contextmanager
def _serving(settings: Settings, synchronous: str) -> Iterator[Flask]:
    with serving(settings) as app:
        app.config["WTF_CSRF_ENABLED"] = False
        if synchronous:
            event.listen(
                db.engine,
                "connect",
                lambda connection, _: connection.execute(f"PRAGMA synchronous={synchronous}"),
            )
        with db.engine.connect() as one:  # so that no other is the last, which empties the log
            one.exec_driver_sql("SELECT 1 FROM visit")
            yield app


def _fill_in_and_send(app: Flask, disk: Disk, visit: store.Visit) -> None:
    with app.app_context():
        phone, form = phone_with(app, visit), form_of(visit)
        for number in range(SAVES):
            typed = f"{visit.reference} {number}"
            page = Tab.on(phone, f"{form}/about")
            disk.journal.append(Noted(visit.reference, typed, done=False))
            assert page.post(about_job=typed).status_code == 303
            disk.journal.append(Noted(visit.reference, typed, done=True))
        disk.journal.append(Noted(visit.reference, "", done=False))
        assert phone.post(f"{form}/send").location == f"{form}/sent"
        disk.journal.append(Noted(visit.reference, "", done=True))


def _acknowledgements(disk: Disk) -> list[int]:
    """Where in the journal a patient has just read that it is done."""
    return [at for at, one in enumerate(disk.journal) if isinstance(one, Noted) and one.done]


@contextmanager
def _at_other_place(settings: Settings, folder: Path) -> Iterator[Path]:
    """The service on a database that can be put there anew."""
    folder.mkdir()
    with serving(replace(settings, database_url=f"sqlite:///{folder}/intake.sqlite")):
        yield folder


def _after(disk: Disk, moment: int, place: Path, chance: random.Random | None) -> Counter[str]:
    """What is wrong with the database that is left, and with what patients were told by then."""
    db.session.remove()
    db.engine.dispose()
    left = disk.after(moment, chance)
    for old in place.iterdir():
        if old.name not in left:
            old.unlink()
    for name, content in left.items():  # into the same file: the service takes no other for it
        (place / name).write_bytes(content)
    if not _is_whole(place / "intake.sqlite"):
        return Counter(damaged=1)
    noted = [one for one in disk.journal[:moment] if isinstance(one, Noted)]
    found = judge(_told(noted), 0)
    return Counter(
        {
            what: number
            for what, number in found.items()
            if not what.startswith("acknowledged") and what not in IN_THE_MIDDLE
        }
    )


def _is_whole(file: Path) -> bool:
    opened = pysqlite3.connect(str(file))
    try:
        return bool(opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
    except pysqlite3.DatabaseError:  # so damaged that it cannot be looked at
        return False
    finally:
        opened.close()


def _told(noted: Sequence[Noted]) -> list[Told]:
    """What each patient knew by then."""
    every = {one.reference: Told(one.reference) for one in noted}
    for reference, typed, done in noted:
        told = every[reference]
        if not typed:
            told.sent = done
        elif done:
            told.acknowledged[QUESTION], told.tried[QUESTION] = typed, []
        else:
            told.tried.setdefault(QUESTION, []).append(typed)
    return list(every.values())
