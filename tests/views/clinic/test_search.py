"""Searching the worklist: by name, date of birth and reference, and nothing of it in an address."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake import store
from tests.conftest import SignIn
from tests.factories import (
    CLINIC,
    OTHER_CLINIC,
    make_answers,
    make_clinician,
    make_draft,
    make_older,
    make_visit,
)

Parse = Callable[[TestResponse], Any]
NWOSU = store.Identity("Harold Nwosu", date(1965, 2, 9))


@pytest.fixture
def nwosu(app: Flask) -> store.Visit:
    """Among others."""
    make_visit(identity=store.Identity("Ifeoma Nwosu", date(1990, 1, 1)))
    make_visit(identity=store.Identity())
    return make_visit(identity=NWOSU)


def found(browser: FlaskClient, html: Parse, words: str, at: str = "hilltop") -> list[str]:
    asked = browser.post(f"/clinic/search?at={at}", data={"words": words})
    assert asked.status_code == 303, asked.text
    return found_at(browser, html, asked.location)


def found_at(browser: FlaskClient, html: Parse, address: str) -> list[str]:
    page = html(browser.get(address))
    links = page.xpath("//tbody//td[2]//a/@href")
    return [link.removesuffix("/booking").rsplit("/", 1)[1] for link in links]


def test_a_visit_is_found_by_name_birth_date_and_reference(
    osei: FlaskClient, nwosu: store.Visit, html: Parse
) -> None:
    short = nwosu.reference.replace("-", "")
    for words in (
        "Harold Nwosu",
        "nwosu harold",
        "9 Feb 1965",
        "1965-02-09",
        "09/02/1965",
        "2/9/1965",
        "Nwosu 9.2.1965",
        nwosu.reference,
        short.lower(),
        f"{short[:4]} {short[4:]}",
    ):
        assert found(osei, html, words) == [nwosu.reference], words
    assert len(found(osei, html, "Nwosu")) == 2
    for words in ("Harold Smith", "Nwos", "9 Feb 1966", "Nwosu 1966-02-09"):
        assert found(osei, html, words) == [], words


@pytest.mark.parametrize("reference", ["ABCD-EFGH", "2345-6789"])
def test_a_reference_of_letters_or_of_digits_alone_is_found(
    osei: FlaskClient, html: Parse, monkeypatch: pytest.MonkeyPatch, reference: str
) -> None:
    monkeypatch.setattr("intake.services.clinic.visits.new_reference", lambda: reference)
    make_visit(identity=NWOSU)
    for words in (reference, reference.replace("-", " ").lower(), reference.replace("-", "")):
        assert found(osei, html, words) == [reference]


def test_two_short_names_are_names_still(osei: FlaskClient, app: Flask, html: Parse) -> None:
    visit = make_visit(identity=store.Identity("Lena-Mari Kane"))
    for words in ("Lena Kane", "Lena-Mari", "Lena Mari Kane"):
        assert found(osei, html, words) == [visit.reference]


def test_both_who_was_booked_and_who_the_answers_name_find_it(
    osei: FlaskClient, nwosu: store.Visit, html: Parse
) -> None:
    given = {"about.name": "Harry Nwoso", "about.dob": "1965-02-10"}
    make_draft(nwosu, {**make_answers(), **given})
    for words in ("Harold", "Harry Nwoso", "9 Feb 1965", "10 Feb 1965"):
        assert found(osei, html, words) == [nwosu.reference]
    make_draft(nwosu, {**make_answers(), **given, "about.name": "Harriet Nwosu"})
    assert found(osei, html, "Nwoso") == []


def test_another_clinics_visits_are_not_found(
    osei: FlaskClient, lind: FlaskClient, nwosu: store.Visit, html: Parse
) -> None:
    theirs = make_visit(OTHER_CLINIC, NWOSU)
    assert found(lind, html, "Harold Nwosu", "valley") == [theirs.reference]
    assert found(lind, html, nwosu.reference, "valley") == []
    assert found(osei, html, "Harold Nwosu") == [nwosu.reference]


def test_nothing_of_a_search_stands_in_address_cookie_or_log(
    osei: FlaskClient, nwosu: store.Visit, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        asked = osei.post("/clinic/search?at=hilltop", data={"words": "Zebedee Nwosu"})
        page = osei.get(asked.location)
    assert "Zebedee" not in asked.location
    assert "Zebedee" not in str(asked.headers)
    assert "Zebedee" not in caplog.text
    assert "No visit found for “Zebedee Nwosu”" in page.text
    assert 'value="Zebedee Nwosu"' in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_reload_and_back_show_each_tabs_own_search(
    osei: FlaskClient, nwosu: store.Visit, html: Parse
) -> None:
    first = osei.post("/clinic/search?at=hilltop", data={"words": "Harold"}).location
    second = osei.post("/clinic/search?at=hilltop", data={"words": "Nobody"}).location
    assert found_at(osei, html, first) == found_at(osei, html, first) == [nwosu.reference]
    assert found_at(osei, html, second) == []
    for number in range(5):
        osei.post("/clinic/search?at=hilltop", data={"words": f"P {number}"})
    assert "This search is over. Search again." in osei.get(first).text


def test_a_search_is_nobody_elses(
    app: Flask, osei: FlaskClient, signed_in: SignIn, nwosu: store.Visit
) -> None:
    mine = osei.post("/clinic/search?at=hilltop", data={"words": "Harold"}).location
    make_clinician(CLINIC, "two@hilltop.example", "Two")
    two = signed_in("two@hilltop.example")
    with osei.session_transaction() as before, two.session_transaction() as after:
        after["searches"] = before["searches"]
    assert "This search is over" in two.get(mine).text


@pytest.mark.parametrize(
    ("words", "message"),
    [("", "Enter a name"), ("   ", "Enter a name"), ("x" * 101, "at most 100 characters")],
)
def test_a_search_for_nothing_says_what_to_do(
    osei: FlaskClient, html: Parse, words: str, message: str
) -> None:
    reply = osei.post("/clinic/search?at=hilltop", data={"words": words})
    assert reply.status_code == 422
    page = html(reply)
    [link] = page.xpath("//div[contains(@class, 'error-summary')]//a")
    assert message in link.text
    assert link.get("href") == "#words"


def test_the_front_desk_searches_and_sees_no_answers(
    signed_in: SignIn, nwosu: store.Visit, html: Parse
) -> None:
    make_draft(nwosu)
    make_clinician(CLINIC, "desk@hilltop.example", "Desk", "front-desk")
    desk = signed_in("desk@hilltop.example")
    assert found(desk, html, "Harold") == [nwosu.reference]
    page = desk.get(desk.post("/clinic/search", data={"words": "Harold"}).location).text
    for word in ("danger", "sertraline", "PDF"):
        assert word not in page


def test_more_than_a_page_is_said(osei: FlaskClient, html: Parse) -> None:
    for _ in range(52):
        make_visit(identity=replace(NWOSU, born=None))
    asked = osei.post("/clinic/search?at=hilltop", data={"words": "Nwosu"})
    page = osei.get(asked.location).text
    assert "The first 50 visits found" in page
    assert "Add a word to find fewer" in page


def test_the_first_search_after_an_update_reads_names_into_the_index(
    osei: FlaskClient, nwosu: store.Visit, html: Parse
) -> None:
    make_older(nwosu)
    assert found(osei, html, "Harold") == [nwosu.reference]
