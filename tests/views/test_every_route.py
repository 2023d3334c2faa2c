"""What holds for every route: who may open it, its headers, its protection, its errors."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from flask import Blueprint, Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.routing import Rule

from intake import store, views
from intake.app import create_app
from intake.config import ConfigError, Settings
from intake.extensions import db
from intake.views import access

PUBLIC = {
    "static",
    "health.healthz",
    "health.readyz",
    "sign_in.sign_in",
    "sign_in.sign_out",
    "account_link.opened",
    "account_link.show",
    "patient.home",
    "patient.with_code",
    "patient.start",
    "patient.link",
    "patient.suggest",
    "patient.switch",
    "patient.finish",
    "patient.finished",
    "patient.accessibility",
}
VALUES: dict[str, str] = {
    "slug": "hilltop",
    "token": "a" * 32,
    "page_id": "about",
    "handle": "abcdefghijkl",
    "entry_id": "00000001",
    "code": "es",
    "reference": "2345-6789",
    "name": "2345-6789",
    "key": "ssri",
    "user_id": "1",
    "filename": "no-such-file.css",
}


def path_of(app: Flask, rule: Rule) -> str:
    with app.test_request_context():
        values = {name: VALUES[name] for name in rule.arguments}
        return app.url_map.bind("localhost").build(rule.endpoint, values)


def rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def test_the_public_routes_are_these_and_no_others(app: Flask) -> None:
    declared = {
        rule.endpoint for rule in rules(app) if access.rule_of(app, rule.endpoint) == "anyone"
    }
    assert declared == PUBLIC


def test_requirement_08_a_route_that_does_not_say_who_may_open_it_stops_the_start(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = Blueprint("bare", __name__)
    bare.add_url_rule("/bare", view_func=lambda: "")
    monkeypatch.setattr(views, "DOORS", (*views.DOORS, bare))
    with pytest.raises(ConfigError, match="the route /bare does not say who may open it"):
        create_app(settings)


def test_every_route_is_public_by_name_or_closed_to_strangers(
    app: Flask, client: FlaskClient
) -> None:
    for rule in rules(app):
        who = access.rule_of(app, rule.endpoint)
        if who == "anyone":
            continue
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        reply = client.open(path_of(app, rule), method=method)
        to_sign_in = reply.status_code == 302 and reply.location.startswith("/sign-in")
        assert to_sign_in or reply.status_code == 404, (rule.rule, reply.status)
        assert to_sign_in == (who != "patient"), (rule.rule, who)


def test_every_reply_carries_the_headers(app: Flask, client: FlaskClient) -> None:
    for rule in rules(app):
        reply = client.get(path_of(app, rule))
        assert "script-src 'self'" in reply.headers["Content-Security-Policy"], rule.rule
        assert "unsafe-inline" not in reply.headers["Content-Security-Policy"]
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        assert reply.headers["Referrer-Policy"] == "same-origin"
        if not rule.endpoint.endswith("static"):
            assert reply.headers["Cache-Control"] == "no-store", rule.rule


def test_requirement_24_every_post_without_a_token_is_refused(
    app: Flask, osei: FlaskClient
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    for rule in rules(app):
        if "POST" not in (rule.methods or ()):
            continue
        reply = osei.post(path_of(app, rule))
        assert reply.status_code == 400, (rule.rule, reply.status)
        assert "What you saved is safe" in reply.text


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere", 404, "Page not found"),
        ("/clinic/visits/2345-6789/link", 405, "cannot be done this way"),
    ],
)
def test_an_error_says_what_to_do(client: FlaskClient, path: str, status: int, words: str) -> None:
    reply = client.get(path)
    assert reply.status_code == status
    assert words in reply.text


def test_a_crash_shows_and_logs_nothing_of_the_patient(
    app: Flask, osei: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("Ana Example has a secret")

    monkeypatch.setattr(store, "listed", crash)
    with caplog.at_level(logging.DEBUG):
        reply = osei.get("/clinic")
    assert reply.status_code == 500
    assert "Sorry, something went wrong" in reply.text
    assert "Ana Example" not in reply.text  # "Ana" alone can stand in a token
    assert "RuntimeError" in caplog.text
    assert "Ana Example" not in caplog.text


def test_over_https_cookies_are_bound_to_the_host(settings: Settings) -> None:
    app = create_app(replace(settings, base_url="https://intake.example"))
    reply = app.test_client().get("/healthz", base_url="https://intake.example")
    assert reply.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert app.config["SESSION_COOKIE_NAME"] == "__Host-session"
    assert app.config["SESSION_COOKIE_SECURE"]


def test_the_machine_that_watches_gets_an_answer(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ready"}


def test_a_record_that_does_not_open_says_so_on_every_page_of_it(
    app: Flask, osei: FlaskClient, visit: store.Visit
) -> None:
    with store.transaction():
        db.session.execute(text("UPDATE visit SET identity = x'0102'"))
    record = f"/clinic/visits/{visit.reference}"
    stranger = app.test_client()
    for reply in (
        osei.get(record),
        osei.get(f"{record}/intake-{visit.reference}.pdf"),
        osei.post(f"{record}/link"),
        stranger.get(f"/v/{store.link_token(visit)}"),
    ):
        assert reply.status_code == 503
        assert "This form cannot be read" in reply.text
