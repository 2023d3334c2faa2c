"""What the first version kept is read by this one."""

from __future__ import annotations

from typing import Any

import pytest

from intake import clock, store
from intake.extensions import db
from intake.store.sealing.keys import seal_json
from intake.store.tables import DraftRow, VisitRow
from tests import factories

OLD = {"name": "Ana Example", "born": "1990-05-17"}


def write(visit: store.Visit, **columns: Any) -> store.Visit:
    with store.transaction():
        row = db.session.get(VisitRow, (visit.clinic.id, visit.id))
        assert row
        for name, value in columns.items():
            setattr(row, name, value)
    return factories.fresh(visit)


@pytest.mark.parametrize(("kind", "booked"), [("video", True), ("", False)])
def test_its_one_identity_counts_as_booked_only_where_the_clinic_made_the_visit(
    visit: store.Visit, kind: str, booked: bool
) -> None:
    sealed = seal_json(OLD, "visit", visit.clinic.id, visit.id)
    read = write(visit, identity=sealed, kind=kind)
    assert (read.booked, read.given) == (
        (factories.ANA, store.Identity()) if booked else (store.Identity(), factories.ANA)
    )
    assert read.identity == factories.ANA


def test_its_drafts_are_gone_on_with(visit: store.Visit, answers: dict[str, Any]) -> None:
    now = clock.now()
    with store.transaction():
        db.session.add(
            DraftRow(
                clinic_id=visit.clinic.id,
                visit_id=visit.id,
                answers=seal_json(answers, "draft", visit.clinic.id, visit.id),
                saved_at=now,
            )
        )
    write(visit, saved_at=now)
    draft = store.saved_draft(visit)
    assert draft.given == answers
    assert [one["med.name"] for one in draft.entries["med"].values()] == [
        one["med.name"] for one in answers["med"]
    ]
