"""The store: sealed, insert-only, and never across a clinic."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text

from intake import store
from intake.extensions import db
from intake.services import submit
from intake.store.encryption import SealError
from intake.store.tables import ImmutableError, SubmissionRow
from tests.factories import ANA, fresh
from tests.service import Frozen

BORN = date(1990, 5, 17)


def test_nothing_a_patient_typed_and_no_token_lies_open_on_disk(
    app: Flask, visit: store.Visit, answers: dict[str, object], tmp_path: Path
) -> None:
    canary = "Zyzzyva-canary"
    store.save_answers(visit, {**answers, "hpi.words": canary}, ANA)
    token = store.link_token(visit)
    submit.submit(fresh(visit), advice_shown=False)
    written = b"".join(file.read_bytes() for file in tmp_path.glob("intake.sqlite*"))
    assert len(written) > 10_000
    for secret in (canary, "Ana Example", "1990-05-17", token, "Sertraline"):
        assert secret.encode() not in written


def test_sending_twice_is_one_submission(visit: store.Visit, answers: dict[str, object]) -> None:
    store.save_answers(visit, answers, ANA)
    before = fresh(visit)
    first = submit.submit(before, advice_shown=False)
    assert submit.submit(before, advice_shown=True) == first
    assert store.submission_references() == [visit.reference]


def test_a_submission_never_changes(visit: store.Visit, answers: dict[str, object]) -> None:
    store.save_answers(visit, answers, ANA)
    submit.submit(fresh(visit), advice_shown=False)
    row = db.session.scalar(select(SubmissionRow))
    assert row
    row.content = b"forged"
    with pytest.raises(ImmutableError):
        db.session.commit()
    db.session.rollback()
    with pytest.raises(store.ClosedError):
        store.save_answers(fresh(visit), answers, ANA)


def test_an_unfinished_form_cannot_be_sent(visit: store.Visit) -> None:
    store.save_answers(visit, {"about.name": "Ana Example"}, ANA)
    with pytest.raises(submit.IncompleteError):
        submit.submit(fresh(visit), advice_shown=False)
    assert fresh(visit).status == "started"


def test_answers_moved_to_another_visit_do_not_open(
    visit: store.Visit, clinic: store.Clinic
) -> None:
    other = store.start_visit(clinic.id, "muscle-twitching", "one start")
    store.save_answers(visit, {"about.name": "Ana Example"}, ANA)
    store.save_answers(other, {"about.name": "Ben Example"}, store.Identity())
    mine = {"mine": visit.id, "other": other.id}
    db.session.execute(
        text(
            "UPDATE draft SET answers = (SELECT answers FROM draft WHERE visit_id = :other)"
            " WHERE visit_id = :mine"
        ),
        mine,
    )
    db.session.commit()
    with pytest.raises(SealError):
        store.saved_answers(visit)


def test_a_clinic_finds_only_its_own_visits(visit: store.Visit) -> None:
    assert store.clinic_visit("valley", visit.reference) is None
    assert store.cancel_visit("valley", visit.reference) is None
    assert store.renew_link("valley", visit.reference) is None
    assert store.worklist("valley") == []


def test_five_wrong_birth_dates_lock_the_link_for_a_while(
    frozen: Frozen, visit: store.Visit
) -> None:
    wrong = date(1990, 5, 18)
    said = [store.check_birth_date(visit, wrong) for _ in range(6)]
    assert said == ["wrong"] * 4 + ["locked"] * 2
    assert store.check_birth_date(visit, BORN) == "locked"
    frozen.move(minutes=15, seconds=1)
    assert store.check_birth_date(visit, wrong) == "wrong"
    assert store.check_birth_date(visit, BORN) == "ok"


def test_the_right_birth_date_gives_the_tries_back(visit: store.Visit) -> None:
    wrong = date(1990, 5, 18)
    for _ in range(3):
        assert [store.check_birth_date(visit, wrong) for _ in range(4)] == ["wrong"] * 4
        assert store.check_birth_date(visit, BORN) == "ok"


def test_the_birth_date_is_asked_once_answers_are_saved(visit: store.Visit) -> None:
    assert not store.needs_birth_date(visit)
    store.save_answers(visit, {"about.name": "Ana Example"}, store.Identity())
    assert store.needs_birth_date(fresh(visit))


def test_a_second_tap_on_start_is_the_same_visit(clinic: store.Clinic, app: Flask) -> None:
    first = store.start_visit(clinic.id, "muscle-twitching", "one start")
    assert store.start_visit(clinic.id, "muscle-twitching", "one start").id == first.id
    assert store.start_visit(clinic.id, "muscle-twitching", "another").id != first.id
    assert len(store.worklist(clinic.id)) == 2


def test_parallel_first_saves_lose_nothing(app: Flask, visit: store.Visit) -> None:
    def save(number: int) -> None:
        with app.app_context():
            store.save_answers(visit, {"about.name": f"Ana {number}"}, store.Identity())

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(save, range(24)))
    assert str(store.saved_answers(visit)["about.name"]).startswith("Ana ")


def test_a_kept_document_is_found_only_under_its_digest(visit: store.Visit) -> None:
    store.keep_document(visit, "page", "a" * 64, b"%PDF-1")
    assert store.kept_document(visit, "page", "a" * 64) == b"%PDF-1"
    assert store.kept_document(visit, "page", "b" * 64) is None
    store.keep_document(visit, "page", "b" * 64, b"%PDF-2")
    assert store.kept_document(visit, "page", "b" * 64) == b"%PDF-2"
