"""The list of medicines: add, change, remove, and never twice."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from intake import store
from tests import factories

MED = {"med.name": "Sertraline 50 mg", "med.still": "yes", "med.start": "2026-08"}


@pytest.fixture
def listed(ana: FlaskClient, visit: store.Visit) -> FlaskClient:
    """Ana's browser with two medicines on the list."""
    meds = [MED, {"med.name": "Ibuprofen"}]
    factories.save_answers(visit, {"med.took": "list", "med": meds})
    return ana


def names(visit: store.Visit) -> list[str]:
    return [one["med.name"] for one in factories.saved_answers(visit).get("med", [])]


def test_an_added_medicine_stands_on_the_list(
    listed: FlaskClient, visit: store.Visit, fill: Any, html: Any, form: str
) -> None:
    reply = fill(listed, "med", {"med.name": "Vitamin D"}, at=f"{form}/med/new")
    assert (reply.status_code, reply.location) == (303, f"{form}/med")
    page = html(listed.get(f"{form}/med")).text_content()
    assert "Vitamin D" in page
    assert "Aug 2026" in page
    assert names(visit) == ["Sertraline 50 mg", "Ibuprofen", "Vitamin D"]


def test_a_medicine_needs_only_its_name(listed: FlaskClient, fill: Any, form: str) -> None:
    assert fill(listed, "med", {}, at=f"{form}/med/new").status_code == 422


def test_a_second_tap_adds_no_second_medicine(
    listed: FlaskClient, visit: store.Visit, fill: Any, form: str
) -> None:
    for _tap in range(2):
        fill(listed, "med", {"med.name": "Vitamin D"}, at=f"{form}/med/new")
    assert names(visit) == ["Sertraline 50 mg", "Ibuprofen", "Vitamin D"]


def test_a_changed_medicine_keeps_its_place(
    listed: FlaskClient, visit: store.Visit, fill: Any, html: Any, form: str
) -> None:
    page = html(listed.get(f"{form}/med/00000001"))
    assert page.xpath("//input[@name='med.start']/@value") == ["Aug 2026"]
    fill(listed, "med", {**MED, "med.name": "Sertraline 100 mg"}, at=f"{form}/med/00000001")
    assert names(visit) == ["Sertraline 100 mg", "Ibuprofen"]


def test_removing_asks_first_and_removes_that_one_only(
    listed: FlaskClient, visit: store.Visit, html: Any, form: str
) -> None:
    page = html(listed.get(f"{form}/med/00000001/remove"))
    assert "Sertraline 50 mg" in page.text_content()
    [seen] = page.xpath("//input[@name='seen']/@value")
    for _tap in range(2):
        listed.post(f"{form}/med/00000001/remove", data={"seen": seen})
    assert names(visit) == ["Ibuprofen"]


@pytest.mark.parametrize("place", ["0", "3", "-1", "x", "9" * 400, "²"])
def test_a_place_that_is_not_on_the_list(listed: FlaskClient, place: str, form: str) -> None:
    assert listed.get(f"{form}/med/{place}").status_code == 404
    assert listed.post(f"{form}/med/{place}/remove").status_code == 404


def test_only_the_list_has_places(listed: FlaskClient, form: str) -> None:
    assert listed.get(f"{form}/about/new").location == f"{form}/about"


def test_a_full_list_takes_no_more_and_says_so(
    listed: FlaskClient, visit: store.Visit, html: Any, form: str
) -> None:
    meds = [{"med.name": f"Tablet {n}"} for n in range(200)]
    factories.save_answers(visit, {"med.took": "list", "med": meds})
    assert "The list is full" in html(listed.get(f"{form}/med")).text_content()
    assert listed.get(f"{form}/med/new").status_code == 404


def test_suggestions_are_names_and_nothing_else(client: FlaskClient) -> None:
    names: Any = client.post("/suggest", data={"q": "sertr"}).json
    assert "sertraline" in [name.lower() for name in names]
    assert len(names) <= 8
    assert all(isinstance(name, str) for name in names)
    assert client.post("/suggest").json == []
    assert client.post("/suggest", data={"q": "x" * 3000}).status_code == 200
    assert client.get("/suggest?q=sertr").status_code == 405  # logs keep addresses
