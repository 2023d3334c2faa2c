"""One person, two clinics, two tabs: never the wrong one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake import store
from intake.services import accounts
from tests.factories import CLINIC, OTHER_CLINIC, make_visit

Parse = Callable[[TestResponse], Any]
PLAIN = ["/clinic", "/clinic/visits/new", "/clinic/drugs", "/clinic/drugs/ssri"]


@pytest.fixture
def both(osei: FlaskClient) -> FlaskClient:
    """Dr Osei's browser; she works in both clinics."""
    accounts.add_to_clinic(OTHER_CLINIC.id, "osei@hilltop.example")
    return osei


@pytest.fixture
def theirs(app: object) -> store.Visit:
    """A visit of the other clinic."""
    return make_visit(OTHER_CLINIC, store.Identity("Ben Example"))


@pytest.mark.parametrize("path", PLAIN)
def test_whoever_works_in_two_clinics_is_asked_which(
    both: FlaskClient, html: Parse, path: str
) -> None:
    page = html(both.get(path))
    assert page.findtext(".//h1") == "Choose a clinic"
    links = page.xpath("//main//a/@href")
    assert links == [f"{path}?at=hilltop", f"{path}?at=valley"]
    for link, name in zip(links, ("Hilltop Clinic", "Valley Clinic"), strict=True):
        shown = both.get(link)
        assert shown.status_code == 200
        [header] = html(shown).xpath("//span[@class='app-header__clinic']")
        assert header.text == name


@pytest.mark.parametrize("path", PLAIN)
def test_a_clinic_that_is_not_theirs_is_not_found(osei: FlaskClient, path: str) -> None:
    assert osei.get(path).status_code == 200
    for slug in ("valley", "nowhere", "hilltop'"):
        assert osei.get(f"{path}?at={slug}").status_code == 404


@pytest.mark.parametrize("path", PLAIN)
def test_the_links_of_a_page_stay_in_its_clinic(both: FlaskClient, html: Parse, path: str) -> None:
    links = html(both.get(f"{path}?at=valley")).xpath("//main//a/@href")
    ours = [link for link in links if "?at=valley" not in link and not link.startswith("#")]
    assert ours in ([], ["/clinic"])


def test_the_worklist_leads_to_the_other_clinic_if_there_is_one(
    osei: FlaskClient, html: Parse
) -> None:
    other = "//a[.='choose another clinic']/@href"
    assert html(osei.get("/clinic")).xpath(other) == []
    accounts.add_to_clinic(OTHER_CLINIC.id, "osei@hilltop.example")
    assert html(osei.get("/clinic?at=hilltop")).xpath(other) == ["/clinic"]


def test_two_tabs_in_two_clinics_do_not_mix(
    both: FlaskClient, html: Parse, visit: store.Visit, theirs: store.Visit
) -> None:
    both.get("/clinic?at=hilltop")
    form = html(both.get("/clinic/visits/new?at=hilltop")).xpath("//main//form")[0]
    both.get("/clinic?at=valley")
    for reference, name in ((visit.reference, "Hilltop"), (theirs.reference, "Valley")):
        assert f"{name} Clinic" in both.get(f"/clinic/visits/{reference}").text
    assert form.get("action") is None  # it posts to the address it was opened at
    data = {"name": "Cem Example", "kind": "video"}
    assert both.post("/clinic/visits/new?at=hilltop", data=data).status_code == 303
    assert "Cem Example" in both.get("/clinic?at=hilltop").text
    assert "Cem Example" not in both.get("/clinic?at=valley").text


def test_a_post_that_names_no_clinic_does_nothing(both: FlaskClient) -> None:
    data = {"name": "Cem Example", "kind": "video"}
    reply = both.post("/clinic/visits/new", data=data)
    assert reply.status_code == 409
    assert "Choose a clinic" in reply.text
    assert store.worklist(CLINIC.id) == store.worklist(OTHER_CLINIC.id) == []


def test_someone_in_no_clinic_is_told_so(
    both: FlaskClient, visit: store.Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "memberships", lambda _user: [])
    assert "belongs to no clinic" in both.get("/clinic").text


def test_each_clinics_visits_open_to_its_members_only(
    both: FlaskClient, lind: FlaskClient, visit: store.Visit, theirs: store.Visit
) -> None:
    assert both.get(f"/clinic/visits/{theirs.reference}").status_code == 200
    assert lind.get(f"/clinic/visits/{theirs.reference}").status_code == 200
    assert lind.get(f"/clinic/visits/{visit.reference}").status_code == 404
    assert lind.post(f"/clinic/visits/{visit.reference}/markings").status_code == 404
