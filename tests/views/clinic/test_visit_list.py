"""Making visits: one, several out of a list, twice by mistake, and without a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake import store
from intake.reference import new_reference
from intake.services.clinic import visits
from intake.services.clinic.visits import Booking, create_visits
from tests.conftest import SignIn
from tests.factories import CLINIC, OTHER_CLINIC, make_clinician, make_visit
from tests.service import Frozen

Parse = Callable[[TestResponse], Any]
LIST = """Ana Example, 17 May 1990, 1 Dec 2026 09:20
Ben Example\t9/2/1965\t2/12/2026 10:00
Cem Example"""
ADDRESS = "/clinic/visits/list?at=hilltop"


def fields(page: Any, **more: str) -> dict[str, str]:
    """What the form on a page carries, with these changes."""
    found = {
        one.get("name"): one.get("value") for one in page.xpath("//main//input[@type='hidden']")
    }
    checked = {one.get("name"): one.get("value") for one in page.xpath("//input[@checked]")}
    return {**found, **checked, "lines": page.findtext(".//textarea") or "", **more}


def made() -> list[store.Visit]:
    return store.worklist(CLINIC.id)


def test_a_list_is_shown_as_it_is_read_and_made_when_that_is_asked_for(
    osei: FlaskClient, client: FlaskClient, html: Parse, frozen: Frozen
) -> None:
    page = html(osei.get(ADDRESS))
    page = html(osei.post(ADDRESS, data=fields(page, lines=LIST, do="check")))
    cells = [[cell.text_content().strip() for cell in row] for row in page.xpath("//tbody/tr")]
    assert [row[1:4] for row in cells] == [
        ["Ana Example", "17 May 1990", "1 Dec 2026 09:20"],
        ["Ben Example", "9 Feb 1965", "2 Dec 2026 10:00"],
        ["Cem Example", "Not given", "No time set"],
    ]
    assert made() == []
    reply = osei.post(ADDRESS, data=fields(page, do="create"))
    assert reply.status_code == 303
    assert {one.booked.name for one in made()} == {"Ana Example", "Ben Example", "Cem Example"}
    result = osei.get(reply.location)
    assert "Example" not in reply.location
    links = set(re.findall(r"http://intake\.test(/v/[a-z2-7]+)", result.text))
    assert len(links) == 3
    assert {client.get(link).status_code for link in links} == {303}


def test_two_clicks_and_a_post_sent_again_make_each_visit_once(
    osei: FlaskClient, html: Parse, frozen: Frozen
) -> None:
    data = fields(html(osei.get(ADDRESS)), lines=LIST, do="create")
    places = {osei.post(ADDRESS, data=data).location for _ in range(3)}
    assert len(places) == 1
    assert len(made()) == 3
    osei.post(ADDRESS, data={**data, "lines": f"{LIST}\nDan Example"})
    assert len(made()) == 4
    osei.post(ADDRESS, data={**data, "key": "another"})
    assert len(made()) == 7


def test_with_one_wrong_line_nothing_is_made_and_all_that_was_typed_stays(
    osei: FlaskClient, html: Parse, frozen: Frozen
) -> None:
    wrong = f"{LIST}\nEve Example, 31/2/1990"
    reply = osei.post(ADDRESS, data=fields(html(osei.get(ADDRESS)), lines=wrong, do="create"))
    assert reply.status_code == 422
    page = html(reply)
    assert page.findtext(".//title").startswith("Error: ")
    assert page.findtext(".//textarea").strip().splitlines() == wrong.splitlines()
    [link] = page.xpath("//div[contains(@class, 'error-summary')]//a")
    assert link.get("href") == "#line-4"
    assert "You wrote: Eve Example, 31/2/1990" in page.text_content()
    assert not page.xpath("//button[@value='create']")
    assert made() == []


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("", "Paste the list"),
        ("x" * 20_001, "at most 20,000"),
        ("\n".join(f"P {n}" for n in range(101)), "at most 100 visits at once; these are 101"),
    ],
)
def test_an_empty_or_endless_list_says_what_to_do(
    osei: FlaskClient, html: Parse, lines: str, message: str
) -> None:
    reply = osei.post(ADDRESS, data=fields(html(osei.get(ADDRESS)), lines=lines))
    assert reply.status_code == 422
    assert message in reply.text


def test_all_are_made_or_none(app: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def one(name: str) -> Booking:
        return Booking(store.Identity(name), "video", None)

    taken = make_visit().reference
    given = iter([new_reference(), taken, new_reference(), new_reference()])
    monkeypatch.setattr(visits, "new_reference", lambda: next(given))
    both = create_visits(CLINIC, [one("Ana"), one("Ben")], "key", by="command")
    assert [visit.booked.name for visit in both] == ["Ana", "Ben"]
    assert len(made()) == 3
    monkeypatch.setattr(visits, "new_reference", lambda: taken)
    with pytest.raises(TimeoutError):
        create_visits(CLINIC, [one("Cem"), one("Dan")], "key", by="command")
    assert len(made()) == 3


def test_the_links_of_another_clinic_are_not_shown(osei: FlaskClient) -> None:
    theirs = make_visit(OTHER_CLINIC)
    page = osei.get(f"/clinic/visits/made?at=hilltop&of={theirs.reference},2345-6789,'").text
    assert "/v/" not in page
    assert "None of these visits" in page


def test_the_front_desk_makes_visits_out_of_a_list(
    signed_in: SignIn, html: Parse, frozen: Frozen
) -> None:
    make_clinician(CLINIC, "desk@hilltop.example", "Desk", "front-desk")
    desk = signed_in("desk@hilltop.example")
    data = fields(html(desk.get(ADDRESS)), lines=LIST, do="create")
    assert "Ana Example" in desk.get(desk.post(ADDRESS, data=data).location).text


def test_a_visit_that_is_asked_for_twice_is_made_once(osei: FlaskClient, html: Parse) -> None:
    new = "/clinic/visits/new?at=hilltop"
    data = fields(html(osei.get(new)), name="Ana Example")
    places = {osei.post(new, data=data).location for _ in range(2)}
    assert len(places) == len(made()) == 1
    osei.post(new, data={**data, "name": "Ana B. Example"})
    assert len(made()) == 2
    osei.post(new, data=fields(html(osei.get(new)), name="Ana Example"))
    assert len(made()) == 3


def test_an_empty_visit_is_asked_about_first(osei: FlaskClient, html: Parse) -> None:
    new = "/clinic/visits/new?at=hilltop"
    data = fields(html(osei.get(new)), scheduled_at="2099-01-05T09:30", kind="phone", name=" ")
    page = html(osei.post(new, data=data))
    assert page.findtext(".//h1") == "Create a visit without a name?"
    assert made() == []
    yes, back = page.xpath("//main//form")
    again = {one.get("name"): one.get("value") for one in back.xpath(".//input|.//button")}
    form = html(osei.post(new, data=again))
    assert form.xpath("//input[@name='scheduled_at']/@value") == ["2099-01-05T09:30"]
    sure = {one.get("name"): one.get("value") for one in yes.xpath(".//input")}
    for _ in range(2):
        assert osei.post(new, data=sure).status_code == 303
    [visit] = made()
    assert visit.kind == "phone"
    assert visit.scheduled_at
