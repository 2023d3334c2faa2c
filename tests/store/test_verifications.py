"""What clinicians say of a match: kept apart, insert-only, the newest verdict of each counts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from intake import clock, store
from intake.actor import Actor
from intake.config import Settings
from intake.extensions import db
from intake.services import documents
from intake.services.clinic import verify
from intake.store.records import Visit
from intake.store.sealing.encryption import SealError
from intake.store.tables import ImmutableError, SubmissionRow, UserRow, VerificationRow, VisitRow
from intake.summarise.verifications import reading_of, with_verifications
from intake.verification import Reading, Verdict, current
from reports.summary import DrugFlag
from tests.databases import Database
from tests.factories import CLINIC, make_clinic, make_clinician, make_submission, make_visit
from tests.service import serving

CIPRO = Reading("cipro", "ciprofloxacin", ("fluoroquinolone",), "2026-11-22")
WRONG, RIGHT, WITHDRAWN = Verdict("wrong", "the cat’s"), Verdict("right"), Verdict("withdrawn")


@pytest.fixture
def sent(visit: Visit, answers: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Ana's visit, sent; its page is none worth waiting for."""
    monkeypatch.setattr("reports.draw", lambda *_: b"%PDF-old")
    return make_submission(visit, answers)


@pytest.fixture
def osei_id(app: Flask) -> int:
    return db.session.scalars(select(UserRow.id).filter_by(name="Dr Osei")).one()


@pytest.fixture
def lund_id(app: Flask) -> int:
    make_clinician(CLINIC, "lund@hilltop.example", "Dr Lund")
    return db.session.scalars(select(UserRow.id).filter_by(name="Dr Lund")).one()


def say(visit: Visit, version: int, user_id: int, reading: Reading, verdict: Verdict) -> None:
    actor = Actor(user_id, "", visit.clinic.id, frozenset({"doctor"}))
    verify.add_verification(actor, visit, version, reading, verdict)


def verdicts(visit: Visit) -> list[tuple[str, str]]:
    return [(one.by, one.verdict.outcome) for one in current(store.verifications(visit))]


def cipro(visit: Visit) -> DrugFlag:
    summary = documents.summary_of(visit)
    assert summary
    return next(flag for flag in summary.drugs.flags if flag.typed == "cipro")


def test_the_newest_word_of_a_clinician_counts_and_all_are_kept(sent: Visit, osei_id: int) -> None:
    for verdict in (WRONG, RIGHT):
        say(sent, 1, osei_id, CIPRO, verdict)
    assert verdicts(sent) == [("Dr Osei", "right")]
    say(sent, 1, osei_id, CIPRO, WITHDRAWN)
    assert verdicts(sent) == []
    assert [one.verdict for one in store.verifications(sent)] == [WRONG, RIGHT, WITHDRAWN]


def test_two_clinicians_may_disagree(sent: Visit, osei_id: int, lund_id: int) -> None:
    say(sent, 1, osei_id, CIPRO, WRONG)
    say(sent, 1, lund_id, CIPRO, RIGHT)
    assert verdicts(sent) == [("Dr Lund", "right"), ("Dr Osei", "wrong")]
    shown = [(mark.verdict, mark.by, mark.note) for mark in cipro(sent).marks]
    assert shown == [("right", "Dr Lund", ""), ("wrong", "Dr Osei", "the cat’s")]


def test_saying_it_twice_or_withdrawing_nothing_adds_no_row(sent: Visit, osei_id: int) -> None:
    say(sent, 1, osei_id, CIPRO, WITHDRAWN)
    assert store.verifications(sent) == []
    for _ in range(3):
        say(sent, 1, osei_id, CIPRO, WRONG)
    assert len(store.verifications(sent)) == 1


def test_clicks_at_once_lose_nothing_and_repeat_nothing(
    app: Flask, sent: Visit, osei_id: int, lund_id: int
) -> None:
    def mark(user_id: int) -> None:
        with app.app_context():
            say(sent, 1, user_id, CIPRO, WRONG)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(mark, [osei_id, lund_id] * 8))
    db.session.rollback()  # so that what the others wrote is read
    assert sorted(verdicts(sent)) == [("Dr Lund", "wrong"), ("Dr Osei", "wrong")]
    assert len(store.verifications(sent)) == 2


def test_the_note_and_the_medicine_lie_sealed_on_disk(
    sent: Visit, osei_id: int, database: Database
) -> None:
    typed = replace(CIPRO, typed="Zyzzyva-canary")
    say(sent, 1, osei_id, typed, Verdict("wrong", "Quagga-canary"))
    written = database.written()
    assert b"Zyzzyva" not in written
    assert b"Quagga" not in written


