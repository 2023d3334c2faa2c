"""Whom the clinic booked a visit for is never overwritten by what is answered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import store
from tests import factories
from tests.service import Frozen

OTHER = {"about.name": "Ben Sample", "about.dob": "2015-01-02"}
BOOKED = "Booked by the clinic as Ana Example, born 17 May 1990"


@pytest.fixture
def filled_in_as_ben(visit: store.Visit, answers: dict[str, Any]) -> store.Visit:
    """A visit that was booked for Ana and filled in under another name and birth date."""
    return factories.make_draft(visit, {**answers, **OTHER})


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def downloads(doctor: FlaskClient, visit: store.Visit) -> dict[str, str]:
    """What the doctor can read of a visit, by the end of its address."""
    base = f"/clinic/visits/{visit.reference}"
    name = visit.reference
    pages = {
        end: doctor.get(f"{base}/{end}")
        for end in (f"intake-{name}.txt", f"record-{name}.txt", f"record-{name}.html")
    }
    pdfs = {
        end: doctor.get(f"{base}/{end}") for end in (f"intake-{name}.pdf", f"record-{name}.pdf")
    }
    return {
        **{end: reply.text for end, reply in pages.items()},
        **{end: text_of(reply.data) for end, reply in pdfs.items()},
    }


def test_booked_and_answered_stand_beside_each_other(filled_in_as_ben: store.Visit) -> None:
    assert filled_in_as_ben.booked == factories.ANA
    assert filled_in_as_ben.given == store.Identity("Ben Sample", date(2015, 1, 2))
    assert filled_in_as_ben.differs


@pytest.mark.parametrize("sent", [False, True], ids=["unsent", "sent"])
def test_page_record_and_text_say_whom_the_clinic_booked(
    filled_in_as_ben: store.Visit, answers: dict[str, Any], osei: FlaskClient, sent: bool
) -> None:
    if sent:
        factories.make_submission(filled_in_as_ben, {**answers, **OTHER})
    for end, words in downloads(osei, filled_in_as_ben).items():
        flat = " ".join(words.split())
        assert "Ben Sample" in flat, end
        assert BOOKED in flat, end


def test_worklist_and_record_page_say_whom_the_clinic_booked(
    filled_in_as_ben: store.Visit, osei: FlaskClient, html: Any
) -> None:
    for address in ("/clinic", f"/clinic/visits/{filled_in_as_ben.reference}"):
        words = " ".join(html(osei.get(address)).text_content().split())
        assert "Ben Sample" in words
        assert "ooked as Ana Example, born 17 May 1990" in words


def test_a_form_with_no_name_yet_is_told_by_the_booking(
    visit: store.Visit, osei: FlaskClient
) -> None:
    started = factories.make_draft(visit, {"safety.now": ["none"]})
    assert BOOKED in downloads(osei, started)[f"intake-{visit.reference}.txt"]


@pytest.mark.parametrize("name", ["ana  EXAMPLE", "Ana Example"])
def test_letter_case_and_spaces_are_no_other_name(visit: store.Visit, name: str) -> None:
    started = factories.make_draft(visit, {"about.name": name, "about.dob": "1990-05-17"})
    assert not started.differs


def test_the_patients_copy_does_not_tell_whom_the_clinic_booked(
    app: Flask, ana: FlaskClient, visit: store.Visit, answers: dict[str, Any], form: str
) -> None:
    factories.make_draft(visit, {**answers, **OTHER})
    ana.post(f"{form}/send")
    assert "Ana Example" not in text_of(ana.get(f"{form}/copy.pdf").data)


def test_the_booked_date_opens_the_form_and_the_answered_one_does_not(
    app: Flask, filled_in_as_ben: store.Visit, link: str, form: str
) -> None:
    browser = app.test_client()
    browser.get(link)
    answered = {"born-day": "2", "born-month": "1", "born-year": "2015"}
    assert browser.post(f"{form}/open", data=answered).status_code == 422
    booked = {"born-day": "17", "born-month": "5", "born-year": "1990"}
    assert browser.post(f"{form}/open", data=booked).status_code == 303


def test_a_booked_visit_that_nobody_opened_shows_clinic_and_day_and_asks_the_date(
    frozen: Frozen, app: Flask, clinic: store.Clinic, html: Any
) -> None:
    day = frozen.now().replace(year=2027, month=3, day=9, hour=12)
    visit = factories.make_visit(clinic, scheduled_at=day)
    browser = app.test_client()
    opened = browser.get(f"/v/{store.link_token(visit)}", follow_redirects=True)
    page = html(opened)
    words = page.text_content()
    assert "Hilltop Clinic" in words
    assert "9 March 2027" in words
    assert "Ana" not in words
    assert page.xpath("//input[@name='born-year']")
    at = f"/form/{store.handle_of(visit)}"
    assert browser.post(f"{at}/open", data={}).status_code == 422
    assert browser.get(f"{at}/safety").status_code == 404
