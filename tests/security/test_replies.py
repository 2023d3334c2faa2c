"""Every reply, whatever went wrong: its headers, and nothing in it or the log of who asked."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.wrappers import Response

from intake import store
from intake.extensions import db
from intake.views import errors
from tests import factories
from tests.phones import Tab, form_of, phone_with

DEEP = "[" * 100_000
CANARY = "Zyzzyva"


@pytest.fixture(autouse=True)
def as_served(app: Flask, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """As in the real service an error is answered, not raised; and what is logged holds nobody."""
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)
    with caplog.at_level(logging.DEBUG):
        yield
    for secret in (CANARY, "osei", "Ana Example"):
        assert secret not in caplog.text


def is_guarded(reply: Response, *, static: bool = False) -> None:
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in reply.headers["Content-Security-Policy"]
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["X-Frame-Options"] == "DENY"
    assert reply.headers["Referrer-Policy"] == "same-origin"
    if not static:
        assert reply.headers["Cache-Control"] == "no-store"
    assert CANARY not in reply.get_data(as_text=True)
    assert "Traceback" not in reply.get_data(as_text=True)


def drop(table: str) -> None:
    with store.transaction():
        db.session.execute(text("PRAGMA foreign_keys=OFF"))
        db.session.execute(text(f'ALTER TABLE "{table}" RENAME TO "{table}_gone"'))


@pytest.mark.parametrize("table", ["user", "membership", "clinic", "visit"])
@pytest.mark.parametrize("path", ["/clinic", "/sign-in", "/nowhere", f"/v/{CANARY}", "/form/a/b"])
def test_requirement_26_46_a_table_that_cannot_be_read_is_answered_by_a_page(
    osei: FlaskClient, table: str, path: str
) -> None:
    drop(table)
    for reply in (osei.get(path), osei.post(path, data={"about.name": CANARY})):
        assert reply.status_code >= 400 or path == "/sign-in", (table, path)
        assert reply.text.lower().startswith("<!doctype html>")
        no_words = reply.text.replace(
            f'<dd class="nhsuk-summary-list__value app-typed"><bdi>{CANARY}</bdi></dd>', ""
        )
        assert CANARY not in no_words
        assert "default-src 'none'" in reply.headers["Content-Security-Policy"]
        assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out", "/start/hilltop", "/clinic", "/nowhere"])
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (DEEP, "application/json"),
        ('{"a":' * 20_000, "application/json"),
        ("\xff\xfe", "application/json"),
        (CANARY, "multipart/form-data; boundary=" + "x" * 5_000),
        (CANARY, "multipart/form-data"),
        ("a&" * 200_000, "application/x-www-form-urlencoded"),
        ("%" * 900_000, "application/x-www-form-urlencoded"),
        ("x" * 1_100_000, "application/x-www-form-urlencoded"),
    ],
    ids=[
        "deep list",
        "deep object",
        "bytes",
        "boundary",
        "no boundary",
        "keys",
        "percents",
        "long",
    ],
)
def test_requirement_26_46_no_body_brings_a_raw_error_out(
    client: FlaskClient, path: str, body: str, kind: str
) -> None:
    reply = client.post(path, data=body.encode(), content_type=kind)
    assert reply.status_code < 500, reply.status
    is_guarded(reply)


@pytest.mark.parametrize(
    "value",
    ["", ".", "a.b.c", "eyJhIjoxfQ.abc.def", "." * 3_000, "\x7f", '"', "=" * 40, CANARY],
)
def test_requirement_26_46_a_broken_cookie_is_no_error(
    app: Flask, visit: store.Visit, value: str
) -> None:
    browser = app.test_client()
    for name in ("session", f"visit-{store.handle_of(visit)}", "remember_token"):
        browser.set_cookie(name, value)
    for path in ("/", "/clinic", "/sign-in", f"{form_of(visit)}/check", f"{form_of(visit)}/open"):
        reply = browser.get(path)
        assert reply.status_code < 500, path
        is_guarded(reply)


@pytest.mark.parametrize("status", [400, 404, 405, 413, 429, 503])
def test_requirement_26_27_error_pages_have_the_headers(
    client: FlaskClient, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        from flask import abort  # noqa: PLC0415

        abort(status)

    monkeypatch.setattr(store, "open_clinics", fail)
    reply = client.get("/")
    assert reply.status_code == status
    assert errors.WORDS[status][0] in reply.text
    is_guarded(reply)


def test_requirement_26_static_files_have_the_headers(client: FlaskClient) -> None:
    for path in ("/static/built/intake.css", "/static/none.css", "/static/../wsgi.py"):
        with client.get(path) as reply:
            is_guarded(reply, static=True)


def test_requirement_46_when_the_error_page_fails_too_a_bare_one_is_left(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(CANARY)

    for name in ("error_page", "explain"):
        monkeypatch.setattr(errors, name, fail)
    monkeypatch.setattr(store, "open_clinics", fail)
    monkeypatch.setattr("intake.views.patient.not_saved.explain", fail)
    reply = client.get("/")
    assert reply.status_code == 500
    assert "Sorry, something went wrong" in reply.text
    is_guarded(reply)


def test_requirement_45_no_parameter_of_a_statement_is_logged(
    app: Flask, visit: store.Visit, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Exception, match="hidden due to hide_parameters") as caught:
        db.session.execute(text("SELECT * FROM nowhere WHERE name = :name"), {"name": CANARY})
    assert CANARY not in str(caught.value)


def test_requirement_45_what_a_patient_typed_is_not_logged_when_a_save_fails(
    app: Flask, visit: store.Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.make_draft(visit)
    phone = phone_with(app, visit)
    tab = Tab.on(phone, f"{form_of(visit)}/health")
    drop("draft")
    reply = tab.post(pmh_free=CANARY)
    assert reply.status_code >= 500
    assert reply.headers["Cache-Control"] == "no-store"
