"""The worklist, its search and its lists: whose they are, and where nothing of a patient stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake import store
from tests.conftest import SignIn
from tests.factories import CLINIC, OTHER_CLINIC, make_answers, make_clinician, make_submission
from tests.factories import make_visit as new_visit

ZEBEDEE = store.Identity("Zebedee Canary", date(1961, 3, 7))
OF_PATIENT = ("zebedee", "canary", "1961", "07700")
OF_ANSWERS = ("danger", "emergency", "sertraline", "ciprofloxacin", "weakness", ".pdf")


@pytest.fixture
def theirs(app: Flask) -> store.Visit:
    """A visit of the other clinic, sent."""
    return make_submission(new_visit(OTHER_CLINIC, ZEBEDEE), answers())


@pytest.fixture
def ours(app: Flask) -> store.Visit:
    """A visit of Hilltop's, sent."""
    return make_submission(new_visit(CLINIC, ZEBEDEE), answers())


def answers() -> dict[str, object]:
    return {**make_answers(), "about.name": ZEBEDEE.name, "about.dob": str(ZEBEDEE.born)}


def searched(browser: FlaskClient, words: str) -> TestResponse:
    asked = browser.post("/clinic/search", data={"words": words})
    return browser.get(asked.location)


def every_page(browser: FlaskClient, visit: store.Visit) -> Iterator[TestResponse]:
    """Each page that lists visits, and what making one leads to."""
    yield browser.get("/clinic")
    yield browser.get("/clinic?show=today")
    for words in (ZEBEDEE.name, "7 Mar 1961", visit.reference):
        yield searched(browser, words)
    yield browser.get(f"/clinic/visits/made?of={visit.reference}")
    listed = {"lines": f"{ZEBEDEE.name} B, 7 Mar 1961", "order": "day", "kind": "video"}
    checked = browser.post("/clinic/visits/list", data=listed)
    yield checked
    key = lxml.html.fromstring(checked.text).xpath("//input[@name='key']/@value")[0]
    made = browser.post("/clinic/visits/list", data={**listed, "key": key, "do": "create"})
    yield made
    yield browser.get(made.location)


def test_requirement_07_no_list_or_search_shows_another_clinics_visit(
    osei: FlaskClient, theirs: store.Visit
) -> None:
    for page in every_page(osei, theirs):
        assert theirs.reference not in re.sub(r'found for “[^”]*”|value="[^"]*"', "", page.text)
        assert store.link_token(theirs) not in page.text
    for way in ("after", "before"):
        assert osei.get(f"/clinic?{way}={theirs.reference}").status_code == 303
    record = f"/clinic/visits/{theirs.reference}"
    assert osei.post(f"{record}/dealt-with").status_code == 404


def test_requirement_07_the_front_desk_finds_visits_and_reads_no_answer_on_any_list(
    signed_in: SignIn, ours: store.Visit
) -> None:
    make_clinician(CLINIC, "desk@hilltop.example", "Desk", "front-desk")
    desk = signed_in("desk@hilltop.example")
    for page in every_page(desk, ours):
        assert page.status_code in (200, 303)
        for word in OF_ANSWERS:
            assert word not in page.text.lower(), (page.request.path, word)
    assert desk.post(f"/clinic/visits/{ours.reference}/dealt-with").status_code == 403


def test_requirement_33_nothing_of_a_patient_stands_in_an_address_or_a_name_of_a_file(
    osei: FlaskClient, ours: store.Visit
) -> None:
    pages = [*every_page(osei, ours), osei.get(f"/clinic/visits/{ours.reference}")]
    for page in pages:
        headers = " ".join(value for _, value in page.headers).lower()
        addresses = [page.request.full_path, page.location or ""]
        if page.status_code == 200:
            tree = lxml.html.fromstring(page.text)
            addresses += tree.xpath("//@href[not(starts-with(., 'tel:'))]|//@action|//@src")
        for word in OF_PATIENT:
            assert word not in headers, word
            assert not [one for one in addresses if word in one.lower()], word


@pytest.mark.parametrize("parameter", ["show", "after", "before", "key", "of"])
def test_requirement_10_no_parameter_of_a_list_is_more_than_looked_up(
    osei: FlaskClient, ours: store.Visit, parameter: str
) -> None:
    for value in ("' OR 1=1 --", "1); DROP TABLE visit; --", "%", "signs,unsent", "attention desc"):
        for path in ("/clinic", "/clinic/search", "/clinic/visits/made"):
            reply = osei.get(path, query_string={parameter: value})
            assert reply.status_code in (200, 303, 400)
            if parameter != "of" and reply.status_code == 200 and path != "/clinic":
                assert ours.reference not in reply.text
    assert store.worklist(CLINIC.id)
