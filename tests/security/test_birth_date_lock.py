"""What wrong dates of birth do to a patient's link, and who is told."""

from __future__ import annotations

import pytest
from flask import Flask

from intake import store
from intake.services.clinic import visits
from tests import factories
from tests.conftest import SignIn
from tests.phones import BORN, form_of, phone_with
from tests.service import Frozen


@pytest.fixture
def draft(clinic: store.Clinic) -> store.Visit:
    """A whole form, saved and not sent."""
    return factories.make_draft(factories.make_visit(clinic))


def test_requirement_02_a_lock_after_wrong_dates_of_birth_escalates_and_the_clinic_is_told(
    app: Flask, clinic: store.Clinic, draft: store.Visit, signed_in: SignIn, frozen: Frozen
) -> None:
    told, osei = "locked after wrong dates of birth", signed_in("osei@hilltop.example")

    def guess(day: str = "18") -> str:
        phone = app.test_client()
        phone.get(f"/v/{store.link_token(draft)}")
        return phone.post(f"{form_of(draft)}/open", data={**BORN, "born-day": day}).text

    assert told not in osei.get("/clinic").text.lower()
    for wait, words in (
        ({"minutes": 15}, "Wait 15 minutes"),
        ({"hours": 1}, "Wait 1 hour"),
        ({"days": 20}, "Call your clinic and ask for a new link"),
    ):
        pages = [guess() for _ in range(5)]
        assert [words in one for one in pages] == [False] * 4 + [True]
        assert words in guess(BORN["born-day"])  # the right one neither
        assert told in osei.get("/clinic").text.lower()
        assert told in osei.get(f"/clinic/visits/{draft.reference}").text.lower()
        frozen.move(**wait)
        osei = signed_in("osei@hilltop.example")
    assert words in guess(BORN["born-day"])
    visits.renew_link(draft, "command")
    assert told not in osei.get("/clinic").text.lower()
    assert phone_with(app, factories.fresh(draft))


def test_requirement_02_a_right_date_begins_the_count_anew(
    app: Flask, draft: store.Visit, frozen: Frozen
) -> None:
    def guess(day: str) -> int:
        phone = app.test_client()
        phone.get(f"/v/{store.link_token(draft)}")
        return phone.post(f"{form_of(draft)}/open", data={**BORN, "born-day": day}).status_code

    for _ in range(5):
        assert [guess("18") for _ in range(4)] == [422] * 4
        assert guess(BORN["born-day"]) == 303
        frozen.move(hours=1)
