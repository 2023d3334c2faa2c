"""The index that finds visits: blind, by clinic, gone with the visit, made anew when it must be."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from intake import clock, store
from intake.actor import Actor
from intake.extensions import db
from intake.services.clinic import reindex
from intake.services.clinic.search import search, terms_of
from intake.store.visits.reindex import rebuild_name_index
from tests import factories
from tests.databases import Database
from tests.factories import CLINIC, OTHER_CLINIC

ACTOR = Actor(1, "", CLINIC.id, frozenset({"front-desk"}))
CANARY = store.Identity("Zebedee Canary-Wharf", date(1961, 3, 7))


def found(words: str, clinic_id: str = CLINIC.id, limit: int = 50) -> list[str]:
    db.session.rollback()
    visits = store.worklist(clinic_id)
    terms = list(terms_of(words))
    wanted = store.Wanted(clinic_id, visits[0].created_at, terms=terms, limit=limit)
    return [one.visit.id for one in store.listed(wanted)]


def rows() -> int:
    return db.session.scalar(text("SELECT COUNT(*) FROM name_index")) or 0


def test_no_name_or_day_is_readable_and_two_clinics_hashes_differ(
    app: Flask, database: Database
) -> None:
    factories.make_visit(identity=CANARY)
    factories.make_visit(OTHER_CLINIC, CANARY)
    written = database.written().lower()
    for word in (b"zebedee", b"canary", b"1961-03-07"):
        assert word not in written
    alike = text(
        "SELECT COUNT(*) FROM name_index a JOIN name_index b"
        " ON a.token = b.token AND a.clinic_id <> b.clinic_id"
    )
    assert db.session.scalar(alike) == 0


def test_all_words_must_be_there(app: Flask) -> None:
    one = factories.make_visit(identity=CANARY)
    factories.make_visit(identity=store.Identity("Zebedee Other", CANARY.born))
    assert found("zebedee wharf") == found("zebedee canary 7 Mar 1961") == [one.id]
    assert len(found("zebedee 7/3/1961")) == 2
    assert found("zebedee wharf other") == []


def test_what_several_spellings_find_stands_there_once_in_order(app: Flask) -> None:
    ids = [
        factories.make_visit(
            identity=store.Identity("Zoë Muller"),
            scheduled_at=clock.now() + timedelta(days=days) if days else None,
        ).id
        for days in (-2, None, 3, 1)
    ]
    assert found("zoe müller") == [ids[3], ids[2], ids[1], ids[0]]
    assert found("zoe", limit=2) == [ids[3], ids[2]]


def test_what_an_older_service_wrote_is_found_in_its_order(app: Flask) -> None:
    later, sooner = (
        factories.make_visit(identity=CANARY, scheduled_at=clock.now() + timedelta(days=days))
        for days in (2, 1)
    )
    with store.transaction():
        db.session.execute(text("UPDATE name_index SET scheduled_at = NULL, created_at = NULL"))
    assert store.has_unplaced(CLINIC.id)
    search(ACTOR, CLINIC, "zebedee")
    assert not store.has_unplaced(CLINIC.id)
    assert found("zebedee") == [sooner.id, later.id]


def test_a_visit_that_is_deleted_takes_its_rows_along(app: Flask) -> None:
    visit = factories.make_visit(identity=CANARY)
    assert rows() > 0
    with store.transaction():
        db.session.execute(text("DELETE FROM visit WHERE id = :id"), {"id": visit.id})
    assert rows() == 0


def test_a_name_that_is_not_kept_leaves_the_index_as_it_was(app: Flask) -> None:
    visit = factories.make_visit(identity=CANARY)
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.keep_given(store.lock_visit(visit), store.Identity("Somebody Else"))
        raise ZeroDivisionError
    assert found("somebody") == []
    assert found("zebedee") == [visit.id]


def test_it_is_made_anew_in_steps_and_answers_are_counted_once(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intake.store.visits.reindex.AT_ONCE", 2)
    visits = [factories.make_visit(identity=CANARY) for _ in range(5)]
    factories.make_draft(visits[0], {"safety.now": ["fit"], "about.name": "Zebedee Canary"})
    before = rows()
    factories.make_older(*visits)
    assert store.has_unindexed(CLINIC.id)
    reindex.index_names(CLINIC.id)
    assert rows() == before
    assert not store.has_unindexed(CLINIC.id)
    assert reindex.count_answers(CLINIC.id) == 5
    assert reindex.count_answers(CLINIC.id) == 0
    levels = db.session.scalars(text("SELECT attention FROM visit ORDER BY attention DESC"))
    assert list(levels) == [2, 0, 0, 0, 0]


def test_a_save_reads_a_visit_from_before_into_the_index(app: Flask) -> None:
    visit = factories.make_draft(factories.make_visit(identity=CANARY))
    factories.make_older(visit)
    factories.make_draft(visit)
    assert found("zebedee") == [visit.id]


def test_what_does_not_open_is_found_by_its_reference(app: Flask) -> None:
    visit = factories.make_visit(identity=CANARY)
    other = factories.make_visit(identity=CANARY)
    with store.transaction():
        db.session.execute(
            text(
                "UPDATE visit SET identity = (SELECT identity FROM visit WHERE id = :a)"
                " WHERE id = :b"
            ),
            {"a": other.id, "b": visit.id},
        )
    with store.transaction():
        assert rebuild_name_index(CLINIC.id)
    assert found(visit.reference) == [visit.id]
    assert found("zebedee") == [other.id]
