"""A form that is changed while patients fill it in loses no answer of theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import store
from tests.changed_form import next_version
from tests.factories import make_submission, saved_answers

NOTICE = "answers to questions that the form no longer asks: see the record."


@pytest.fixture
def changed(app: Flask, tmp_path: Path) -> None:
    """From here on the service has a later version of the form."""
    app.extensions["questionnaires"] = next_version(tmp_path / "forms")


def clinicians_text(osei: FlaskClient, visit: store.Visit, which: str) -> str:
    return osei.get(f"/clinic/visits/{visit.reference}/{which}-{visit.reference}.txt").text


@pytest.mark.usefixtures("changed")
def test_an_open_draft_keeps_what_is_no_longer_asked_until_it_is_read(
    ready: FlaskClient,
    visit: store.Visit,
    answers: dict[str, Any],
    fill: Any,
    osei: FlaskClient,
    form: str,
) -> None:
    """The draft was begun under the version before."""
    page = ready.get(f"{form}/health").text
    assert "How much do you drink" not in page
    assert "I often skip meals" in page  # her answer, though nobody else is offered it
    assert fill(ready, "health", answers).status_code == 303
    assert fill(ready, "med", answers["med"][0], at=f"{form}/med/00000001").status_code == 303
    assert saved_answers(visit) == answers

    assert ready.post(f"{form}/send").location == f"{form}/sent"

    assert f"\n5 {NOTICE}\n" in clinicians_text(osei, visit, "intake")
    record = clinicians_text(osei, visit, "record")
    heading = "NO LONGER ASKED: BACKGROUND, HABITS AND 3 MONTHS BEFORE ONSET"
    asked = "Fluids (How much do you drink on a normal day?): "
    assert f"\n{heading}\n{asked}" in record
    assert "fluids < 4 glasses a day" in record
    assert "Diet (How do you eat?): often skips meals" in record
    assert record.count("What is it for?): anxiety") == 1


def test_a_submission_is_read_with_the_form_it_was_filled_in_with(
    app: Flask, visit: store.Visit, answers: dict[str, Any], osei: FlaskClient, tmp_path: Path
) -> None:
    make_submission(visit, answers)
    before = [clinicians_text(osei, visit, which) for which in ("intake", "record")]

    app.extensions["questionnaires"] = next_version(tmp_path / "forms")

    assert [clinicians_text(osei, visit, which) for which in ("intake", "record")] == before
    assert NOTICE not in before[0]


def test_nobody_is_offered_an_option_that_is_gone(
    ana: FlaskClient, changed: None, fill: Any, answers: dict[str, Any], form: str
) -> None:
    assert "I often skip meals" not in ana.get(f"{form}/health").text
    assert fill(ana, "health", answers).status_code == 422
