"""Who is signed in: a new token at each step, an end to each session, what was typed kept."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from intake import store
from intake.extensions import db
from intake.services.accounts import people
from intake.views.browser_session import BACKGROUND
from tests import factories
from tests.conftest import SignIn
from tests.factories import PASSWORD
from tests.service import Frozen
from tests.signing_in import OSEI, give_code, give_password


def token_of(browser: FlaskClient) -> str:
    cookie = browser.get_cookie("sign-in")
    assert cookie
    return cookie.value


def with_token(app: Flask, token: str) -> FlaskClient:
    browser = app.test_client()
    browser.set_cookie("sign-in", token)
    return browser


def is_in(browser: FlaskClient) -> bool:
    return browser.get("/clinic").status_code == 200


def test_requirement_18_each_step_of_signing_in_gives_a_new_token(
    app: Flask, client: FlaskClient
) -> None:
    client.set_cookie("sign-in", "chosen-by-somebody-else")
    give_password(client, OSEI)
    first = token_of(client)
    give_code(client, OSEI)
    second = token_of(client)
    assert len({"chosen-by-somebody-else", first, second}) == 3
    assert is_in(client)
    assert not is_in(with_token(app, first))
    give_password(client, OSEI)
    assert not is_in(with_token(app, second))  # signed in anew: the session before is over


def test_requirement_18_the_database_holds_no_token(app: Flask, osei: FlaskClient) -> None:
    token = token_of(osei)
    assert len(token) >= 43
    kept = repr(db.session.execute(text("SELECT * FROM session")).all())
    assert token not in kept


def test_requirement_19_a_copied_cookie_is_dead_after_signing_out(
    app: Flask, osei: FlaskClient
) -> None:
    token = token_of(osei)
    osei.post("/sign-out")
    copied = with_token(app, token)
    reply = copied.get("/clinic")
    assert reply.status_code == 302
    assert reply.location.startswith("/sign-in")
    assert db.session.execute(text("SELECT COUNT(*) FROM session")).scalar() == 0


def test_requirement_20_a_session_ends_after_fifteen_minutes_without_use(
    osei: FlaskClient, frozen: Frozen, signed_in: SignIn
) -> None:
    browser = signed_in(OSEI)
    for _ in range(4):
        frozen.move(minutes=14)
        assert is_in(browser)
    frozen.move(minutes=15)
    assert not is_in(browser)


def test_requirement_20_a_session_ends_after_eight_hours_however_busy(
    frozen: Frozen, signed_in: SignIn
) -> None:
    browser = signed_in(OSEI)
    for _ in range(47):
        frozen.move(minutes=10)
        assert is_in(browser)
    frozen.move(minutes=10)
    assert not is_in(browser)


@pytest.mark.parametrize("header", [{"Sec-Fetch-Dest": "empty"}, {BACKGROUND: "1"}])
def test_requirement_20_what_a_script_asks_for_by_itself_does_not_extend_it(
    frozen: Frozen, signed_in: SignIn, header: dict[str, str]
) -> None:
    browser = signed_in(OSEI)
    for _ in range(14):
        frozen.move(minutes=1)
        assert browser.get("/clinic", headers=header).status_code == 200
    frozen.move(minutes=1)
    assert not is_in(browser)


def test_requirement_21_whoever_is_deactivated_is_out_at_once(
    osei: FlaskClient, signed_in: SignIn
) -> None:
    other = signed_in(OSEI)
    assert is_in(osei) and is_in(other)
    user_id = store.user_id_of(OSEI) or 0
    people.set_active(user_id, active=False)
    assert not is_in(osei) and not is_in(other)
    people.set_active(user_id, active=True)
    assert not is_in(osei)


def test_requirement_21_whoever_leaves_a_clinic_is_out_at_once(
    signed_in: SignIn, app: Flask, visit: store.Visit
) -> None:
    factories.make_clinician(factories.CLINIC, "lund@hilltop.example", "Dr Lund", "doctor")
    lund = signed_in("lund@hilltop.example")
    people.remove("hilltop", store.user_id_of("lund@hilltop.example") or 0)
    assert not is_in(lund)
    again = signed_in("lund@hilltop.example")
    assert "belongs to no clinic" in again.get("/clinic").text
    assert again.get(f"/clinic/visits/{visit.reference}").status_code == 404


def test_requirement_22_people_see_their_browsers_and_end_them(
    osei: FlaskClient, signed_in: SignIn, lind: FlaskClient
) -> None:
    phone, tablet = signed_in(OSEI), signed_in(OSEI)
    page = osei.get("/account").text
    names = re.findall(r'name="session" value="(\w+)"', page)
    assert len(names) == 2
    assert token_of(phone) not in page and token_of(tablet) not in page
    lind.post("/account/sessions/end", data={"session": names[0]})
    assert is_in(phone) and is_in(tablet)
    osei.post("/account/sessions/end", data={"session": names[0]})
    assert [is_in(phone), is_in(tablet)].count(True) == 1
    osei.post("/account/sessions/end", data={})
    assert not is_in(phone) and not is_in(tablet)
    assert is_in(osei)
    assert is_in(lind)


def test_requirement_22_a_browser_is_told_by_its_name(app: Flask) -> None:
    firefox = "Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0"
    browser = app.test_client()
    data = {"email": OSEI, "password": PASSWORD}
    browser.post("/sign-in", data=data, headers={"User-Agent": firefox})
    give_code(browser, OSEI)
    assert "Firefox on Windows" in browser.get("/account").text


def test_a_new_password_signs_out_every_other_browser(osei: FlaskClient, signed_in: SignIn) -> None:
    other = signed_in(OSEI)
    new = "a different plain password"
    data = {"present": "not the present one", "new": new, "again": new}
    refused = osei.post("/account/password", data=data)
    assert refused.status_code == 422
    assert "That is not your present password" in refused.text
    assert is_in(other)
    assert osei.post("/account/password", data={**data, "present": PASSWORD}).status_code == 303
    assert is_in(osei)
    assert not is_in(other)
    give_password(other, OSEI, new)


def test_the_change_of_a_session_by_two_clicks_at_once_is_no_error(
    app: Flask, client: FlaskClient
) -> None:
    give_password(client, OSEI)
    twin = with_token(app, token_of(client))
    give_code(client, OSEI)
    reply = twin.post("/sign-in/second-factor", data={"code": "123456"})
    assert reply.status_code == 302
