"""Ana's browser: posts pages as a browser would, and reads every page it gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake import store
from intake.questionnaires.model import Page, Question, Questionnaire
from tests import factories

Fill = Callable[..., TestResponse]


def posted(page: Page, answers: dict[str, Any]) -> dict[str, Any]:
    """What a browser posts for these answers of a page."""
    data: dict[str, Any] = {}
    for question in page.questions:
        if question.id in answers:
            data |= dict(_inputs(question, answers[question.id]))
    return data


def _inputs(question: Question, value: Any) -> Iterator[tuple[str, Any]]:
    if question.kind not in ("date", "partdate"):
        yield question.id, value if isinstance(value, list) else str(value)
    elif value == "unknown":
        yield f"{question.id}-unknown", "1"
    else:
        for part, text in zip(("year", "month", "day"), value.split("-"), strict=False):
            yield f"{question.id}-{part}", text


@pytest.fixture
def questionnaire(app: Flask) -> Questionnaire:
    """The form that patients get."""
    form: Questionnaire = app.extensions["questionnaires"]["muscle-twitching"]
    return form


@pytest.fixture
def fill(questionnaire: Questionnaire) -> Fill:
    """Post one page of the form: fill(client, "about", answers, at="/form/about")."""

    def _fill(
        client: FlaskClient, page_id: str, answers: dict[str, Any], at: str = "", **more: Any
    ) -> TestResponse:
        page = questionnaire.page(page_id)
        assert page is not None
        return client.post(at or f"/form/{page_id}", data={**posted(page, answers), **more})

    return _fill


@pytest.fixture
def link(visit: store.Visit) -> str:
    """The link to Ana's visit."""
    return f"/v/{store.link_token(visit)}"


@pytest.fixture
def ana(client: FlaskClient, link: str) -> FlaskClient:
    """Ana's browser: she has followed her link and pressed Start."""
    assert client.get(link).status_code == 303
    assert client.post("/form/open").status_code == 303
    return client


@pytest.fixture
def ready(ana: FlaskClient, visit: store.Visit, answers: dict[str, Any]) -> FlaskClient:
    """Ana's browser with the whole form filled in and not sent."""
    factories.make_draft(visit, answers, store.Identity())
    return ana


@pytest.fixture
def html() -> Callable[[TestResponse], Any]:
    """Parse a page, and refuse what a browser or a screen reader would stumble over."""

    def _html(response: TestResponse) -> Any:
        tree = lxml.html.fromstring(response.text)
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), "an id is used twice"
        [heading] = tree.xpath("//h1")
        words = heading.text_content().split("\n")[0].strip().split(" Page ")[-1]
        title = tree.findtext(".//title").removeprefix("Error: ")
        assert title.split(" – ")[0] in heading.text_content(), words
        for described in tree.xpath("//@aria-describedby"):
            assert set(described.split()) <= set(ids), f"nothing has the id of {described}"
        for field in tree.xpath("//input[not(@type='hidden')]|//textarea"):
            assert tree.xpath("//label[@for=$id]", id=field.get("id")), field.get("id")
        for fieldset in tree.xpath("//fieldset"):
            assert fieldset.findtext("legend").strip(), "a group without a legend"
        assert not tree.xpath("//@style|//style|//script[not(@src)]|//@onclick")
        return tree

    return _html
