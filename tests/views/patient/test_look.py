"""The look: the NHS frontend's HTML under a brand of its own, and everything escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from jinja2 import ChainableUndefined, Environment, PackageLoader, UndefinedError
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from intake.forms.build import PageForm
from intake.forms.said_dates import Occasion
from intake.questionnaires.model import Option, Page, Question

TEA, NOTHING = Option("tea", "Black tea with milk", "tea"), Option("none", "None", "", True)
ASKED = Question(
    "q", "text", "What?", "What", error="Say what", hint="A hint", max_length=9, required=True
)
LEGEND = {"fieldset": {"legend": {"text": "What?", "size": "s"}}}
LABEL = {"label": {"text": "What?", "size": "s"}, "id": "q"}
ITEMS = [
    {"value": "tea", "text": "Black tea with milk"},
    {"divider": "or"},
    {"value": "none", "text": "None"},
]


def skeleton(html: str) -> list[tuple[int, str, frozenset[str]]]:
    """Depth, tag and NHS classes of each element: what the style sheet sees."""
    return list(_walk(lxml.html.fragment_fromstring(html, create_parent="div"), 0))


def _walk(element: Any, depth: int) -> Iterator[tuple[int, str, frozenset[str]]]:
    for child in element:
        classes = frozenset(c for c in child.get("class", "").split() if c.startswith("nhsuk"))
        yield depth, child.tag, classes
        yield from _walk(child, depth + 1)


def theirs(component: str, macro: str, **params: Any) -> str:
    """What the NHS library itself renders."""
    environment = Environment(
        loader=PackageLoader("nhsuk_frontend_jinja"), undefined=ChainableUndefined, autoescape=True
    )
    module = environment.get_template(f"nhsuk/components/{component}/macro.jinja").module
    return str(getattr(module, macro)({"name": "q", **params}))


def ours(question: Question) -> str:
    """What we render for a question that was left out."""
    form = PageForm(Page("p", "Page", "page", (question,)), {}, Occasion(date(2026, 11, 22)))
    form.post(MultiDict())
    source = '{% from "macros/fields.html" import field %}{{ field(one) }}'
    return render_template_string(source, one=next(form.fields()))


@pytest.mark.parametrize(
    ("kind", "component", "macro", "params"),
    [
        ("text", "input", "input", LABEL),
        ("longtext", "character-count", "characterCount", {**LABEL, "maxlength": 9}),
        ("choice", "radios", "radios", {**LEGEND, "items": [ITEMS[0], ITEMS[2]]}),
        ("choices", "checkboxes", "checkboxes", {**LEGEND, "items": ITEMS}),
    ],
)
def test_fields_have_the_shape_of_the_nhs_librarys_own(
    app: Flask, kind: Any, component: str, macro: str, params: dict[str, Any]
) -> None:
    options = (TEA, NOTHING) if params.get("items") else ()
    said = {"hint": {"text": "A hint"}, "errorMessage": {"text": "Say what"}}
    with app.test_request_context():
        mine = ours(replace(ASKED, kind=kind, options=options))
    assert skeleton(mine) == skeleton(theirs(component, macro, **params, **said))


def test_parts_have_the_shape_of_the_nhs_librarys_own(app: Flask) -> None:
    def part(name: str, call: str) -> list[tuple[int, str, frozenset[str]]]:
        source = f'{{% from "macros/parts.html" import {name} %}}{call}'
        return skeleton(render_template_string(source))

    with app.test_request_context():
        assert part("error_summary", '{{ error_summary([("#q", "Say what")]) }}') == skeleton(
            theirs(
                "error-summary",
                "errorSummary",
                titleText="There is a problem",
                errorList=[{"text": "Say what", "href": "#q"}],
            )
        )
        assert part("button", '{{ button("Go") }}') == skeleton(
            theirs("button", "button", text="Go")
        )
        assert part(
            "care_card", '{% call care_card("emergency", "Now", "Call") %}<p>It</p>{% endcall %}'
        ) == skeleton(
            theirs(
                "card",
                "card",
                variant="emergency",
                heading="Call",
                descriptionHtml=Markup("<p>It</p>"),
            )
        )


def test_the_list_of_parts_has_the_shape_of_the_nhs_librarys_own(app: Flask) -> None:
    item = {"href": "/a", "heading": "About you", "hint": "1 answer left", "status": "Not finished"}
    theirs_ = skeleton(theirs("task-list", "taskList", items=[item]))
    source = """{% from "macros/parts.html" import task %}<ul class="nhsuk-task-list">
    {{ task("about", "/a", "About you", "Not finished", "begun", "1 answer left") }}</ul>"""
    with app.test_request_context():
        assert skeleton(render_template_string(source)) == theirs_


def test_what_is_typed_is_escaped_whatever_the_template_is_called(app: Flask) -> None:
    assert app.jinja_env.autoescape is True
    with app.test_request_context():
        assert render_template_string("{{ x }}", x="<b>") == "&lt;b&gt;"


def test_a_misspelt_name_is_an_error_and_not_a_gap(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(UndefinedError):
        render_template_string("{{ misspelt }}")


def test_no_page_wears_the_nhss_name_or_fetches_its_font(app: Flask, client: FlaskClient) -> None:
    page = client.get("/start/hilltop").text
    assert "Intake is not an NHS service" in page
    assert "nhs.uk" not in page
    assert app.static_folder
    for built in Path(app.static_folder, "built").glob("*s"):  # .css, .js
        text = built.read_text()
        assert "Frutiger" not in text
        assert "assets.nhs.uk" not in text
        assert "url(http" not in text


def test_the_look_is_fetched_once_and_named_by_its_content(client: FlaskClient) -> None:
    page = client.get("/").text
    [style] = re.findall(r'href="(/static/built/intake.css\?v=[0-9a-f]{12})"', page)
    with client.get(style) as reply:
        assert reply.cache_control.max_age == 365 * 24 * 60 * 60
        assert not reply.cache_control.no_store
