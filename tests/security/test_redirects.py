"""Where sign-in leads on to: the service itself, and what was asked for."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake import store
from intake.views.local import local
from tests.factories import PASSWORD
from tests.signing_in import OSEI, next_code

EVIL = [
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "/%09/evil.example\t",
    "/\n/evil.example",
    " //evil.example",
    "http:///evil.example",
    "//[",
    "clinic",
    "",
]


@pytest.mark.parametrize("address", EVIL)
def test_requirement_28_sign_in_leads_to_the_service_itself_only(
    client: FlaskClient, address: str
) -> None:
    assert local(address) == "/clinic"
    data = {"email": OSEI, "password": PASSWORD, "next": address}
    reply = client.post("/sign-in", data=data)
    assert reply.location in ("/sign-in/second-factor", "/sign-in/second-factor?next=/clinic")
    code = code_given(client, address)
    assert code.location == "/clinic"


def code_given(client: FlaskClient, address: str) -> TestResponse:
    data = {"code": next_code(OSEI), "next": address}
    return client.post("/sign-in/second-factor", data=data)


def test_requirement_28_sign_in_leads_back_to_what_was_asked_for(
    client: FlaskClient, visit: store.Visit
) -> None:
    asked = f"/clinic/visits/{visit.reference}?at=hilltop"
    first = client.get(asked)
    assert first.status_code == 302
    data = {"email": OSEI, "password": PASSWORD, "next": asked}
    second = client.post(first.location, data=data)
    assert second.location.startswith("/sign-in/second-factor?next=/clinic/visits/")
    reply = code_given(client, asked)
    assert reply.location == asked
    assert client.get(asked).status_code == 200
