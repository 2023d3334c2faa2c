"""Patients' phones and the tabs open on them: a tab posts what its page was drawn with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import lxml.html
from flask import Flask, current_app
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from intake import store
from intake.views.patient.overview import came_from
from tests import factories

SAFE = {"safety_now": "none", "safety_more": "none"}  # the first page, typed
SAVED = {"safety.now": ["none"], "safety.more": ["none"]}  # and as it is kept
BORN = {"born-day": "17", "born-month": "5", "born-year": "1990"}


def form_of(visit: store.Visit) -> str:
    """Where the visit's form is: its pages' addresses begin with this."""
    return f"/form/{store.handle_of(visit)}"


def row(key: str) -> str:
    """The row of the check page where a question of the form stands."""
    form = current_app.extensions["questionnaires"][factories.FORM]
    return came_from.rows_of(form)[key]


def open_on(phone: FlaskClient, visit: store.Visit, born: Mapping[str, str] = BORN) -> FlaskClient:
    """Follow the visit's link on this phone, give the date of birth, press Start."""
    assert phone.get(f"/v/{store.link_token(visit)}").status_code == 303
    assert phone.post(f"{form_of(visit)}/open", data=born).status_code == 303
    return phone


def phone_with(app: Flask, visit: store.Visit) -> FlaskClient:
    """A new phone with the visit's form open on it."""
    return open_on(app.test_client(), visit)


def same_phone(app: Flask, phone: FlaskClient) -> FlaskClient:
    """The phone once more, for a request beside another of its own: its cookies are shared."""
    again = app.test_client()
    again._cookies = phone._cookies
    return again


@dataclass(frozen=True)
class Tab:
    """A page that stands open in a browser, whatever becomes of its visit meanwhile."""

    phone: FlaskClient
    address: str  # where its form posts to
    drawn: list[tuple[str, str]]  # what it would post if nothing were typed

    @classmethod
    def on(cls, phone: FlaskClient, address: str, to: str = "") -> Tab:
        """Open the page; it has a form. `to` is the end of its address, where it has several."""
        return cls.of(phone, address, phone.get(address), to)

    @classmethod
    def of(cls, phone: FlaskClient, address: str, reply: TestResponse, to: str = "") -> Tab:
        """The page that this reply shows."""
        found = lxml.html.fromstring(reply.text).xpath("//main//form")
        form = next(one for one in found if one.get("action", "").endswith(to))
        return cls(phone, urljoin(address, form.get("action") or ""), form.form_values())

    def post(self, **typed: object) -> TestResponse:
        """Press the button; what was typed says "_" for the point of a field's name."""
        return self.phone.post(self.address, data=self.with_typed(**typed))

    def with_typed(self, **typed: object) -> MultiDict[str, Any]:
        """What the page posts once this is typed into it."""
        data = MultiDict(self.drawn)
        for name, value in typed.items():
            values = value if isinstance(value, list) else [str(value)]
            data.setlist(name.replace("_", "."), values)
        return data
