"""Fills a database with many visits: some genuine ones around today, and copies far from it.

The copies were sent and opened, long enough ago or far enough ahead that no first page shows one,
so whatever looks for the few must not read the many. Their marks are wrong: they do not open.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Integer, LargeBinary, MetaData, String, Table, text

from intake import clock, store
from intake.extensions import db
from intake.store.database import WRITES
from intake.store.tables import Instant
from intake.store.visits import name_index
from tests import factories
from tests.factories import CLINIC, OTHER_CLINIC

GENUINE = 130  # of which every third is sent, and every sixth opened
NAMES = ("Ana", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hal", "Ida", "Jo")
CACHE = 2_000_000  # kilobytes, while filling
DAYS = 300  # before and after today, from the tenth
SHORT = b"x" * 200  # in place of what is sealed
FIRST_BORN = date(1950, 1, 1)
TOKENS = {"first": 15, "last": 5, "born": 15}  # how many of each: one fills a page of few too
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows) "
VISIT = """INSERT INTO visit (clinic_id, id, reference, questionnaire_id, kind, scheduled_at,
  created_at, expires_at, sent_at, link_serial, link_hash, identity, birth_tries, versions,
  seen_versions, verdicts, attention, mark)
  {numbers} SELECT :clinic, 'copy-' || i, :letter || i, 'muscle-twitching', 'video', d.at,
  d.made, d.ends, d.sent, 1, {bytes}, :short, 0, 1, 1, 0, 0, :short
  FROM n CROSS JOIN day d WHERE d.k = i % :days"""
SUBMISSION = """INSERT INTO submission (clinic_id, visit_id, version, content, sent_at, mark)
  SELECT clinic_id, id, 1, :short, sent_at, :short FROM visit
  WHERE clinic_id = :clinic AND id LIKE 'copy-%'"""
NAME = """INSERT INTO name_index (clinic_id, token, visit_id, scheduled_at, created_at)
  {numbers} SELECT t.clinic_id, t.token, 'copy-' || i, d.at, d.made
  FROM n CROSS JOIN token t CROSS JOIN day d
  WHERE t.clinic_id = :clinic AND t.kind = :kind AND t.k = i % :many AND d.k = i % :days"""
REFERENCE = """INSERT INTO name_index (clinic_id, token, visit_id, scheduled_at, created_at)
  {numbers} SELECT :clinic, {bytes}, 'copy-' || i, d.at, d.made
  FROM n CROSS JOIN day d WHERE d.k = i % :days"""
AUDIT = """INSERT INTO audit (clinic_id, number, at, who, deed, visit_id, reference, detail, mac)
  {numbers} SELECT :clinic, :first + i * 3 + s.k, d.sent, s.who, s.deed, 'copy-' || i,
  :letter || i, :empty, :short FROM n CROSS JOIN day d CROSS JOIN step s
  WHERE d.k = i % :days"""
HEAD = "UPDATE audit_head SET number = :first + (:rows + 1) * 3 WHERE clinic_id = :clinic"
STEPS = (("patient", "opened form"), ("patient", "sent"), ("1", "saw record"))


def make_genuine() -> None:
    """Make what the first pages show: visits from today on, of which some are sent and opened."""
    answers = factories.make_answers()
    for number in range(GENUINE):
        name = f"{NAMES[number % len(NAMES)]} Example{number}"
        at = clock.now() + timedelta(hours=number // 4, minutes=number)
        identity = store.Identity(name, FIRST_BORN + timedelta(days=number))
        visit = factories.make_visit(identity=identity, scheduled_at=at)
        if number % 3 == 0:
            factories.make_submission(visit, {**answers, "about.name": name})


def fill(rows: int) -> None:
    """Add so many copies to each of the two clinics."""
    with db.engine.execution_options(**{WRITES: True}).connect() as connection:
        lite = connection.dialect.name == "sqlite"
        many = f"PRAGMA cache_size = -{CACHE}" if lite else "SET LOCAL statement_timeout = 0"
        connection.exec_driver_sql(many)
        _helpers(connection)
        for letter, clinic in (("a", CLINIC), ("b", OTHER_CLINIC)):
            _fill(connection, clinic.id, letter, rows)
        connection.commit()
    db.engine.dispose()  # what was set for filling ends with it
    if not lite:  # as its autovacuum does by itself
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.exec_driver_sql("VACUUM ANALYZE")


def _fill(connection: Connection, clinic_id: str, letter: str, rows: int) -> None:
    number = text("SELECT number FROM audit_head WHERE clinic_id = :clinic")
    first = connection.scalar(number, {"clinic": clinic_id}) or 0
    known = {"clinic": clinic_id, "letter": letter, "rows": rows, "first": first}
    for statement in (VISIT, SUBMISSION, REFERENCE, AUDIT, HEAD):
        _run(connection, statement, **known, short=SHORT, empty=b"", days=2 * DAYS)
    for kind, many in TOKENS.items():
        _run(connection, NAME, **known, kind=kind, many=many, days=2 * DAYS)


def _run(connection: Connection, words: str, **values: object) -> None:
    lite = connection.dialect.name == "sqlite"
    text_bytes = "CAST(:letter || i AS BLOB)" if lite else "convert_to(:letter || i, 'UTF8')"
    asked = text(words.format(numbers=NUMBERS, bytes=text_bytes))
    connection.execute(asked, {name: values[name] for name in asked._bindparams})


def _helpers(connection: Connection) -> None:
    """What the copies are spread over: days, names, what happened to each."""
    tables = MetaData()
    day = Table(
        "day",
        tables,
        Column("k", Integer, primary_key=True),
        *(Column(name, Instant) for name in ("at", "made", "ends", "sent")),
        prefixes=["TEMPORARY"],
    )
    token = Table(
        "token",
        tables,
        *(Column("clinic_id", String(32), primary_key=True),),
        *(Column("kind", String(10), primary_key=True),),
        *(Column("k", Integer, primary_key=True),),
        Column("token", LargeBinary),
        prefixes=["TEMPORARY"],
    )
    step = Table(
        "step",
        tables,
        Column("k", Integer, primary_key=True),
        *(Column(name, String(40)) for name in ("who", "deed")),
        prefixes=["TEMPORARY"],
    )
    tables.create_all(connection)
    connection.execute(day.insert(), [_day(k) for k in range(2 * DAYS)])
    connection.execute(token.insert(), [*_tokens()])
    steps = [{"k": k, "who": who, "deed": deed} for k, (who, deed) in enumerate(STEPS)]
    connection.execute(step.insert(), steps)


def _day(k: int) -> dict[str, Any]:
    """The times of a visit: the first half long ago, the second far ahead; all sent before now."""
    at = clock.now() + timedelta(days=k - DAYS - 10 if k < DAYS else k - DAYS + 10)
    sent = min(at, clock.now()) - timedelta(days=1, minutes=k)
    made = sent - timedelta(days=3)
    return {"k": k, "at": at, "made": made, "ends": at + timedelta(days=1), "sent": sent}


def _tokens() -> Iterator[dict[str, Any]]:
    for clinic in (CLINIC, OTHER_CLINIC):
        for kind, many in TOKENS.items():
            for k in range(many):
                token = name_index._token(clinic.id, _term(kind, k))
                yield {"clinic_id": clinic.id, "kind": kind, "k": k, "token": token}


def _term(kind: str, k: int) -> str:
    if kind == "born":
        return store.born_term(FIRST_BORN + timedelta(days=k))
    part = NAMES[k] if kind == "first" and k < len(NAMES) else f"{kind}{k}"
    return store.name_term(part.casefold())
