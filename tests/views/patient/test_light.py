"""What a phone on a bad line fetches: few files, small ones, each compressed."""

from __future__ import annotations

import gzip
import re

import brotli
import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import store
from intake.services.form_library import form_of as library_form
from tests import factories
from tests.phones import form_of, phone_with

FETCHED = "//link[not(starts-with(@href, 'data:'))]/@href | //script/@src"
BROTLI = {"Accept-Encoding": "gzip, deflate, br"}


def weight(phone: FlaskClient, address: str) -> int:
    """How many bytes come over the line."""
    with phone.get(address, headers=BROTLI) as reply:
        assert reply.status_code == 200
        return len(reply.data)


def fetched_by(phone: FlaskClient, address: str) -> list[str]:
    """The addresses that a browser fetches for a page, itself the first."""
    return [address, *lxml.html.fromstring(phone.get(address).text).xpath(FETCHED)]


def test_the_first_page_takes_three_requests_and_25_kilobytes(client: FlaskClient) -> None:
    for address in ("/", "/start/hilltop"):
        fetched = fetched_by(client, address)
        assert len(fetched) <= 3
        assert sum(weight(client, one) for one in fetched) <= 25_000
    with client.get("/static/built/intake.js") as script:  # which itself fetches nothing at once
        assert not re.search(r'\bimport["{*]|\bfrom"', script.data.decode())


def test_a_later_page_takes_5_kilobytes(app: Flask, visit: store.Visit) -> None:
    phone = phone_with(app, visit)
    every = [f"{form_of(visit)}/{page.id}" for page in library_form(visit).pages]
    shown = [one for one in every if phone.get(one).status_code == 200]
    assert len(shown) > 6
    whole = [f"{form_of(visit)}/{one}" for one in ("check", "parts", "link")]
    weights = {one: weight(phone, one) for one in [*shown, *whole]}
    assert max(weights.values()) <= 5_000, weights
    factories.make_draft(visit)  # every question answered
    assert weight(phone, f"{form_of(visit)}/check") <= 5_700


@pytest.mark.parametrize("name", ["intake.css", "clinic.css", "intake.js"])
def test_what_was_compressed_once_is_sent_to_whoever_can_read_it(
    client: FlaskClient, name: str
) -> None:
    address = f"/static/built/{name}"
    with client.get(address) as plain:
        for coding, read in (("br", brotli.decompress), ("gzip", gzip.decompress)):
            with client.get(address, headers={"Accept-Encoding": coding}) as reply:
                assert reply.headers["Content-Encoding"] == coding
                assert reply.mimetype == plain.mimetype
                assert read(reply.data) == plain.data
                assert "Accept-Encoding" in reply.headers["Vary"]
        assert "Content-Encoding" not in plain.headers
        assert "Accept-Encoding" in plain.headers["Vary"]
    with client.get(address, headers={"Accept-Encoding": "br;q=0, gzip;q=0"}) as reply:
        assert "Content-Encoding" not in reply.headers


def test_a_page_is_the_same_however_it_comes(client: FlaskClient) -> None:
    plain = client.get("/finished")
    small = client.get("/finished", headers=BROTLI)
    assert brotli.decompress(small.data) == plain.data
    assert len(small.data) < len(plain.data) / 2


@pytest.mark.parametrize("refused", ["gzip;q=0", "br;q=0, gzip;q=0"])
def test_a_coding_that_is_refused_is_not_used(client: FlaskClient, refused: str) -> None:
    reply = client.get("/finished", headers={"Accept-Encoding": refused})
    assert "Content-Encoding" not in reply.headers


def test_a_static_name_longer_than_a_disk_takes_is_not_found(client: FlaskClient) -> None:
    for ending in ("", ".css"):
        assert client.get(f"/static/{'a' * 300}{ending}", headers=BROTLI).status_code == 404


def test_what_is_refused_of_a_static_file_is_kept_by_nobody(client: FlaskClient) -> None:
    address, far = "/static/built/intake.css", {"Range": "bytes=99999999-"}
    for reply in (client.get("/static/none.css"), client.get(address, headers=far)):
        assert reply.status_code in (404, 416)
        assert reply.headers["Cache-Control"] == "no-store"


def test_the_clinics_pages_are_not_compressed(osei: FlaskClient) -> None:
    """A search stands on its page beside names: their lengths together would tell of both."""
    reply = osei.get("/clinic", headers=BROTLI, follow_redirects=True)
    assert reply.status_code == 200
    assert "Content-Encoding" not in reply.headers
