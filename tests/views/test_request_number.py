"""Each request has a number of ours: in the answer, on error pages and in the log of JSON."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import store
from intake.watch.lines import LOG, JsonLines
from tests import canaries
from tests.views.conftest import BORN

NUMBER = re.compile(r"\d{4}-\d{4}-\d{4}")


class Kept(logging.Handler):
    """Keeps the lines as they are written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.text += f"{self.format(record)}\n"

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def log(app: Flask) -> Iterator[Kept]:
    kept = Kept()
    LOG.addHandler(kept)
    yield kept
    LOG.removeHandler(kept)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/healthz", 200), ("/nowhere", 404), ("/static/nowhere", 404), ("/clinic", 302)],
)
def test_every_answer_has_a_number_of_ours(client: FlaskClient, path: str, status: int) -> None:
    sent = {"X-Request-Id": "chosen by the client"}
    first, second = (client.get(path, headers=sent) for _ in range(2))
    numbers = first.headers.getlist("X-Request-Id") + second.headers.getlist("X-Request-Id")
    assert first.status_code == status
    assert len(set(numbers)) == 2
    assert all(NUMBER.fullmatch(one) for one in numbers)
    assert numbers[0] not in first.text  # dead links look alike to the byte


def test_a_crash_has_its_number_on_the_page_and_in_both_lines(
    osei: FlaskClient, log: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("Ana Example has a secret")

    monkeypatch.setattr(store, "listed", crash)
    reply = osei.get("/clinic")
    number = reply.headers["X-Request-Id"]
    assert f"say this number: {number}" in reply.text
    error, answered = log.lines
    assert error["request"] == answered["request"] == number
    assert (error["level"], answered["level"]) == ("error", "info")
    assert error["event"].startswith("unhandled RuntimeError at ")
    assert (answered["route"], answered["status"]) == ("/clinic", 500)
    assert not canaries.left_in(log.text)


def test_when_nothing_else_can_answer(
    app: Flask, client: FlaskClient, log: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise RuntimeError("Ana Example has a secret")

    monkeypatch.setattr(app.jinja_env, "get_template", crash)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    reply = client.get("/")
    number = reply.headers["X-Request-Id"]
    assert reply.status_code == 500
    assert number in reply.text
    assert [one["request"] for one in log.lines[-2:]] == [number, number]
    assert not canaries.left_in(log.text)


def test_a_line_tells_the_rule_and_nothing_that_was_typed_or_followed(
    client: FlaskClient, visit: store.Visit, form: str, log: Kept
) -> None:
    link = store.link_token(visit)
    client.get(f"/v/{link}")
    client.post(f"{form}/open", data=BORN)
    typed = {"about.name": "Zyzzyva Quagga-canary", "about.phone": "07700 900123"}
    client.post(f"{form}/about?name=Zyzzyva", data=typed)
    client.open("/nowhere/Zyzzyva", method="QUAGGA-CANARY")
    assert len(log.lines) >= 4
    for line in log.lines:
        assert set(line) <= {
            *("time", "level", "event", "request", "method", "route", "status", "ms", "clinic")
        }
        assert "<" in (line["route"] or "<")
    assert log.lines[-1]["method"] == "other"
    assert visit.clinic.id in {line["clinic"] for line in log.lines}
    for secret in (link, form.rpartition("/")[2], visit.reference, "QUAGGA"):
        assert secret not in log.text
    assert not canaries.left_in(log.text)


def test_what_says_nothing_writes_no_line(client: FlaskClient, log: Kept) -> None:
    client.get("/healthz")
    assert client.get("/static/built/app.css").status_code in (200, 404)
    assert not [line for line in log.lines if line["status"] < 400]
