"""A kept document stands under the digest of all that its summary is made of."""

from __future__ import annotations

import inspect
from dataclasses import fields, replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import store
from intake.extensions import db
from intake.services import document_digest
from intake.services.document_digest import digest_of
from intake.services.documents import Sources, pdf_of, sources_of, submission_of, summary_of
from intake.store.tables import ClinicRow
from intake.summarise import summarise
from tests import factories

# Worked out of the submission and of nothing else.
DERIVED = {"response", "drugs"}


@pytest.fixture
def sources(visit: store.Visit) -> Sources:
    sent = factories.make_submission(visit)
    submission = submission_of(sent)
    assert submission
    return sources_of(sent, submission)


def test_every_parameter_of_summarise_is_a_source() -> None:
    parameters = set(inspect.signature(summarise).parameters) - DERIVED
    assert parameters == {one.name for one in fields(Sources)}


@pytest.mark.parametrize("name", [one.name for one in fields(Sources)])
def test_every_source_shapes_the_digest(sources: Sources, name: str) -> None:
    before = digest_of(sources, "A4")
    now: Any = getattr(sources, name)
    others: dict[str, Any] = {
        "submission": lambda: replace(now, answers={**now.answers, "about.name": "Ben Example"}),
    }
    other = others.get(name, lambda: f"{now} and more")()
    assert digest_of(replace(sources, **{name: other}), "A4") != before
    assert digest_of(sources, "A4") == before
    assert digest_of(sources, "Letter") != before


def test_a_copy_tells_the_number_that_the_clinic_has_now(
    app: Flask, client: FlaskClient, visit: store.Visit
) -> None:
    """A kept copy printed 999 after the clinic's number had become 112."""
    answers = factories.make_answers(**{"safety_now": ["fit"], "safety_ack": "now"})
    sent = factories.make_submission(visit, answers)
    first = pdf_of(sent, "copy")
    with store.transaction():
        row = db.session.get(ClinicRow, visit.clinic.id)
        assert row
        row.emergency_number = "112"
    later = factories.fresh(sent)
    summary = summary_of(later)
    assert summary
    assert "Call 112 now" in summary.advice
    assert pdf_of(later, "copy") != first


@pytest.mark.parametrize("shaper", document_digest.SHAPERS)
def test_whatever_shapes_a_page_is_there(shaper: str) -> None:
    """A name that is left behind when its module moves would silently shape nothing."""
    assert (document_digest.ROOT / shaper).exists()


def test_the_codes_digest_is_taken_at_start_and_not_from_files_replaced_later(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = document_digest.shape()
    monkeypatch.setattr(document_digest, "SHAPERS", ("README.md",))
    assert document_digest.shape() == before
