"""Every deed leaves its row in the audit, and none leaves any of what patients typed."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import text

from intake import store
from intake.extensions import db
from intake.services.filling.opening import check_birth_date
from intake.services.filling.submit import submit
from tests import factories


def test_requirement_43_the_head_at_sending_is_sealed_into_the_submission_and_printed(
    app: Flask, visit: store.Visit
) -> None:
    sent = factories.make_submission(visit)
    stored = store.submission(sent)
    assert stored
    (head,) = (one for one in store.audit.heads() if one.clinic_id == "hilltop")
    assert stored.content["audit"] == {"number": head.number, "mac": head.mac.hex()}
    assert "audit" not in stored.content["answers"]


def test_requirement_43_a_tail_cut_after_a_sending_is_found_by_the_submission(
    app: Flask, visit: store.Visit
) -> None:
    factories.make_submission(visit)
    assert list(store.audit.findings()) == []
    with store.transaction():
        for statement in (
            "DROP TRIGGER audit_stays",
            "DELETE FROM audit WHERE clinic_id = 'hilltop' AND number = 3",
            "UPDATE audit_head SET number = 2, mac = (SELECT mac FROM audit"
            " WHERE clinic_id = 'hilltop' AND number = 2) WHERE clinic_id = 'hilltop'",
        ):
            db.session.execute(text(statement))
    (found,) = store.audit.findings()
    said = f"it was the last one, says version 1 of {visit.reference}"
    assert found == f"hilltop: row 3 is missing: {said}"


def test_requirement_43_a_submission_that_vanished_is_found(app: Flask, visit: store.Visit) -> None:
    factories.make_submission(visit)
    with store.transaction():
        db.session.execute(text("DROP TRIGGER submission_stays"))
        db.session.execute(text("DELETE FROM submission"))
    said = f"hilltop: of {visit.reference} fewer versions are kept than were sent (1)"
    broken = f"hilltop: the visit {visit.reference} does not open"
    assert list(store.audit.findings()) == [broken, said]


def test_requirement_42_without_its_row_nothing_is_sent(app: Flask, visit: store.Visit) -> None:
    draft = factories.make_draft(visit)
    with store.transaction():
        db.session.execute(text("DROP TABLE audit_head"))
    with pytest.raises(Exception, match="audit_head"):
        submit(draft)
    assert factories.fresh(visit).status == "started"


def test_requirement_41_a_patients_deeds_are_told(app: Flask, visit: store.Visit) -> None:
    check_birth_date(visit, date(1990, 5, 18))
    check_birth_date(visit, date(1990, 5, 17))
    factories.make_submission(visit)
    told = [f"{one.who} {one.words}" for one in store.audit.newest("hilltop")]
    assert told[:4] == [
        f"The patient sent the form {visit.reference}",
        f"The patient opened the form {visit.reference}",
        f"The patient gave a wrong date of birth for {visit.reference}",
        f"A command created the visit {visit.reference}",
    ]
