"""`flask pages make`: pages that are missing are made, those that are there are left alone."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

import reports
from intake import store
from intake.services import documents
from tests import canaries, factories
from tests.factories import CLINIC


@pytest.fixture
def sent(app: Flask, answers: dict[str, Any]) -> list[store.Visit]:
    """Three visits that were sent while no page was drawn, and one that was not sent."""
    visits = [factories.make_visit(CLINIC) for _ in range(4)]
    for visit in visits[:3]:
        factories.make_submission(visit, answers)
    return [factories.fresh(visit) for visit in visits[:3]]


def make(app: Flask) -> tuple[int, str]:
    run = app.test_cli_runner().invoke(args=["pages", "make"])
    assert not canaries.left_in(run.output)
    return run.exit_code, run.output


def test_it_goes_on_where_it_failed_and_says_how_many(
    app: Flask, sent: list[store.Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def draw(kind: str, *_: object) -> bytes:
        drawn.append(kind)
        if len(drawn) == 2:
            raise reports.RenderError("Ana Example cannot be drawn")
        return b"%PDF-"

    monkeypatch.setattr(reports, "draw", draw)
    code, output = make(app)
    assert code == 1
    assert output.endswith("pages: 2 made, 0 were there, 1 failed.\n")
    left = [one for one in sent if not documents.is_page_kept(one)]
    assert [f"{one.reference}: not drawn" in output for one in left] == [True]
    assert make(app) == (0, "pages: 1 made, 2 were there, 0 failed.\n")
    assert all(documents.is_page_kept(one) for one in sent)
    assert make(app) == (0, "pages: 0 made, 3 were there, 0 failed.\n")
    assert drawn == ["page"] * 4


def test_a_page_that_something_changed_is_made_again(
    app: Flask, sent: list[store.Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "draw", lambda *_: b"%PDF-")
    make(app)
    with store.transaction():
        store.drop_documents(store.lock_visit(sent[0]))
    assert make(app) == (0, "pages: 1 made, 2 were there, 0 failed.\n")


def test_a_lost_database_is_one_line_and_nothing_is_lost(
    app: Flask, sent: list[store.Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise store.UnavailableError[0]("", None, Exception())

    monkeypatch.setattr(reports, "draw", fail)
    code, output = make(app)
    assert code
    assert "the database does not answer" in output
    assert "Run this again to go on" in output
