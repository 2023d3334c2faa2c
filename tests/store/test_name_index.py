"""The index that finds visits: blind, by clinic, gone with the visit, made anew when it must be."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import text

from intake import store
from intake.extensions import db
from intake.services import reindex
from intake.services.search import terms_of
from intake.store.visits.reindex import rebuild_name_index
from tests import factories
from tests.databases import Database
from tests.factories import CLINIC, OTHER_CLINIC

CANARY = store.Identity("Zebedee Canary-Wharf", date(1961, 3, 7))


def found(words: str, clinic_id: str = CLINIC.id) -> list[str]:
    db.session.rollback()
    visits = store.worklist(clinic_id)
    wanted = store.Wanted(clinic_id, visits[0].created_at, terms=list(terms_of(words)))
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
