"""The second factor: no door without it, codes that work once, passkeys, recovery codes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import clock, store
from intake.config import DEMO_EMAIL
from intake.services import accounts
from intake.sign_in import codes
from intake.views import access
from tests import factories
from tests.conftest import SignIn
from tests.factories import CLINIC, PASSWORD
from tests.service import Frozen
from tests.signing_in import OSEI, give_code, give_password, half_in
from tests.views.test_every_route import path_of, rules

NEW = "new@hilltop.example"
SECOND = "/sign-in/second-factor"


def secret_of(email: str) -> str:
    with store.transaction():
        app = store.factors.app_of(store.user_id_of(email) or 0)
    assert app
    return app[0]


def give(browser: FlaskClient, code: str) -> bool:
    return browser.post(SECOND, data={"code": code}).status_code == 302


def code_of(moment_offset: int) -> str:
    return codes.code_at(secret_of(OSEI), codes.step_at(clock.now()) + moment_offset)


@pytest.fixture
def newcomer(app: Flask) -> FlaskClient:
    """The browser of a doctor who has given the password for the first time."""
    accounts.add_clinician(CLINIC.id, NEW, "Dr New", PASSWORD)
    return half_in(app, NEW)


@pytest.mark.parametrize("who", ["enrolled", "new"])
def test_requirement_14_the_password_alone_opens_nothing(
    app: Flask, who: str, visit: store.Visit, request: pytest.FixtureRequest
) -> None:
    browser = half_in(app) if who == "enrolled" else request.getfixturevalue("newcomer")
    leads = SECOND if who == "enrolled" else "/account/second-factor"
    swept = 0
    for rule in rules(app):
        declared = access.rule_of(app, rule.endpoint)
        if rule.endpoint == "sign_in.sign_out":
            continue
        for method in (rule.methods or set()) & {"GET", "POST"}:
            reply = browser.open(path_of(app, rule), method=method)
            if declared not in ("anyone", "patient", "password given"):
                assert reply.status_code == 302, (rule.rule, method)
                assert reply.location.startswith(leads), (rule.rule, method)
                swept += 1
    assert swept > 25


def test_requirement_14_whoever_has_a_second_factor_cannot_set_up_another_without_it(
    app: Flask,
) -> None:
    browser = half_in(app)
    for path in ("", "/app", "/codes", "/passkey/remove"):
        for method in ("GET", "POST"):
            reply = browser.open(f"/account/second-factor{path}", method=method)
            assert reply.status_code in (302, 405), (path, method)
    assert browser.get("/account/confirm").location == SECOND


def test_requirement_14_the_first_sign_in_leads_through_setting_one_up(
    app: Flask, newcomer: FlaskClient
) -> None:
    assert newcomer.get("/clinic").location == "/account/second-factor"
    assert "Set up an app" in newcomer.get("/account/second-factor").text
    secret = offered(newcomer)
    wrong = newcomer.post("/account/second-factor/app", data={"code": "000000"})
    assert wrong.status_code == 422
    assert offered(newcomer) == secret  # the picture that was scanned still counts
    assert newcomer.get("/clinic").status_code == 302
    before = newcomer.get_cookie("sign-in")
    code = codes.code_at(secret, codes.step_at(clock.now()))
    page = newcomer.post("/account/second-factor/app", data={"code": code})
    assert len(recovery_codes(page.text)) == 10
    assert newcomer.get("/clinic").status_code == 200
    after = newcomer.get_cookie("sign-in")
    assert before and after and before.value != after.value
    again = half_in(app, NEW)
    assert not give(again, code)  # what proved the app is used
    give_code(again, NEW)


def offered(browser: FlaskClient) -> str:
    """The secret that the page shows to an app."""
    page = browser.get("/account/second-factor/app").text
    found = re.search(r'id="secret">([A-Z2-7 ]+)<', page)
    assert found
    return found.group(1).replace(" ", "")


def recovery_codes(page: str) -> list[str]:
    return re.findall(r"<li>([2-9A-Z]{5}-[2-9A-Z]{5})</li>", page)


def test_requirement_14_resetting_the_password_skips_no_second_factor(
    app: Flask, client: FlaskClient
) -> None:
    said = app.test_cli_runner().invoke(args=["clinician", "reset-password", OSEI]).output
    link = said.split()[-1].removeprefix("http://intake.test")
    client.get(link)
    new = "a different plain password"
    assert client.post("/account-link", data={"new": new, "again": new}).status_code == 303
    assert client.get("/clinic").location.startswith("/sign-in")
    give_password(client, OSEI, new)
    assert client.get("/clinic").location.startswith(SECOND)


def test_requirement_14_the_front_desk_is_offered_one_and_a_doctor_to_be_needs_one(
    app: Flask,
) -> None:
    accounts.add_clinician(CLINIC.id, NEW, "Desk", PASSWORD, ["front-desk"])
    desk = half_in(app, NEW)
    assert desk.get("/clinic").status_code == 200
    assert "Set up an app" in desk.get("/account/second-factor").text
    accounts.people.change_roles(CLINIC.id, store.user_id_of(NEW) or 0, ["doctor"])
    assert desk.get("/clinic").location == "/account/second-factor"


def test_requirement_15_a_code_works_once(app: Flask, frozen: Frozen) -> None:
    code = code_of(0)
    assert give(half_in(app), code)
    assert not give(half_in(app), code)
    assert not give(half_in(app), code_of(-1))  # nor an earlier one after it
    frozen.move(seconds=30)
    assert give(half_in(app), code_of(0))


@pytest.mark.parametrize("step", [-2, -1, 0, 1, 2])
def test_requirement_15_a_code_works_for_a_clock_thirty_seconds_off(
    app: Flask, frozen: Frozen, step: int
) -> None:
    assert give(half_in(app), code_of(step)) is (-1 <= step <= 1)


@pytest.mark.parametrize("code", ["", " ", "000000", "12345", "1234567", "٣٣٣٣٣٣", "x" * 41, "'"])
def test_requirement_15_what_is_no_code_is_refused(app: Flask, frozen: Frozen, code: str) -> None:
    reply = half_in(app).post(SECOND, data={"code": code})
    assert reply.status_code == 422
    assert "code" in reply.text


def test_requirement_17_codes_are_counted_over_sessions_and_lock_the_account(
    app: Flask, frozen: Frozen
) -> None:
    statuses = [half_in(app).post(SECOND, data={"code": "000000"}).status_code for _ in range(20)]
    assert statuses == [422] * 5 + [429] * 15
    assert not give(half_in(app), code_of(0))
    frozen.move(minutes=15)
    assert give(half_in(app), code_of(0))


def test_a_recovery_code_works_once_however_it_is_typed(
    app: Flask, osei: FlaskClient, frozen: Frozen
) -> None:
    made = recovery_codes(osei.post("/account/second-factor/codes").text)
    assert len(set(made)) == 10
    lower = made[0].lower().replace("-", " ")
    assert give(half_in(app), lower)
    assert not give(half_in(app), made[0])
    assert give(half_in(app), made[1])
    assert "8 of your recovery codes are left" in osei.get("/account/second-factor").text
    again = recovery_codes(osei.post("/account/second-factor/codes").text)
    assert not give(half_in(app), made[2])
    assert give(half_in(app), again[0])


def test_another_persons_recovery_code_opens_nothing(
    app: Flask, osei: FlaskClient, frozen: Frozen
) -> None:
    made = recovery_codes(osei.post("/account/second-factor/codes").text)
    assert not give(half_in(app, "lind@valley.example"), made[0])
    assert give(half_in(app), made[0])


def test_the_database_holds_neither_secret_nor_recovery_code(
    app: Flask, osei: FlaskClient, database: Any
) -> None:
    made = recovery_codes(osei.post("/account/second-factor/codes").text)
    written = database.written()
    for one in (secret_of(OSEI), *made):
        assert one.encode() not in written


def test_a_second_factor_is_changed_only_with_the_password_given_just_now(
    signed_in: SignIn, frozen: Frozen
) -> None:
    browser = signed_in(OSEI)
    assert browser.get("/account/second-factor/app").status_code == 200
    frozen.move(minutes=11)
    for path in ("", "/app", "/codes"):
        method = "POST" if path == "/codes" else "GET"
        reply = browser.open(f"/account/second-factor{path}", method=method)
        assert reply.location == "/account/confirm"
    assert browser.post("/account/confirm", data={"present": "wrong"}).status_code == 422
    assert browser.post("/account/confirm", data={"present": PASSWORD}).status_code == 303
    assert browser.get("/account/second-factor/app").status_code == 200


def test_the_command_forgets_every_second_factor_and_signs_out(
    app: Flask, osei: FlaskClient
) -> None:
    run = app.test_cli_runner().invoke(args=["clinician", "reset-second-factor", OSEI])
    assert "sets up a second factor at the next sign-in" in run.output
    assert osei.get("/clinic").location.startswith("/sign-in")
    assert half_in(app).get("/clinic").location == "/account/second-factor"


def test_in_the_demo_a_command_prints_the_code_that_works_next(app: Flask, frozen: Frozen) -> None:
    demo = replace(app.config["SETTINGS"], demo_password="a password of the demo")
    factories.make_clinician(CLINIC, DEMO_EMAIL, "Dr Osei of the demo")
    run = app.test_cli_runner().invoke
    assert "real clinic's settings" in run(args=["demo", "code"]).output
    app.config["SETTINGS"] = demo
    given = set()
    for _ in range(2):  # the present code, then the one that follows
        code = run(args=["demo", "code"]).stdout.strip()
        given.add(code)
        assert give(half_in(app, DEMO_EMAIL), code)
    assert len(given) == 2
    third = run(args=["demo", "code"])
    assert "Enter this one in 30 seconds" in third.stderr
    assert not give(half_in(app, DEMO_EMAIL), third.stdout.strip())
    frozen.move(seconds=30)
    assert give(half_in(app, DEMO_EMAIL), third.stdout.strip())
