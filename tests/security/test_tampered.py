"""What people see of a row that was changed past the service, and what the database refuses."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, update

from intake import clock, store
from intake.extensions import db
from intake.services import documents
from intake.store.tables import DraftRow, VisitRow
from tests import factories
from tests.conftest import SignIn
from tests.factories import fresh
from tests.security.tampering import is_noticed, write

SWAP = (
    "UPDATE visit SET reference = CASE reference WHEN :a THEN 'TTTT-2222' ELSE :a END"
    " WHERE reference IN (:a, :b)"
)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE submission SET content = (SELECT content FROM submission WHERE visit_id <> :id)"
        " WHERE visit_id = :id",
        "UPDATE visit SET expires_at = '2040-01-01' WHERE id = :id",
        "UPDATE visit SET mark = NULL WHERE id = :id",
    ],
)
def test_requirement_37_one_visit_is_refused_and_the_others_go_on(
    cast: list[store.Visit],
    osei: FlaskClient,
    caplog: pytest.LogCaptureFixture,
    change: str,
) -> None:
    broken, _, whole, _ = cast
    write(change, id=broken.id)
    refused = osei.get(f"/clinic/visits/{broken.reference}")
    assert refused.status_code == 503
    assert "This form cannot be read" in refused.text
    assert broken.reference in caplog.text
    assert "Ana" not in caplog.text
    assert osei.get(f"/clinic/visits/{whole.reference}").status_code == 200
    listed = osei.get("/clinic")
    assert listed.status_code == 200
    assert "Ben Example" in listed.text


def test_requirement_37_a_deleted_submission_is_told_in_the_worklist(
    cast: list[store.Visit], osei: FlaskClient
) -> None:
    write("DELETE FROM marking WHERE visit_id = :id", id=cast[0].id)
    write("DELETE FROM submission WHERE visit_id = :id", id=cast[0].id)
    assert "This visit cannot be read" in osei.get("/clinic").text
    assert osei.get(f"/clinic/visits/{cast[0].reference}").status_code == 503


def test_requirement_37_swapped_references_open_neither_visit(
    cast: list[store.Visit], osei: FlaskClient
) -> None:
    first, _, second, _ = cast
    write(SWAP, a=first.reference, b=second.reference)
    write(f"UPDATE visit SET reference = '{second.reference}' WHERE reference = 'TTTT-2222'")
    for visit in (first, second):
        assert osei.get(f"/clinic/visits/{visit.reference}").status_code == 503


def test_requirement_37_a_clinician_moved_to_another_clinic_gets_in_nowhere(
    cast: list[store.Visit], app: Flask, signed_in: SignIn
) -> None:
    lind = signed_in("lind@valley.example")
    write(
        "UPDATE membership SET clinic_id = 'hilltop' WHERE user_id ="
        " (SELECT id FROM \"user\" WHERE email = 'lind@valley.example')"
    )
    for address in ("/clinic", f"/clinic/visits/{cast[0].reference}"):
        reply = lind.get(address)
        assert reply.status_code in (403, 404, 503)
        assert "Ana" not in reply.text


def test_requirement_37_another_user_in_a_membership_gets_in_nowhere(
    cast: list[store.Visit], signed_in: SignIn
) -> None:
    lind = signed_in("lind@valley.example")
    ids = "(SELECT id FROM \"user\" WHERE email = '{}')"
    write("DELETE FROM membership WHERE clinic_id = 'valley'")
    write(
        f"UPDATE membership SET user_id = {ids.format('lind@valley.example')}"
        " WHERE clinic_id = 'hilltop'"
    )
    reply = lind.get("/clinic")
    assert reply.status_code in (403, 404, 503)
    assert "Ana" not in reply.text


@pytest.mark.parametrize("column", ["emergency_number", "crisis_line"])
def test_requirement_37_a_changed_number_of_the_clinic_is_never_shown(
    cast: list[store.Visit], client: FlaskClient, osei: FlaskClient, column: str
) -> None:
    write(f"UPDATE clinic SET {column} = '0900 666 666' WHERE id = 'hilltop'")
    link = f"/v/{store.link_token(cast[1])}"
    for reply in (client.get(link), osei.get("/clinic"), client.get("/start/hilltop")):
        assert "0900 666 666" not in reply.text
        assert reply.status_code in (404, 503)


def test_requirement_37_a_changed_password_or_address_does_not_sign_in(
    cast: list[store.Visit], app: Flask
) -> None:
    write(
        'UPDATE "user" SET password = (SELECT password FROM "user" WHERE email LIKE \'lind%\')'
        " WHERE email LIKE 'osei%'"
    )
    form = {"email": "osei@hilltop.example", "password": factories.PASSWORD}
    assert app.test_client().post("/sign-in", data=form).status_code == 503


def test_requirement_50_a_tampered_page_is_made_again(
    cast: list[store.Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    write("UPDATE document SET digest = 'another' WHERE visit_id = :id", id=cast[0].id)
    monkeypatch.setattr("reports.draw", lambda *_: b"%PDF-new")
    for _ in range(2):
        assert documents.pdf_of(fresh(cast[0]), "page") == b"%PDF-new"
    assert not is_noticed()


def test_requirement_37_no_statement_writes_past_the_marks(visit: store.Visit) -> None:
    values = {"clinic_id": visit.clinic.id, "visit_id": visit.id, "saved_at": clock.now()}
    for statement in (
        update(VisitRow).values(kind="phone"),
        update(VisitRow).values({VisitRow.kind: "phone", VisitRow.birth_tries: 1}),
        insert(DraftRow).values(**values, answers=b""),
    ):
        with pytest.raises(TypeError, match="write whole rows"):
            db.session.execute(statement)
    db.session.execute(update(VisitRow).values(birth_tries=2))
    db.session.rollback()
