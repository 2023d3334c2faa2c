"""U+0000 in addresses and in forms of the clinic, a part without a name, an impossible host."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from intake import store


@pytest.mark.parametrize(
    "path",
    [
        "/start/%00",
        "/clinic/visits/%00",
        "/clinic/visits/a%00/erase",
    ],
)
def test_no_path_holds_one(osei: FlaskClient, path: str) -> None:
    reply = osei.get(path)
    assert reply.status_code == 404
    assert "Page not found" in reply.text


@pytest.mark.parametrize(
    "path", ["/clinic?at=hilltop&before=%00", "/clinic?at=%00", "/clinic/audit?who=%00"]
)
def test_no_query_holds_one(osei: FlaskClient, path: str) -> None:
    assert osei.get(path).status_code == 400


@pytest.mark.parametrize(
    "path", ["/clinic/settings", "/clinic/search", "/clinic/visits/new", "/clinic/drugs"]
)
def test_a_form_of_the_clinic_that_holds_one_is_no_crash(osei: FlaskClient, path: str) -> None:
    typed = "a\0b"
    reply = osei.post(path, data={"name": typed, "words": typed, "email": typed, "text": typed})
    assert reply.status_code < 500


def test_a_refusal_before_the_page_is_reached_is_in_the_audit(osei: FlaskClient) -> None:
    osei.application.config["WTF_CSRF_ENABLED"] = True
    assert osei.post("/clinic/visits/new").status_code == 400
    newest = next(store.audit.newest("hilltop"))
    assert (newest.who, newest.words) == ("Dr Osei", "was refused (400)")


def test_a_part_of_a_form_without_a_name_is_refused(client: FlaskClient) -> None:
    part = b"--x\r\nContent-Disposition: form-data\r\n\r\nword\r\n--x--\r\n"
    reply = client.post("/start/hilltop", data=part, content_type="multipart/form-data; boundary=x")
    assert reply.status_code == 400


def test_a_host_that_can_be_none_is_refused(client: FlaskClient) -> None:
    for method, body in (("GET", b""), ("POST", b"{}")):
        headers = {"Host": "x" * 300, "Content-Type": "application/json"}
        reply = client.open("/sign-in", method=method, data=body, headers=headers)
        assert reply.status_code == 400
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
