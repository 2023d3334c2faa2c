"""The store: sealed, insert-only, and never across a clinic."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select, text

from intake import store
from intake.extensions import db
from intake.services.documents import pdf_of
from intake.services.filling.answers import ClosedError
from intake.services.filling.opening import check_birth_date, guard_of
from intake.services.filling.submit import IncompleteError, submit
from intake.store.sealing.encryption import SealError
from intake.store.tables import ImmutableError, SubmissionRow
from tests import factories
from tests.databases import Database
from tests.factories import fresh
from tests.service import Frozen

BORN = date(1990, 5, 17)


def test_requirement_01_nothing_a_patient_typed_and_no_token_lies_open_on_disk(
    app: Flask, visit: store.Visit, answers: dict[str, object], database: Database
) -> None:
    canary = "Zyzzyva-canary"
    factories.save_answers(visit, {**answers, "hpi.words": canary})
    token = store.link_token(visit)
    submit(fresh(visit))
    written = database.written()
    assert len(written) > 10_000
    for secret in (canary, "Ana Example", "1990-05-17", token, "Sertraline"):
        assert secret.encode() not in written


def test_sending_twice_is_one_submission(visit: store.Visit, answers: dict[str, object]) -> None:
    factories.save_answers(visit, answers)
    before = fresh(visit)
    first = submit(before)
    assert submit(before) == first
    assert store.submission_references() == [visit.reference]


def test_a_submission_never_changes(visit: store.Visit, answers: dict[str, object]) -> None:
    factories.save_answers(visit, answers)
    submit(fresh(visit))
    row = db.session.scalar(select(SubmissionRow))
    assert row
    row.content = b"forged"
    with pytest.raises(ImmutableError):
        db.session.commit()
    db.session.rollback()
    with pytest.raises(ClosedError):
        factories.save_answers(fresh(visit), answers)


def test_an_unfinished_form_cannot_be_sent(visit: store.Visit) -> None:
    factories.save_answers(visit, {"about.name": "Ana Example"})
    with pytest.raises(IncompleteError):
        submit(fresh(visit))
    assert fresh(visit).status == "started"


def test_answers_moved_to_another_visit_do_not_open(
    visit: store.Visit, clinic: store.Clinic
) -> None:
    other = factories.start_visit(clinic, "one start")
    factories.save_answers(visit, {"about.name": "Ana Example"})
    factories.save_answers(other, {"about.name": "Ben Example"})
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
        factories.saved_answers(visit)


def test_a_clinic_finds_only_its_own_visits(visit: store.Visit) -> None:
    assert store.clinic_visit("valley", visit.reference) is None
    assert store.worklist("valley") == []


def test_five_wrong_birth_dates_lock_the_link_for_a_while(
    frozen: Frozen, visit: store.Visit
) -> None:
    wrong = date(1990, 5, 18)
    said = [check_birth_date(visit, wrong) for _ in range(6)]
    assert said == ["wrong"] * 4 + ["15 minutes"] * 2
    assert check_birth_date(visit, BORN) == "15 minutes"
    frozen.move(minutes=15, seconds=1)
    assert check_birth_date(visit, wrong) == "wrong"
    assert check_birth_date(visit, BORN) == "ok"


def test_the_right_birth_date_gives_the_tries_back(visit: store.Visit) -> None:
    wrong = date(1990, 5, 18)
    for _ in range(3):
        assert [check_birth_date(visit, wrong) for _ in range(4)] == ["wrong"] * 4
        assert check_birth_date(visit, BORN) == "ok"


def test_the_birth_date_is_asked_once_it_is_known(clinic: store.Clinic, app: Flask) -> None:
    visit = factories.start_visit(clinic)
    assert not guard_of(visit)
    factories.save_answers(visit, {"about.dob": "1990-05-17"})
    assert guard_of(fresh(visit)) == BORN


def test_a_second_tap_on_start_is_the_same_visit(clinic: store.Clinic, app: Flask) -> None:
    first = factories.start_visit(clinic, "one start")
    assert factories.start_visit(clinic, "one start").id == first.id
    assert factories.start_visit(clinic, "another").id != first.id
    assert len(store.worklist(clinic.id)) == 2


def test_parallel_first_saves_lose_nothing(app: Flask, visit: store.Visit) -> None:
    def save(number: int) -> None:
        with app.app_context():
            factories.save_answers(visit, {"about.name": f"Ana {number}"})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(save, range(24)))
    assert str(factories.saved_answers(visit)["about.name"]).startswith("Ana ")


def test_a_draft_that_was_read_with_its_visit_is_read_anew_in_time(
    app: Flask, visit: store.Visit
) -> None:
    """Another device saves between two reads; the first may stand only as long as its read."""

    def name() -> object:
        return store.saved_draft(visit).answers.get("about.name")

    def save(text: str) -> None:
        with app.app_context():
            factories.save_answers(visit, {"about.name": text})

    factories.save_answers(visit, {"about.name": "Ana First"})
    store.visit_in_browser(visit.clinic.id, visit.id, visit.link_serial)
    assert name() == "Ana First"
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(save, "Ana Second").result()
        store.look_anew()
        assert name() == "Ana Second"
        store.visit_in_browser(visit.clinic.id, visit.id, visit.link_serial)
        elsewhere.submit(save, "Ana Third").result()
        with store.transaction():
            store.lock_visit(visit)
            assert name() == "Ana Third"
    store.visit_in_browser(visit.clinic.id, visit.id, visit.link_serial)
    factories.save_answers(visit, {"about.name": "Ana Fourth"})
    assert name() == "Ana Fourth"


def test_a_kept_document_is_found_only_under_its_digest(visit: store.Visit) -> None:
    store.keep_document(visit, "page", "a" * 64, b"%PDF-1")
    assert store.kept_document(visit, "page", "a" * 64) == b"%PDF-1"
    assert store.kept_document(visit, "page", "b" * 64) is None
    store.keep_document(visit, "page", "b" * 64, b"%PDF-2")
    assert store.kept_document(visit, "page", "b" * 64) == b"%PDF-2"


def test_a_kept_document_that_does_not_open_is_made_again(
    visit: store.Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.draw", lambda *_: b"%PDF-copy")
    sent = factories.make_submission(visit)
    assert pdf_of(sent, "copy") == b"%PDF-copy"
    with store.transaction():
        db.session.execute(text("UPDATE document SET content = :blob"), {"blob": b"\1\2"})
    db.session.expire_all()
    assert pdf_of(sent, "copy") == b"%PDF-copy"
    monkeypatch.setattr("reports.draw", lambda *_: b"%PDF-another")
    assert pdf_of(sent, "copy") == b"%PDF-copy"  # kept anew, under a seal that opens
