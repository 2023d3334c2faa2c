"""A kept document stands under the digest of all that its summary is made of."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import store
from intake.extensions import db
from intake.services.documents import Sources, digest, pdf_of, sources_of, submission_of, summary_of
from intake.services.documents.digest import digest_of
from intake.services.filling import amending
from intake.services.filling.submit import submit
from intake.store.tables import ClinicRow, DocumentRow
from intake.submission import Submission
from intake.summarise import summarise
from tests import factories

# Worked out of the submission and of nothing else.
DERIVED = {"response", "drugs"}
OF_THE_RESPONSE = {"worded_in"}  # what it is worked out by, besides the submission


@pytest.fixture
def sources(visit: store.Visit) -> Sources:
    sent = factories.make_submission(visit)
    submission = submission_of(sent)
    assert submission
    return sources_of(sent, submission)


def test_every_parameter_of_summarise_is_a_source() -> None:
    parameters = set(inspect.signature(summarise).parameters) - DERIVED
    assert parameters | OF_THE_RESPONSE == {one.name for one in fields(Sources)}


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
    answers = factories.make_answers(**{"safety_now": ["fit"], "safety_ack_fit": "now"})
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


@pytest.mark.parametrize("shaper", digest.SHAPERS)
def test_whatever_shapes_a_page_is_there(shaper: str) -> None:
    """A name that is left behind when its module moves would silently shape nothing."""
    assert (digest.ROOT / shaper).exists()


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A page's one template, in a tree of its own."""
    template = tmp_path / "page.html"
    template.write_text("before", encoding="utf-8")
    monkeypatch.setattr(digest, "ROOT", tmp_path)
    monkeypatch.setattr(digest, "SHAPERS", ("page.html",))
    digest._at_start.cache_clear()
    digest.shape()  # as the service does at its start
    yield template
    digest._at_start.cache_clear()


def test_the_codes_digest_is_taken_at_start_and_not_from_files_replaced_later(tree: Path) -> None:
    before = digest.shape()
    tree.write_text("after", encoding="utf-8")
    assert digest.shape() == before


def test_what_is_made_of_files_replaced_under_the_service_is_not_kept(
    tree: Path, visit: store.Visit
) -> None:
    """Templates are read at the first page, perhaps long after the start."""
    sent = factories.make_submission(visit)
    assert pdf_of(sent, "page") == pdf_of(sent, "page")
    tree.write_text("replaced", encoding="utf-8")
    assert not digest.is_current()
    assert pdf_of(sent, "copy")
    current = digest_of(sources_of(sent, the(submission_of(sent))), "A4")
    assert store.kept_document(sent, "page", current)
    assert store.kept_document(sent, "copy", current) is None


def the(submission: Submission | None) -> Submission:
    assert submission
    return submission


@pytest.mark.parametrize("changed", [True, False])
def test_a_version_leaves_no_pdf_of_the_one_before(visit: store.Visit, changed: bool) -> None:
    sent = factories.make_submission(visit)
    pdf_of(sent, "page")
    pdf_of(sent, "copy")
    assert _kept(sent) == ["copy", "page"]
    amending.begin_changes(factories.fresh(sent))
    assert _kept(sent) == ["copy", "page"], "before anything is sent, they are what was sent"
    if changed:
        factories.save_answers(factories.fresh(sent), factories.make_answers(sx_stiff="yes"))
    submit(factories.fresh(sent))
    assert _kept(sent) == ([] if changed else ["copy", "page"])


def _kept(visit: store.Visit) -> list[str]:
    rows = db.session.query(DocumentRow).filter_by(visit_id=visit.id)
    return sorted(row.kind for row in rows)
