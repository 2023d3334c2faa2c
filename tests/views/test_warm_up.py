"""What a service compiles before its first request, and what it keeps for its next start."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import DictLoader, Environment

from intake.drugs import read_line
from intake.drugs.reading import status_rules
from intake.serving.warm_up import warm_up
from intake.templating import Compiled


def test_then_no_request_compiles_a_template_and_no_medicine_a_rule(
    app: Flask, client: FlaskClient, osei: FlaskClient
) -> None:
    def never(*_: Any, **__: Any) -> NoReturn:
        raise AssertionError("compiled for a request")

    status_rules._compiled.cache_clear()
    warm_up(app)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", never)
        assert client.get("/").status_code == 200
        assert osei.get("/clinic").status_code == 200
        patch.setattr("re.compile", never)
        assert read_line("I stopped sertraline in May, my wife takes cipro").drugs


@pytest.mark.parametrize("kept", [True, False])
def test_templates_are_compiled_once_where_that_can_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    folder = tmp_path / "__pycache__"
    if not kept:
        folder.write_text("in the way")  # as a folder that only reads: also for the superuser
    compiled: list[object] = []
    real = Environment.compile

    def noted(*given: Any, **more: Any) -> Any:
        compiled.append(given)
        return real(*given, **more)

    monkeypatch.setattr(Environment, "compile", noted)
    for _ in range(2):
        pages = Environment(
            loader=DictLoader({"a.html": "{{ 1 + 1 }}"}),
            bytecode_cache=Compiled(tmp_path),
            autoescape=True,
        )
        assert pages.get_template("a.html").render() == "2"
    assert len(compiled) == (1 if kept else 2)
