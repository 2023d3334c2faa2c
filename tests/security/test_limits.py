"""How often one client may start, follow wrong links and guess dates of birth."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from intake import store
from intake.config import Settings
from intake.extensions import db
from intake.services import limits
from tests import factories
from tests.phones import BORN, SAFE, form_of, phone_with
from tests.service import Frozen, serving

START = "/start/hilltop"
POSTED = {name.replace("_", "."): value for name, value in SAFE.items()}
HERE = {"REMOTE_ADDR": "198.51.100.7"}
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.8"}


@pytest.fixture(autouse=True)
def low(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test reaches soon."""
    for name, most in (("STARTS", 3), ("WRONG_LINKS", 3), ("WRONG_BIRTH_DATES", 3)):
        monkeypatch.setattr(limits, name, replace(getattr(limits, name), most=most))
    monkeypatch.setattr(limits, "STARTS_OF_CLINIC", replace(limits.STARTS_OF_CLINIC, most=5))


def starts(app: Flask, number: int, environ: dict[str, str] = HERE) -> list[int]:
    return [
        app.test_client().post(START, data=POSTED, environ_base=environ).status_code
        for _ in range(number)
    ]


def test_requirement_02_one_client_starts_only_so_many_visits(
    app: Flask, clinic: store.Clinic, frozen: Frozen
) -> None:
    assert starts(app, 5) == [303, 303, 303, 429, 429]
    assert len(store.worklist(clinic.id)) == 3
    assert starts(app, 1, ELSEWHERE) == [303]
    frozen.move(hours=1)
    assert starts(app, 1) == [303]


def test_requirement_02_all_clients_together_start_only_so_many_at_one_clinic(
    app: Flask, clinic: store.Clinic
) -> None:
    addresses = [{"REMOTE_ADDR": f"198.51.100.{number}"} for number in range(7)]
    assert [starts(app, 1, one) for one in addresses] == [[303]] * 5 + [[429]] * 2
    assert len(store.worklist(clinic.id)) == 5


def test_requirement_02_a_refused_start_keeps_what_was_typed_and_says_when(
    app: Flask, frozen: Frozen
) -> None:
    starts(app, 3)
    phone = app.test_client()
    refused = phone.post(START, data={"safety.now": ["fit"]}, environ_base=HERE)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "3600"
    assert "Too many forms were started from your network" in refused.text
    assert 'value="fit" checked' in refused.text
    assert "Call 999 now" in refused.text


def test_requirement_02_a_second_tap_on_a_start_is_none(app: Flask) -> None:
    phone = app.test_client()
    page = {**POSTED, "start": "one start"}
    for _ in range(6):
        assert phone.post(START, data=page, environ_base=HERE).status_code == 303


def test_requirement_02_wrong_links_are_limited_and_right_ones_then_look_alike(
    app: Flask, visit: store.Visit, frozen: Frozen
) -> None:
    def follow(token: str, environ: dict[str, str] = HERE) -> int:
        return app.test_client().get(f"/v/{token}", environ_base=environ).status_code

    wrong = [f"{number:032}" for number in range(5)]
    assert [follow(one) for one in wrong] == [404, 404, 404, 429, 429]
    assert follow(store.link_token(visit)) == 429
    assert follow(store.link_token(visit), ELSEWHERE) == 303
    frozen.move(minutes=15)
    assert follow(store.link_token(visit)) == 303


def test_requirement_02_guesses_at_many_visits_are_limited(
    app: Flask, clinic: store.Clinic, frozen: Frozen
) -> None:
    def guess(day: str) -> tuple[int, str]:
        visit = factories.make_visit(clinic)
        phone = app.test_client()
        phone.get(f"/v/{store.link_token(visit)}", environ_base=HERE)
        reply = phone.post(
            f"{form_of(visit)}/open", data={**BORN, "born-day": day}, environ_base=HERE
        )
        return reply.status_code, reply.text

    assert [guess("18")[0] for _ in range(4)] == [422, 422, 422, 429]
    status, page = guess(BORN["born-day"])
    assert status == 429
    assert "Wait 60 minutes, then try again" in page
    assert 'value="17"' in page
    frozen.move(hours=1)
    assert guess(BORN["born-day"])[0] == 303


def test_requirement_02_right_dates_are_no_guesses(app: Flask, clinic: store.Clinic) -> None:
    for _ in range(5):
        phone_with(app, factories.make_visit(clinic))


def test_requirement_17_a_limit_that_cannot_be_counted_lets_nobody_by(
    app: Flask, clinic: store.Clinic
) -> None:
    with store.transaction():
        db.session.execute(text("DROP TABLE attempt"))
    assert starts(app, 1)[0] >= 500
    assert store.worklist(clinic.id) == []


@pytest.mark.parametrize(
    ("proxies", "expected"), [(0, [303, 303, 303, 429]), (1, [303, 303, 303, 303])]
)
def test_requirement_47_an_address_that_a_client_invents_is_no_other_client(
    app: Flask, settings: Settings, proxies: int, expected: list[int]
) -> None:
    with serving(replace(settings, trusted_proxies=proxies)) as behind:
        behind.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        headers = [{"X-Forwarded-For": f"203.0.113.{number}"} for number in range(4)]
        replies = [
            behind.test_client().post(START, data=POSTED, environ_base=HERE, headers=one)
            for one in headers
        ]
        assert [one.status_code for one in replies] == expected


def test_requirement_47_behind_one_proxy_only_its_own_word_counts(
    app: Flask, settings: Settings
) -> None:
    with serving(replace(settings, trusted_proxies=1)) as behind:
        behind.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        invented = [{"X-Forwarded-For": f"203.0.113.{n}, 192.0.2.9"} for n in range(4)]
        replies = [
            behind.test_client().post(START, data=POSTED, environ_base=HERE, headers=one)
            for one in invented
        ]
        assert [one.status_code for one in replies] == [303, 303, 303, 429]


def test_requirement_47_a_customer_of_ipv6_is_one_client(client: FlaskClient, app: Flask) -> None:
    addresses = [{"REMOTE_ADDR": f"2001:db8:1:2:{number:x}::1"} for number in range(4)]
    assert [starts(app, 1, one) for one in addresses] == [[303]] * 3 + [[429]]
    assert starts(app, 1, {"REMOTE_ADDR": "2001:db8:1:3::1"}) == [303]
