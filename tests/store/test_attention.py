"""What stands beside a visit for the worklist: kept in the same transaction, sealed, bound."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import text

from intake import store
from intake.extensions import db
from intake.headline import Headline
from tests import factories
from tests.databases import Database


def level(visit: store.Visit) -> object:
    return db.session.scalar(text("SELECT attention FROM visit WHERE id = :id"), {"id": visit.id})


def test_a_save_that_comes_to_nothing_leaves_the_level(app: Flask, visit: store.Visit) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.keep_headline(store.lock_visit(visit), Headline(emergency=("fit",)))
        raise ZeroDivisionError
    assert level(visit) == 0
    assert store.headline(visit) is None
    factories.make_draft(visit, {"safety.now": ["fit"]})
    assert level(visit) == 2
    factories.make_submission(visit)
    assert level(visit) == 1


def test_no_sign_drug_or_name_is_readable_in_the_database(
    app: Flask, visit: store.Visit, database: Database
) -> None:
    factories.make_submission(visit)
    written = database.written()
    assert b"ciprofloxacin" not in written
    assert b"07700" not in written


def test_a_headline_opens_in_its_own_visit_only(app: Flask, visit: store.Visit) -> None:
    factories.make_draft(visit)
    other = factories.make_draft(factories.make_visit())
    with store.transaction():
        db.session.execute(
            text("UPDATE visit SET headline = (SELECT headline FROM visit WHERE id = :a)"),
            {"a": other.id},
        )
    with pytest.raises(store.SealError):
        store.headline(visit)


def test_a_stretch_of_the_worklist_is_the_same_on_every_engine(app: Flask) -> None:
    made = [factories.make_visit() for _ in range(7)]
    factories.make_draft(made[3], {"safety.now": ["fit"]})
    wanted = store.Wanted("hilltop", made[0].created_at, limit=3, urgent=5)
    first = store.listed(wanted)
    assert [one.part for one in first] == ["urgent", *["untimed"] * 3]
    assert first[0].visit.id == made[3].id
    after = store.listed(replace(wanted, after=first[-1].visit, urgent=0, limit=10))
    back = store.listed(replace(wanted, before=after[0].visit, urgent=0))
    order = [one.visit.id for one in (*first[1:], *after)]
    assert order == [one.id for one in reversed(made)]
    assert [one.visit.id for one in back] == order[:3]
