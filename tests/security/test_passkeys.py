"""Passkeys as the second factor: on localhost, where browsers allow them without HTTPS."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake.services.accounts import enrolment
from tests.authenticator import SecurityKey
from tests.security.test_second_factor import NEW, SECOND, newcomer, recovery_codes
from tests.signing_in import OSEI, half_in

__all__ = ["newcomer"]

ORIGIN = "http://localhost:8000"


@pytest.fixture
def at_localhost(app: Flask) -> SecurityKey:
    """A security key of somebody who opens the service at an address where passkeys work."""
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], base_url=ORIGIN)
    return SecurityKey(ORIGIN, "localhost")


def options_in(page: str) -> dict[str, Any]:
    found = re.search(r'data-options="([^"]+)"', page)
    assert found
    options: dict[str, Any] = json.loads(html.unescape(found.group(1)))
    return options


def add(browser: FlaskClient, key: SecurityKey) -> str:
    options = options_in(browser.get("/account/second-factor/passkey").text)
    data = {"answer": key.make(options), "label": "Blue key"}
    return browser.post("/account/second-factor/passkey", data=data).text


def test_a_passkey_is_set_up_as_the_only_second_factor_and_signs_in(
    app: Flask, newcomer: FlaskClient, at_localhost: SecurityKey
) -> None:
    assert len(recovery_codes(add(newcomer, at_localhost))) == 10
    assert newcomer.get("/clinic").status_code == 200
    assert "Blue key" in newcomer.get("/account/second-factor").text
    browser = half_in(app, NEW)
    options = options_in(browser.get(SECOND).text)
    answer = at_localhost.use(options)
    assert browser.post(SECOND, data={"answer": answer}).status_code == 302
    assert browser.get("/clinic").status_code == 200
    assert half_in(app, NEW).post(SECOND, data={"answer": answer}).status_code == 422  # no replay


def test_a_passkey_of_another_site_or_another_person_is_refused(
    app: Flask, newcomer: FlaskClient, at_localhost: SecurityKey
) -> None:
    add(newcomer, at_localhost)
    at_localhost.origin = "http://localhost.evil.example"
    browser = half_in(app, NEW)
    answer = at_localhost.use(options_in(browser.get(SECOND).text))
    reply = browser.post(SECOND, data={"answer": answer})
    assert reply.status_code == 422
    assert "The passkey could not be read" in reply.text
    at_localhost.origin = ORIGIN
    other = half_in(app, OSEI)
    answer = at_localhost.use(options_in(half_in(app, NEW).get(SECOND).text))
    assert other.post(SECOND, data={"answer": answer}).status_code == 422


@pytest.mark.parametrize("answer", ["x", "{}", "[]", '{"id": 1}', "null", '"' * 9999])
def test_what_is_no_answer_of_a_browser_is_refused(
    app: Flask, newcomer: FlaskClient, at_localhost: SecurityKey, answer: str
) -> None:
    newcomer.get("/account/second-factor/passkey")
    reply = newcomer.post("/account/second-factor/passkey", data={"answer": answer})
    assert reply.status_code == 422
    add(newcomer, at_localhost)
    browser = half_in(app, NEW)
    browser.get(SECOND)
    assert browser.post(SECOND, data={"answer": answer}).status_code == 422


def test_two_tabs_are_asked_the_same_and_the_first_answer_counts(
    app: Flask, newcomer: FlaskClient, at_localhost: SecurityKey
) -> None:
    add(newcomer, at_localhost)
    browser = half_in(app, NEW)
    first, second = (options_in(browser.get(SECOND).text) for _ in range(2))
    assert browser.post(SECOND, data={"answer": at_localhost.use(first)}).status_code == 302
    assert first["challenge"] == second["challenge"]


def test_the_last_second_factor_stays(newcomer: FlaskClient, at_localhost: SecurityKey) -> None:
    add(newcomer, at_localhost)
    data = {"passkey": at_localhost.id.hex()}
    refused = newcomer.post("/account/second-factor/passkey/remove", data=data)
    assert refused.status_code == 422
    assert "This is your last second factor" in refused.text
    enrolment.give_app(NEW)
    assert newcomer.post("/account/second-factor/passkey/remove", data=data).status_code == 303
    assert "Blue key" not in newcomer.get("/account/second-factor").text


def test_passkeys_are_offered_only_where_browsers_allow_them(osei: FlaskClient) -> None:
    assert "only where Intake is opened over HTTPS" in osei.get("/account/second-factor").text
    assert osei.get("/account/second-factor/passkey").status_code == 404
