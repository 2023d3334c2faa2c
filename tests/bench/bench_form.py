"""A page of the form by this service, and the same page by nhsuk-frontend-jinja's components.

Both are whole requests to a service, which differ in the template of the fields alone;
processor time, medians of interleaved requests.
"""

from __future__ import annotations

import logging
import statistics
import sys
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import lxml.html
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BaseLoader, ChainableUndefined, ChoiceLoader, DictLoader, PackageLoader

from intake.app import create_app
from intake.forms.fields import AnswerField
from tests import factories
from tests.bench.measure import cpu
from tests.databases import make_cast
from tests.phones import form_of, open_on
from tests.service import Browser, settings_of

REQUESTS, FIRST = 200, 10
PAGES = ("twitching", "health", "impact")
FIELDS = "macros/fields.html"


def main() -> None:
    """Print the milliseconds of each page by both, and their ratio."""
    logging.disable(logging.CRITICAL)  # a line for each request
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_of(f"sqlite:///{Path(folder) / 'intake.sqlite'}")
        make_cast(settings)
        apps = create_app(settings), _with_components(create_app(settings))
        for app in apps:
            app.test_client_class = Browser
            app.config["WTF_CSRF_ENABLED"] = False
        with apps[0].app_context():
            visit = factories.make_draft(factories.make_visit())
            phones = [open_on(app.test_client(), visit) for app in apps]
            for page in PAGES:
                _print(page, phones, f"{form_of(visit)}/{page}")


def _with_components(app: Flask) -> Flask:
    own = files("tests.bench.rivals").joinpath("nhsuk_fields.html").read_text("utf-8")
    loaders: list[BaseLoader] = [DictLoader({FIELDS: own}), PackageLoader("nhsuk_frontend_jinja")]
    app.jinja_loader = ChoiceLoader([*loaders, app.jinja_loader or DictLoader({})])
    app.jinja_env.undefined = ChainableUndefined  # as its README asks
    app.jinja_env.globals["component_of"] = component_of
    return app


def component_of(field: AnswerField) -> tuple[str, dict[str, Any]]:
    """The component for a question, and what it is called with."""
    question = field.question
    named = {"name": field.name, "id": field.name, "idPrefix": field.name}
    given: dict[str, Any] = {**named, "value": field.typed}
    if question.hint:
        given["hint"] = {"text": question.hint}
    title = {"text": question.patient, "size": "s"}
    if question.kind == "scale":
        items = [{"value": str(one), "text": str(one)} for one in range(11)]
        return "radios", {**given, "items": items, "inline": True, "fieldset": {"legend": title}}
    if question.options:
        items = [
            {"value": one.id, "text": one.patient, "checked": field.chosen(one)}  # type: ignore[attr-defined]
            for one in question.options
        ]
        kind = "checkboxes" if question.kind == "choices" else "radios"
        return kind, {**given, "items": items, "fieldset": {"legend": title}}
    long = question.kind == "longtext" or question.max_length >= 400
    more = {"maxlength": question.max_length} if long else {}
    return "longtext" if long else "input", {**given, **more, "label": title}


def _print(page: str, phones: list[FlaskClient], address: str) -> None:
    inputs = [_inputs(phone, address) for phone in phones]
    if inputs[0] - {one for one in inputs[0] if one.endswith("-unknown")} != inputs[1]:
        sys.exit(f"{page}: not the same inputs: {sorted(inputs[0] ^ inputs[1])}")
    taken: list[list[float]] = [[], []]
    for _request in range(FIRST + REQUESTS):
        for phone, times in zip(phones, taken, strict=True):
            start = cpu()
            phone.get(address)
            times.append(cpu() - start)
    ours, theirs = (statistics.median(times[FIRST:]) * 1e3 for times in taken)
    sys.stdout.write(
        f"form page {page}: {ours:.1f} ms, by nhsuk-frontend-jinja {theirs:.1f} ms,"
        f" ratio {ours / theirs:.2f}\n"
    )


def _inputs(phone: FlaskClient, address: str) -> set[str]:
    form = lxml.html.fromstring(phone.get(address).text).get_element_by_id("answers")
    return {one.name for one in form.inputs if one.name}


if __name__ == "__main__":
    main()
