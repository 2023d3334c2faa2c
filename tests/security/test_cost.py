"""What a form may cost: how many medicines, how much text, and who waits for a long PDF."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

import reports
from intake import clock, store
from intake.draft import of_given
from intake.services import documents
from intake.services.documents import drawn, making
from intake.services.documents.digest import digest_of
from intake.services.filling.answers import LONGEST
from intake.services.filling.typed import typed_bytes
from intake.services.form_library import form_of
from tests import factories
from tests.load.largest import MISSPELT, largest
from tests.phones import Tab, phone_with
from tests.phones import form_of as address_of


@pytest.fixture
def full(clinic: store.Clinic) -> store.Visit:
    """A form with as much text as it may hold and one medicine less, not sent."""
    visit = factories.make_visit(clinic)
    form = form_of(visit)
    answers = largest(form, MISSPELT, clock.today(clinic.time_zone))
    del answers["med"][-1]
    factories.save_answers(visit, answers)
    answers = factories.saved_answers(visit)  # what is not asked is gone
    room = LONGEST - typed_bytes(of_given(answers), form)
    for medicine, part in zip(answers["med"], [150] * (room // 150) + [room % 150], strict=False):
        medicine["med.why"] = "x" * part
    return factories.make_draft(visit, answers)


def test_requirement_32_no_address_makes_the_list_longer_than_it_may_be(
    app: Flask, visit: store.Visit
) -> None:
    medicines = [{"med.name": f"pill {number}"} for number in range(199)]
    factories.save_answers(visit, factories.make_answers(med=medicines))
    phone, form = phone_with(app, visit), address_of(visit)
    for number in (f"{200:08x}", "0002000", "00000c900", "+0000200", "٠٠٠٠٠٢٠٠", "000002_0"):
        phone.post(f"{form}/med/{number}", data={"med.name": f"more {number}"})
    phone.post(f"{form}/med/new", data={"med.name": "more", "entry": "0002000"})
    for place in range(300, 320):
        full = phone.post(f"{form}/med/{place:08x}", data={"med.name": f"more {place}"})
    assert "The list is full" in full.text
    assert "more 319" in full.text
    assert len(factories.saved_answers(visit)["med"]) == 200


def test_requirement_32_a_form_that_is_too_long_says_what_to_do_and_loses_nothing(
    app: Flask, full: store.Visit
) -> None:
    phone, form = phone_with(app, full), address_of(full)
    before = factories.saved_answers(full)
    typed = "Zyzzyva twitches"
    for address, word in (
        (f"{form}/med/00000009", {"med_dose": typed}),
        (f"{form}/med/new", {"med_name": typed}),
    ):
        reply = Tab.on(phone, address).post(**word)
        assert reply.status_code == 422, reply.status
        assert "too long to save by about" in reply.text
        assert typed in reply.text
        assert factories.saved_answers(full) == before
    assert Tab.on(phone, f"{form}/health").post(pmh_free="short").status_code == 303
    assert Tab.on(phone, f"{form}/med/new").post(med_name=typed).status_code == 303


def test_requirement_32_a_sign_can_be_ticked_in_a_form_that_is_full(
    app: Flask, full: store.Visit
) -> None:
    tab = Tab.on(phone_with(app, full), f"{address_of(full)}/safety")
    assert tab.post(safety_now=["fit", "breath"]).status_code == 303


class Held:
    """Makes documents on other threads, and none before it is let go."""

    def __init__(self) -> None:
        self.go, self.made = threading.Event(), 0
        self._pool = ThreadPoolExecutor(4)

    def begin(self, kind: str, work: making.Make) -> Future[bytes]:
        """Put the work in line."""
        return self._pool.submit(self._work, work)

    def _work(self, work: making.Make) -> bytes:
        self.go.wait(20)
        return work()

    def end(self) -> None:
        """Let all end."""
        self.go.set()
        self._pool.shutdown()


@pytest.fixture
def held(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    """Nothing is made until the test says so."""
    held = Held()
    app.extensions["makers"] = held

    def draw(kind: str, *_: object) -> bytes:
        held.made += 1
        return f"%PDF-{kind} {held.made}".encode()

    monkeypatch.setattr(reports, "draw", draw)
    monkeypatch.setattr(making, "PATIENCE", 0.01)
    monkeypatch.setattr(drawn, "PATIENCE", 0.01)
    yield held
    held.end()


@pytest.mark.parametrize("sent", [True, False])
def test_requirement_32_a_long_record_is_made_once_for_all_who_ask_and_found_by_each(
    app: Flask, visit: store.Visit, osei: FlaskClient, signed_in: Any, held: Held, sent: bool
) -> None:
    (factories.make_submission if sent else factories.make_draft)(visit)
    address = f"/clinic/visits/{visit.reference}/record-{visit.reference}.pdf"
    browsers = (osei, signed_in("osei@hilltop.example"))
    for browser in (*browsers, *browsers):
        asked = browser.get(address)
        assert asked.status_code == 202
        assert "The PDF is being made" in asked.text
        assert asked.headers["Refresh"] == "3"
        assert asked.headers["Cache-Control"] == "no-store"
        assert "<script" not in asked.text.split("</header>")[1]
    held.end()
    found = {browser.get(address).data for browser in browsers}
    assert len(found) == 1
    assert found.pop().startswith(b"%PDF-record")


def test_requirement_32_the_copy_is_found_by_the_patient_who_waits(
    app: Flask, visit: store.Visit, held: Held
) -> None:
    factories.make_draft(visit)
    phone, form = phone_with(app, visit), address_of(visit)
    assert phone.post(f"{form}/send").status_code == 303  # waits for no page
    asked = phone.get(f"{form}/copy.pdf")
    assert asked.status_code == 202
    assert "Your copy is being made" in asked.text
    assert "Ana" not in asked.text
    held.end()
    assert phone.get(f"{form}/copy.pdf").data.startswith(b"%PDF-copy")


def test_requirement_31_a_record_that_cannot_be_made_ends_the_waiting(
    app: Flask,
    visit: store.Visit,
    osei: FlaskClient,
    held: Held,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    factories.make_submission(visit)
    address = f"/clinic/visits/{visit.reference}/record-{visit.reference}.pdf"

    def fail(*_: object) -> bytes:
        raise reports.RenderError("Ana cannot be drawn")

    with monkeypatch.context() as patch:
        patch.setattr(reports, "draw", fail)
        assert osei.get(address).status_code == 202
        held.end()
        told = osei.get(address)
    assert told.status_code == 500
    assert "The PDF could not be made" in told.text
    app.extensions["makers"] = making.AtOnce()
    assert osei.get(address).data.startswith(b"%PDF-record")


def test_a_pdf_of_unsent_answers_goes_with_the_next_save(
    app: Flask, visit: store.Visit, held: Held
) -> None:
    """Also one that was being made meanwhile."""
    before = factories.make_draft(visit)
    with pytest.raises(making.BeingMadeError):
        documents.pdf_of(before, "record")
    factories.make_draft(visit, factories.make_answers(hpi_words="other words"))
    held.end()
    submission = documents.submission_of(before)
    assert submission
    digest = digest_of(documents.sources_of(before, submission), "A4")
    assert store.kept_document(before, "record", digest) is None
