"""A database from before it had keys and marks: everything in it goes on working, marked once."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import LargeBinary, bindparam, text

from intake import store
from intake.config import ConfigError, Settings
from intake.extensions import db
from intake.store.sealing.encryption import FIRST_FORMAT, SealError, derived_key
from intake.store.sealing.keys import Keyring, keyring
from intake.store.sealing.purposes import MADE_OF_SECRET
from intake.store.tables import SubmissionRow, VisitRow
from intake.store.upkeep.rotation import still_wrapped_by
from intake.store.upkeep.tables import marked_tables
from tests.security.services import OTHER_MASTER, OTHER_SECRET, restarted
from tests.service import serving

ANSWERS = {"about.name": "Ana Example"}
ROWS = (
    "INSERT INTO clinic (id, slug, name, time_zone, paper, phone, emergency_number, crisis_line,"
    " open_door) VALUES ('hill', 'hill', 'Hill', 'UTC', 'A4', '', '999', '', true)",
    'INSERT INTO "user" (id, email, name, password, active, fs_uniquifier)'
    " VALUES (7, 'osei@hill.example', 'Dr Osei', 'hash', true, 'unique')",
    "INSERT INTO membership (clinic_id, user_id, role) VALUES ('hill', 7, 'clinician')",
    "INSERT INTO visit (clinic_id, id, reference, questionnaire_id, kind, created_at, expires_at,"
    " link_serial, link_hash, identity, birth_tries) VALUES ('hill', 'v', 'AAAA-2222',"
    " 'muscle-twitching', 'video', '2026-01-01', '2036-02-01', 1, :link, :visit, 0)",
    "INSERT INTO visit (clinic_id, id, reference, questionnaire_id, kind, created_at, expires_at,"
    " link_serial, link_hash, identity, birth_tries) VALUES ('hill', 'w', 'BBBB-2222',"
    " 'muscle-twitching', '', '2026-01-01', '2036-02-01', 1, :other, :open, 0)",
    "INSERT INTO draft (clinic_id, visit_id, answers, saved_at)"
    " VALUES ('hill', 'w', :draft, '2026-01-02 10:00:00.123456')",
    "INSERT INTO submission (clinic_id, visit_id, version, content, sent_at)"
    " VALUES ('hill', 'v', 1, :submission, '2026-01-03')",
)


def first_format(master: bytes, value: Any, *row: str) -> bytes:
    """A blob as the first versions sealed it."""
    bound = b"".join(len(one.encode()).to_bytes(4, "big") + one.encode() for one in row)
    key, nonces = AESGCM.generate_key(256), (os.urandom(12), os.urandom(12))
    wrapped = AESGCM(master).encrypt(nonces[0], key, bound)
    sealed = AESGCM(key).encrypt(nonces[1], json.dumps(value).encode(), bound)
    return FIRST_FORMAT + nonces[0] + wrapped + nonces[1] + sealed


def old_keys(secret: str) -> Keyring:
    return Keyring(lambda: {one: derived_key(secret, one) for one in MADE_OF_SECRET})


def old_token(settings: Settings, visit_id: str) -> str:
    raw = old_keys(settings.secret_key).hashed("link token", f"{visit_id}:1")[:20]
    return base64.b32encode(raw).decode().lower()


def write_old_rows(settings: Settings) -> None:
    keys, master = old_keys(settings.secret_key), settings.master_key
    ana = {"name": "Ana Example", "born": "1990-05-17"}
    values = {
        "link": keys.hashed("link lookup", old_token(settings, "v")),
        "other": keys.hashed("link lookup", old_token(settings, "w")),
        "visit": first_format(master, ana, "visit", "hill", "v"),
        "open": first_format(master, ana, "visit", "hill", "w"),
        "draft": first_format(master, ANSWERS, "draft", "hill", "w"),
        "submission": first_format(master, {"sent": True}, "submission", "hill", "v", "1"),
    }
    for statement in ROWS:
        names = [name for name in values if f":{name}" in statement]
        query = text(statement).bindparams(*[bindparam(one, type_=LargeBinary) for one in names])
        db.session.execute(query, {name: values[name] for name in names})
    db.session.commit()


@pytest.fixture
def old(settings: Settings) -> Iterator[Flask]:
    """A service on a database with rows from before, its tables brought up to now."""
    with serving(settings) as app:
        upgrade(revision="0003")
        write_old_rows(settings)
        upgrade()
        yield app


def test_links_handles_and_records_go_on(old: Flask, settings: Settings) -> None:
    visit = store.visit_for_token(old_token(settings, "v"))
    assert visit
    assert visit.booked.name == "Ana Example"
    assert store.link_token(visit) == old_token(settings, "v")
    assert keyring().hashed("visit handle", "v") == old_keys(settings.secret_key).hashed(
        "visit handle", "v"
    )
    assert keyring().hashed("password salt", "") == old_keys(settings.secret_key).hashed(
        "password salt", ""
    )
    sent = store.submission(visit)
    assert sent
    assert sent.content == {"sent": True}
    started = store.clinic_visit("hill", "BBBB-2222")
    assert started
    assert store.saved_draft(started).given == ANSWERS
    assert [one.readable for one in store.worklist("hill")] == [True, True]


def test_a_secret_changed_together_with_the_upgrade_is_found_among_the_old_ones(
    old: Flask, settings: Settings
) -> None:
    changes = {"secret_key": OTHER_SECRET, "old_secret_keys": ("none", settings.secret_key)}
    with restarted(settings, **changes):
        assert store.visit_for_token(old_token(settings, "v"))
    with restarted(settings, secret_key="a third secret, and nothing of the old one"):
        assert store.visit_for_token(old_token(settings, "v"))


def test_requirement_39_a_wrong_master_key_makes_no_keys_there(
    old: Flask, settings: Settings
) -> None:
    with restarted(settings, master_key=OTHER_MASTER), pytest.raises(ConfigError, match="MASTER"):
        keyring().unlock()
    assert db.session.execute(text("SELECT COUNT(*) FROM key")).scalar() == 0


def test_requirement_37_every_row_is_marked_once_and_no_first_format_is_left(old: Flask) -> None:
    keyring().unlock()
    for table in marked_tables():
        query = text(f'SELECT COUNT(*) FROM "{table}" WHERE mark IS NULL')
        assert db.session.execute(query).scalar() == 0, table
    assert b"" not in still_wrapped_by()


def test_requirement_37_a_mark_taken_off_later_is_tampering(old: Flask, settings: Settings) -> None:
    keyring().unlock()
    db.session.execute(text("UPDATE visit SET mark = NULL WHERE id = 'v'"))
    db.session.commit()
    with restarted(settings):
        assert [one.readable for one in store.worklist("hill")].count(False) == 1
        with pytest.raises(SealError):
            store.visit_for_token(old_token(settings, "v"))


def test_requirement_37_a_table_with_another_column_is_marked_again_where_it_was_right(
    old: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(VisitRow, "unmarked", VisitRow.unmarked | {"kind"})
        before.setattr(SubmissionRow, "unmarked", frozenset({"sent_at"}))
        keyring().unlock()
    db.session.execute(text("UPDATE visit SET reference = 'CCCC-3333' WHERE id = 'w'"))
    db.session.commit()
    with restarted(settings):
        keyring().unlock()
        readable = {one.reference: one.readable for one in store.worklist("hill")}
        assert readable == {"AAAA-2222": True, "CCCC-3333": False}
        visit = store.visit_of_reference("AAAA-2222")
        assert visit and store.submission(visit)


def test_it_goes_down_again_with_its_rows(old: Flask) -> None:
    downgrade(revision="0003")
    rows = db.session.execute(text("SELECT visit_id, version FROM submission")).all()
    assert [tuple(row) for row in rows] == [("v", 1)]
    with pytest.raises(Exception, match="a submission is never changed"):
        db.session.execute(text("UPDATE submission SET version = 2"))
    db.session.rollback()
    upgrade()
    row = db.session.execute(text("SELECT versions, sent_at FROM visit WHERE id = 'v'")).one()
    assert row.versions == 1
    assert row.sent_at is not None