def test_a_row_put_in_another_clinicians_name_does_not_open(
    sent: Visit, osei_id: int, lund_id: int
) -> None:
    say(sent, 1, osei_id, CIPRO, WRONG)
    on_table = " ON marking" if db.engine.dialect.name == "postgresql" else ""
    db.session.execute(text(f"DROP TRIGGER marking_is_final{on_table}"))
    db.session.execute(text("UPDATE marking SET user_id = :user"), {"user": lund_id})
    db.session.commit()
    with pytest.raises(SealError):
        store.verifications(sent)


def test_the_model_refuses_to_change_or_delete_one(sent: Visit, osei_id: int) -> None:
    say(sent, 1, osei_id, CIPRO, WRONG)
    row = db.session.scalars(select(VerificationRow)).one()
    row.content = b"forged"
    with pytest.raises(ImmutableError):
        db.session.commit()
    db.session.rollback()
    db.session.delete(row)
    with pytest.raises(ImmutableError):
        db.session.commit()
    db.session.rollback()


def test_the_database_refuses_too_until_the_submission_goes(
    settings: Settings, answers: dict[str, object]
) -> None:
    with serving(settings):
        upgrade()
        make_clinician(make_clinic())
        made = make_visit(identity=store.Identity())
        sent = make_submission(made, answers)
        say(sent, 1, 1, CIPRO, WRONG)
        for change in ("UPDATE marking SET version = 1", "DELETE FROM marking"):
            with pytest.raises(DBAPIError, match="a marking is never"):
                db.session.execute(text(change))
            db.session.rollback()
        assert len(store.verifications(sent)) == 1
        with store.transaction():
            row = db.session.scalars(select(VisitRow)).one()
            row.erasing_at, row.verdicts = clock.now(), 0
            db.session.flush()
            db.session.execute(text("DELETE FROM submission"))
        assert store.verifications(sent) == []


def test_a_marking_changes_neither_the_submission_nor_the_flag(sent: Visit, osei_id: int) -> None:
    kept = db.session.scalars(select(SubmissionRow.content)).one()
    before, summary = cipro(sent), documents.summary_of(sent)
    say(sent, 1, osei_id, CIPRO, WRONG)
    again = documents.summary_of(sent)
    assert summary
    assert again
    assert db.session.scalars(select(SubmissionRow.content)).one() == kept
    assert again.attachment == summary.attachment
    assert replace(cipro(sent), marks=()) == before


def test_a_kept_page_is_made_again_after_a_marking_and_only_then(
    sent: Visit,
    osei_id: int,
    monkeypatch: pytest.MonkeyPatch,
    drawn_at_sending: None,
) -> None:
    made: list[object] = []

    def render(*given: object) -> bytes:
        made.append(given)
        return b"%PDF-new"

    monkeypatch.setattr("reports.draw", render)
    assert documents.pdf_of(sent, "page") == b"%PDF-old"
    say(sent, 1, osei_id, CIPRO, WRONG)
    for _ in range(3):
        assert documents.pdf_of(sent, "page") == b"%PDF-new"
    assert len(made) == 1


def test_a_later_version_names_the_version_of_the_mark_and_drops_other_readings(
    sent: Visit, osei_id: int
) -> None:
    other = replace(CIPRO, read_as="ciprofibrate", classes=())
    say(sent, 1, osei_id, CIPRO, WRONG)
    say(sent, 1, osei_id, other, WRONG)
    submission, summary = documents.submission_of(sent), documents.summary_of(sent)
    assert submission
    assert summary
    later = with_verifications(
        summary.drugs, store.verifications(sent), replace(submission, version=2)
    )
    marks = {flag.typed: flag.marks for flag in later.flags}
    assert [mark.on_version for mark in marks.pop("cipro")] == [1]
    assert set(marks.values()) == {()}
    earlier = with_verifications(
        summary.drugs, store.verifications(sent), replace(submission, version=0)
    )
    assert all(flag.marks == () for flag in earlier.flags)


def test_a_reading_is_the_same_whichever_list_read_it(sent: Visit, osei_id: int) -> None:
    say(sent, 1, osei_id, replace(CIPRO, drug_list="an older list"), WRONG)
    assert [mark.verdict for mark in cipro(sent).marks] == ["wrong"]
    assert reading_of(cipro(sent)).key == CIPRO.key
    assert [one.reading.drug_list for one in store.verifications(sent)] == ["an older list"]
