"""Coming back after days, on another device: code, cookie, and the page that cannot open."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from intake import store
from intake.extensions import db
from intake.services.clinic import visits
from intake.services.filling import opening
from tests import factories
from tests.phones import BORN, SAFE, Tab, form_of, phone_with
from tests.service import Frozen

AT = "/come-back"


def type_code(phone: FlaskClient, code: str, **born: str) -> Any:
    return phone.post(AT, data={"code": code, **BORN, **born})


def test_a_code_leads_back_on_another_device_after_days(
    app: Flask, visit: store.Visit, frozen: Frozen, html: Any
) -> None:
    form, phone = form_of(visit), phone_with(app, factories.make_draft(visit))
    shown = html(phone.get(f"{form}/link")).xpath("//*[@class='app-code']/text()")
    [code] = [one.strip() for one in shown]
    assert set(code) <= set("23456789ABCDEFGHJKLMNPQRSTUVWXYZ-")
    frozen.move(days=12)
    for typed in (code, code.lower(), code.replace("-", " "), f" {code.replace('-', '')} "):
        other = app.test_client()
        assert type_code(other, typed).location == f"{form}/check"
        assert other.get(f"{form}/check").status_code == 200


@pytest.mark.parametrize("hyphen", ["\u2011", "–", "−", "\u2007", "\u00a0", "\u3000", "\u200b", ""])
def test_a_code_works_with_full_width_letters_and_what_looks_like_its_hyphen(
    app: Flask, visit: store.Visit, hyphen: str
) -> None:
    code = opening.code_of(factories.make_draft(visit))
    wide = "".join(chr(ord(one) + 0xFEE0) if one.isalnum() else hyphen for one in code)
    assert type_code(app.test_client(), wide).status_code == 303


def test_a_start_at_the_open_door_shows_its_code_on_the_next_page(
    client: FlaskClient, html: Any
) -> None:
    onward = Tab.on(client, "/start/hilltop").post(**SAFE).location
    assert html(client.get(onward)).xpath("//*[@class='app-code']")


def test_a_code_is_no_reference_and_stands_nowhere(visit: store.Visit) -> None:
    code = opening.code_of(visit)
    assert code not in (visit.reference, store.link_token(visit)[: len(code)].upper())
    [row] = db.session.execute(text("SELECT * FROM typed_code")).all()
    assert not any(code.encode() in one for one in row if isinstance(one, bytes))


def test_whatever_is_wrong_looks_alike(app: Flask, visit: store.Visit) -> None:
    code = opening.code_of(factories.make_draft(visit))
    replies = [
        type_code(app.test_client(), "ABCD-2345"),
        type_code(app.test_client(), code, **{"born-day": "18"}),
        type_code(app.test_client(), visit.reference),
    ]
    assert [one.status_code for one in replies] == [422] * 3
    for one in replies:
        assert "We cannot find a form with this code and date of birth" in one.text
        assert visit.clinic.name not in one.text


@pytest.mark.parametrize("way", ["renewed", "cancelled", "expired"])
def test_a_code_ends_with_its_link(
    app: Flask, visit: store.Visit, frozen: Frozen, way: str
) -> None:
    code = opening.code_of(visit)
    if way == "renewed":
        visits.renew_link(visit, "command")
    elif way == "cancelled":
        visits.cancel_visit(visit, "command")
    else:
        frozen.set(visit.expires_at + timedelta(seconds=1))
    assert type_code(app.test_client(), code).status_code == 422
    assert way != "renewed" or opening.code_of(factories.fresh(visit)) != code


def test_requirement_02_tries_are_counted_by_code_client_and_visit(
    app: Flask, visit: store.Visit, frozen: Frozen
) -> None:
    code = opening.code_of(factories.make_draft(visit))
    wrong = [type_code(app.test_client(), code, **{"born-day": "18"}) for _ in range(6)]
    assert {one.status_code for one in wrong} == {422}
    assert type_code(app.test_client(), code).status_code == 422  # locked, like its link
    frozen.move(minutes=16)
    assert type_code(app.test_client(), code).status_code == 303
    guesses = [type_code(app.test_client(), f"AAAA-22{n}").status_code for n in range(40)]
    assert guesses[0] == 422
    assert guesses[-1] == 429
    elsewhere = app.test_client()
    far = {"REMOTE_ADDR": "192.0.2.9"}
    data = {"code": "BBBB-2222", **BORN}
    tries = [elsewhere.post(AT, data=data, environ_overrides=far) for _ in range(11)]
    assert [one.status_code for one in tries][-2:] == [422, 429]


def test_the_cookie_lives_as_long_as_the_visit(app: Flask, visit: store.Visit) -> None:
    cookie = phone_with(app, visit).get_cookie(f"visit-{store.handle_of(visit)}")
    assert cookie
    assert cookie.expires
    assert cookie.expires.timestamp() == int(visit.expires_at.timestamp())


def test_the_page_that_cannot_open_names_the_clinic_that_is_known(
    app: Flask, visit: store.Visit, frozen: Frozen
) -> None:
    phone = phone_with(app, visit)
    visits.renew_link(visit, "command")
    page = phone.get(f"{form_of(visit)}/about")
    assert page.status_code == 404
    assert "Call Hilltop Clinic on 01632 960 001 and ask for a new link" in page.text
    stranger = app.test_client().get(f"{form_of(visit)}/about").text
    assert "Ask your clinic for a new link" in stranger  # of two clinics it may be either
    dead = app.test_client().get(f"/v/{'a' * 32}").text
    assert "Hilltop Clinic" in dead  # its door stands open to everyone, so its name is no secret
    assert "tel:01632960001" in dead
    assert "Valley Clinic" not in dead
