"""Address and password: what is counted, what is told, what is kept, where it leads."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from unittest.mock import Mock

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from intake import store
from intake.app import create_app
from intake.config import Settings
from intake.extensions import db
from intake.services import accounts
from intake.services.accounts import limits
from intake.sign_in import passwords
from intake.store import attempts
from intake.views.account.sign_in import too_many
from tests import factories
from tests.factories import CLINIC, PASSWORD
from tests.service import Frozen, serving
from tests.signing_in import give_code, give_password

OSEI = "osei@hilltop.example"
WORDS = "The email address or password is not right"


def knock(browser: FlaskClient, email: str = OSEI, password: str = "wrong") -> TestResponse:
    return browser.post("/sign-in", data={"email": email, "password": password})


def test_requirement_17_of_sixty_wrong_passwords_five_are_answered(
    app: Flask, frozen: Frozen, monkeypatch: pytest.MonkeyPatch
) -> None:
    checking = Mock(return_value=False)
    monkeypatch.setattr(passwords, "is_right", checking)
    replies = [knock(app.test_client()) for _ in range(60)]
    assert [one.status_code for one in replies] == [422] * 5 + [429] * 55
    assert checking.call_count == 5
    assert "Wait 15 minutes and try again" in replies[-1].text
    assert WORDS not in replies[-1].text


def test_requirement_17_the_right_password_does_not_help_while_it_is_locked(
    client: FlaskClient, frozen: Frozen
) -> None:
    for _ in range(5):
        knock(client)
    assert knock(client, password=PASSWORD).status_code == 429
    frozen.move(minutes=15)
    give_password(client, OSEI)


def test_requirement_17_each_wait_is_longer_than_the_one_before(
    client: FlaskClient, frozen: Frozen
) -> None:
    answered = 0
    for _ in range(24 * 4):  # a day, a try every fifteen minutes
        answered += knock(client).status_code == 422
        frozen.move(minutes=15)
    assert answered == 20


def test_requirement_17_many_accounts_tried_from_one_address_are_counted_too(
    client: FlaskClient, frozen: Frozen
) -> None:
    statuses = [knock(client, f"person{n}@hilltop.example").status_code for n in range(60)]
    assert statuses.count(422) == 20
    assert knock(client, password=PASSWORD).status_code == 429


def test_requirement_17_a_household_of_ipv6_is_one_address() -> None:
    assert limits.network_of("2001:db8:1:2:3::1") == limits.network_of("2001:db8:1:2:4::9")
    assert limits.network_of("2001:db8:1:3::1") != limits.network_of("2001:db8:1:2::1")
    assert limits.network_of("192.0.2.7") == "192.0.2.7"


def test_requirement_17_a_clinic_whose_people_sign_in_in_the_morning_is_not_locked(
    app: Flask, frozen: Frozen
) -> None:
    for _ in range(30):
        give_password(app.test_client(), OSEI)


def test_requirement_17_what_was_counted_outlives_the_process(
    app: Flask, settings: Settings, frozen: Frozen
) -> None:
    for _ in range(5):
        knock(app.test_client())
    with serving(settings) as another:
        another.config["WTF_CSRF_ENABLED"] = False
        assert knock(another.test_client(), password=PASSWORD).status_code == 429


def test_requirement_17_without_its_counters_nobody_gets_in(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> int:
        raise OperationalError("", {}, Exception())

    checking = Mock(return_value=False)
    monkeypatch.setattr(attempts, "count", down)
    monkeypatch.setattr(passwords, "is_right", checking)
    assert knock(client, password=PASSWORD).status_code == 503
    checking.assert_not_called()
    assert client.get("/clinic").status_code == 302


def test_an_unknown_account_looks_like_a_wrong_password(app: Flask) -> None:
    replies = [knock(app.test_client(), email) for email in (OSEI, "nobody@hilltop.example")]
    token = re.compile(r'(name="csrf_token" value=)"[^"]*"')
    bodies = [token.sub(r"\1", one.text.replace("nobody@", "osei@")) for one in replies]
    assert bodies[0] == bodies[1]
    assert {one.status_code for one in replies} == {422}


def test_an_unknown_account_takes_as_long_as_a_wrong_password(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    passwords.pretend("the first makes its hash")
    hashing = Mock(wraps=passwords.HASHER)  # nearly all of the time goes there
    monkeypatch.setattr(passwords, "HASHER", hashing)
    work = []
    for email in (OSEI, "nobody@hilltop.example"):
        hashing.reset_mock()
        knock(app.test_client(), email)
        work.append(hashing.verify.call_count)
    assert work == [1, 1]


def test_whoever_is_deactivated_looks_like_a_wrong_password(app: Flask) -> None:
    accounts.people.set_active(store.user_id_of(OSEI) or 0, active=False)
    reply = knock(app.test_client(), password=PASSWORD)
    assert reply.status_code == 422
    assert WORDS in reply.text


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/sign-in", {"email": OSEI, "password": PASSWORD, "remember": "y"}),
        ("/sign-in?include_auth_token", {"email": OSEI, "password": PASSWORD}),
    ],
)
def test_signing_in_keeps_nothing_and_hands_out_no_token(
    client: FlaskClient, path: str, data: dict[str, str]
) -> None:
    reply = client.post(path, data=data)
    assert reply.status_code == 302
    [cookie] = reply.headers.getlist("Set-Cookie")
    assert cookie.startswith("sign-in=")
    assert "Expires" not in cookie and "Max-Age" not in cookie
    assert "token" not in reply.text


def test_there_is_no_other_door(client: FlaskClient) -> None:
    as_json = client.post("/sign-in", json={"email": OSEI, "password": PASSWORD})
    assert as_json.status_code == 415
    assert client.get_cookie("sign-in") is None
    for path in ("/verify", "/fs-static/js/webauthn.js", "/login", "/logout", "/sign-in.json"):
        assert client.get(path).status_code == 404, path


def test_requirement_12_an_address_has_one_account(app: Flask) -> None:
    with pytest.raises(accounts.AccountError, match="has an account already"):
        factories.make_clinician(CLINIC, OSEI, "Another")
    ids = [store.user_id_of(one) for one in (OSEI, OSEI.upper(), "lind@valley.example")]
    assert ids[0] == ids[1] != ids[2]


def test_requirement_11_nobody_has_an_account_that_was_not_made(
    settings: Settings, app: Flask
) -> None:
    emails = list(db.session.scalars(text('SELECT email FROM "user" ORDER BY id')))
    assert emails == [OSEI, "lind@valley.example"]


def test_requirement_23_over_https_the_cookie_is_bound_to_the_host(
    app: Flask, settings: Settings
) -> None:
    secure = create_app(replace(settings, base_url="https://intake.example"))
    secure.config["WTF_CSRF_ENABLED"] = False
    browser = secure.test_client()
    with secure.app_context():
        data = {"email": OSEI, "password": PASSWORD}
        reply = browser.post("/sign-in", data=data, base_url="https://intake.example")
        db.session.remove()
        db.engine.dispose()
    [cookie] = reply.headers.getlist("Set-Cookie")
    name, *parts = cookie.split("; ")
    assert name.startswith("__Host-sign-in=")
    assert set(parts) == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


def test_requirement_27_signing_out_clears_what_the_browser_kept(osei: FlaskClient) -> None:
    reply = osei.post("/sign-out")
    assert reply.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert reply.headers["Cache-Control"] == "no-store"
    assert "sign-in=;" in reply.headers["Set-Cookie"]


def test_requirement_27_every_page_of_an_account_is_kept_by_nobody(osei: FlaskClient) -> None:
    for path in ("/account", "/account/password", "/clinic/people", "/sign-in"):
        assert osei.get(path).headers["Cache-Control"] == "no-store"


def test_a_password_given_wrongly_and_then_rightly_begins_to_count_anew(
    client: FlaskClient, frozen: Frozen
) -> None:
    for _ in range(4):
        for _ in range(4):
            assert knock(client).status_code == 422
        give_password(client, OSEI)
        frozen.move(minutes=30)


def test_whoever_is_signed_in_needs_not_sign_in_again(client: FlaskClient) -> None:
    give_password(client, OSEI)
    give_code(client, OSEI)
    assert client.get("/sign-in?next=/account").location == "/account"
    assert client.get("/sign-in").location == "/clinic"


def test_the_wait_is_told_in_words() -> None:
    assert "Wait 1 minute and" in too_many(timedelta(seconds=20))
    assert "Wait 15 minutes and" in too_many(timedelta(minutes=15))
    assert "Wait 24 hours and" in too_many(timedelta(days=1))
