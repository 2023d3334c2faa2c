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
BORN = {"born-day": "17", "born-month": "5", "born-year": "1990"}


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
def form(visit: store.Visit) -> str:
    """Where Ana's form is: its pages' addresses begin with this."""
    return f"/form/{store.handle_of(visit)}"


def hidden(reply: TestResponse) -> dict[str, str]:
    """What a page carries unseen and a browser posts with it."""
    if reply.status_code != 200:
        return {}
    found = lxml.html.fromstring(reply.text).xpath("//form//input[@type='hidden']")
    return {one.get("name"): one.get("value") for one in found if one.get("name") != "csrf_token"}


@pytest.fixture
def fill(questionnaire: Questionnaire, form: str) -> Fill:
    """Open one page of the form and post it: fill(client, "about", answers, at=f"{form}/about")."""

    def _fill(
        client: FlaskClient, page_id: str, answers: dict[str, Any], at: str = "", **more: Any
    ) -> TestResponse:
        page = questionnaire.page(page_id)
        assert page is not None
        where = at or f"{form}/{page_id}"
        unseen = hidden(client.get(where))
        return client.post(where, data={**unseen, **posted(page, answers), **more})

    return _fill


@pytest.fixture
def link(visit: store.Visit) -> str:
    """The link to Ana's visit."""
    return f"/v/{store.link_token(visit)}"


@pytest.fixture
def ana(client: FlaskClient, link: str, form: str) -> FlaskClient:
    """Ana's browser: she has followed her link, given her date of birth and pressed Start."""
    assert client.get(link).status_code == 303
    assert client.post(f"{form}/open", data=BORN).status_code == 303
    return client


@pytest.fixture
def ready(ana: FlaskClient, visit: store.Visit, answers: dict[str, Any]) -> FlaskClient:
    """Ana's browser with the whole form filled in and not sent."""
    factories.make_draft(visit, answers)
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
