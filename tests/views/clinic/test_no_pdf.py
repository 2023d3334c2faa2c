"""A render that fails: what was sent is safe, the doctor is told and can read on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import reports
from intake import store
from intake.services import documents
from intake.services.filling.submit import submit
from reports.errors import FaultyError, LimitError
from tests import factories

SECRET = "Ana Example cannot be drawn"


def fail_with(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """Let every PDF fail, with words that must go nowhere."""

    def fail(*_: object) -> bytes:
        raise error

    monkeypatch.setattr(reports, "draw", fail)


@pytest.fixture
def saved(visit: store.Visit, answers: dict[str, Any]) -> store.Visit:
    """Ana's visit with every answer saved and none sent."""
    factories.save_answers(visit, answers)
    again = store.clinic_visit(visit.clinic.id, visit.reference)
    assert again
    return again


@pytest.fixture
def sent(saved: store.Visit, monkeypatch: pytest.MonkeyPatch) -> store.Visit:
    """Ana's visit, sent while no PDF could be made."""
    fail_with(monkeypatch, reports.RenderError(SECRET))
    submit(saved)
    return saved


@pytest.mark.parametrize(
    "error",
    [reports.RenderError(SECRET), LimitError(SECRET), RuntimeError(SECRET), MemoryError(SECRET)],
    ids=lambda error: type(error).__name__,
)
def test_sending_never_fails_because_a_render_failed(
    saved: store.Visit,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    drawn_at_sending: None,
) -> None:
    fail_with(monkeypatch, error)
    with caplog.at_level(logging.DEBUG):
        submit(saved)
    stored = store.submission(saved)
    assert stored
    assert stored.content["answers"]["about.name"] == "Ana Example"
    assert f"page of {saved.reference}: {type(error).__name__}" in caplog.text
    assert "Ana Example" not in caplog.text


def test_the_patient_sees_that_it_was_sent(
    ready: FlaskClient, visit: store.Visit, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    fail_with(monkeypatch, reports.RenderError(SECRET))
    reply = ready.post(f"{form}/send", follow_redirects=True)
    assert reply.status_code == 200
    assert "Your form was sent" in reply.text
    assert store.submission(visit)
    copy = ready.get(f"{form}/copy.pdf")
    assert copy.status_code == 500
    assert "Your form was sent and is safe" in copy.text


@pytest.mark.parametrize("kind", ["intake", "record"])
def test_the_doctor_is_told_and_gets_the_record_as_web_page_and_text(
    osei: FlaskClient,
    sent: store.Visit,
    html: Callable[[TestResponse], Any],
    caplog: pytest.LogCaptureFixture,
    kind: str,
) -> None:
    path = f"/clinic/visits/{sent.reference}/{kind}-{sent.reference}.pdf"
    with caplog.at_level(logging.DEBUG):
        reply = osei.get(path)
    assert reply.status_code == 500
    page = html(reply)
    assert "The answers are safe" in page.text_content()
    assert "Ana Example" not in reply.text  # "Ana" alone can stand in a token
    assert "Ana Example" not in caplog.text
    assert f"of {sent.reference}: RenderError" in caplog.text
    links = page.xpath("//main//a/@href")
    assert path in links
    opened = [osei.get(link) for link in links if link != path]
    assert [one.status_code for one in opened] == [200] * 4
    for one in opened:
        assert "Penicillin: rash" in one.text
        assert "ciprofloxacin" in one.text


def test_the_record_as_text_and_as_web_page_hold_every_answer(
    osei: FlaskClient, sent: store.Visit, html: Callable[[TestResponse], Any]
) -> None:
    base = f"/clinic/visits/{sent.reference}/record-{sent.reference}"
    text, page = osei.get(f"{base}.txt"), osei.get(f"{base}.html")
    assert text.mimetype == "text/plain"
    assert page.headers["Content-Disposition"].endswith(f'intake-{sent.reference}-record.html"')
    assert "<style>" in page.text
    summary = documents.summary_of(sent)
    assert summary
    words = " ".join(page.text.split())
    for section in summary.record:
        for entry in section.entries:
            assert entry.question in text.text
            assert entry.answer in text.text
            assert entry.answer.replace("'", "&#39;").replace("<", "&lt;") in words


def test_what_was_typed_is_text_in_the_web_page_too(
    osei: FlaskClient, visit: store.Visit, answers: dict[str, Any]
) -> None:
    typed = "<script>alert(1)</script> \u202e</style>"
    factories.save_answers(visit, {**answers, "hpi.words": typed})
    base = f"/clinic/visits/{visit.reference}/record-{visit.reference}"
    assert "<script" not in osei.get(f"{base}.html").text
    assert "<script>alert(1)</script> </style>" in osei.get(f"{base}.txt").text


def test_the_next_click_makes_the_page_that_failed(
    osei: FlaskClient, sent: store.Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    reply = osei.get(f"/clinic/visits/{sent.reference}/intake-{sent.reference}.pdf")
    assert reply.data.startswith(b"%PDF-")


def test_a_page_that_is_never_right_leads_to_the_record_with_a_line_that_says_so(
    osei: FlaskClient, sent: store.Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(monkeypatch, FaultyError(SECRET))
    record = f"/clinic/visits/{sent.reference}"
    path = f"{record}/intake-{sent.reference}.pdf"
    assert osei.get(path).status_code == 303
    shown = osei.get(path, follow_redirects=True)
    assert shown.status_code == 200
    assert "could not be drawn without a fault" in shown.text
    assert "ciprofloxacin" in shown.text
    assert "could not be drawn" not in osei.get(record).text
