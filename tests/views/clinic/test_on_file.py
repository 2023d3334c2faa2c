"""What the clinic has on file of a patient: entered with a visit, printed, found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake import store
from intake.services.documents import record_text_of, summary_of, text_of
from reports.layout.truncator import Truncator
from reports.page.header import head
from reports.page.overflow import steps
from reports.record.html import copy_html
from tests import factories
from tests.factories import CLINIC
from tests.service import Frozen
from tests.views.clinic.test_search import found
from tests.views.clinic.test_visit_list import ADDRESS, fields, made

Parse = Callable[[TestResponse], Any]
FILED = store.OnFile("MRN 0042-77 B", "Dr Lee, Mill Lane", "Dr Park")
LINE = "Record number MRN 0042-77 B · GP Dr Lee, Mill Lane · Referred by Dr Park"


@pytest.fixture
def filed(osei: FlaskClient) -> store.Visit:
    """A visit of Ana's, made in the clinic's form, its answers sent."""
    data = {"key": "k", "name": "Ana Example", "born": "1990-05-17", "kind": "video", **vars(FILED)}
    reply = osei.post("/clinic/visits/new?at=hilltop", data=data)
    assert reply.status_code == 303
    factories.make_visit(identity=store.Identity("Ben Example"))
    [visit] = [one for one in made() if one.booked.name == "Ana Example"]
    return factories.make_submission(visit)


def test_it_stands_in_the_head_of_page_record_and_text_and_not_in_the_patients_copy(
    osei: FlaskClient, filed: store.Visit
) -> None:
    assert store.on_file(filed) == FILED
    summary = summary_of(filed)
    assert summary
    for step in (steps()[0], steps()[-1]):  # whatever is cut, this is not
        assert LINE in [one.runs[0].text for one in head(summary, step, Truncator()).left]
    for text in (text_of(filed), record_text_of(filed)):
        assert LINE in str(text).splitlines()
    copy = copy_html(summary, str)
    assert not [one for one in ("0042", "Dr Lee", "Dr Park") if one in copy]
    for place in ("", "/booking"):
        page = osei.get(f"/clinic/visits/{filed.reference}{place}").text
        assert all(one in page for one in vars(FILED).values())


def test_search_finds_the_whole_record_number_however_it_is_typed_and_no_part_of_it(
    osei: FlaskClient, filed: store.Visit, html: Parse
) -> None:
    for words in ("MRN 0042-77 B", "mrn004277b", "MRN-0042-77-B", "Example mrn004277b"):
        assert found(osei, html, words) == [filed.reference], words
    for words in ("0042", "MRN 0042-77", "MRN 0042-77 C", "Ben mrn004277b"):
        assert found(osei, html, words) == [], words


@pytest.mark.parametrize(
    ("number", "typed"), [("KLM/OX", "klm ox"), ("４２７７", "4277"), ("4277", "４２７７")]
)
def test_a_record_number_is_found_without_a_digit_and_in_wide_figures(
    osei: FlaskClient, html: Parse, number: str, typed: str
) -> None:
    data = {"key": "k", "name": "Ana Example", "kind": "video", "record_number": number}
    assert osei.post("/clinic/visits/new?at=hilltop", data=data).status_code == 303
    [visit] = made()
    assert found(osei, html, typed) == [visit.reference]
    assert found(osei, html, number) == [visit.reference]


def test_nothing_of_it_is_asked_for_twice_or_lost(osei: FlaskClient, html: Parse) -> None:
    data = {"key": "k", "kind": "phone", **vars(FILED)}
    asked = html(osei.post("/clinic/visits/new?at=hilltop", data=data))
    carried = asked.forms[-2]
    assert {key: carried.fields[key] for key in vars(FILED)} == vars(FILED)
    wrong = osei.post("/clinic/visits/new?at=hilltop", data={**data, "record_number": "7" * 41})
    assert wrong.status_code == 422
    assert "Record number: enter at most 40 characters" in wrong.text
    assert "7" * 41 in wrong.text
    assert made() == []


def test_a_list_says_what_is_on_file_beside_the_dates(
    osei: FlaskClient, html: Parse, frozen: Frozen
) -> None:
    lines = (
        "Ana Example, 17 May 1990, 1 Dec 2026 09:20; record no. 12/2026-1; GP: Dr Lee; from Dr Park"
        "\nCem Example, mrn 77"
        "\nEve Example, record 1, record 2"
    )
    page = html(osei.post(ADDRESS, data=fields(html(osei.get(ADDRESS)), lines=lines, do="check")))
    cells = [[cell.text_content().strip() for cell in row] for row in page.xpath("//tbody/tr")]
    assert [row[3:5] for row in cells][:2] == [
        ["1 Dec 2026 09:20", "Record 12/2026-1; GP Dr Lee; From Dr Park"],
        ["No time set", "Record 77"],
    ]
    assert "Leave one of “1” and “2”" in cells[2][5]
    kept = "\n".join(lines.splitlines()[:2])
    osei.post(ADDRESS, data=fields(page, lines=kept, do="create"))
    known = {one.booked.name: store.on_file(one) for one in store.worklist(CLINIC.id)}
    assert known == {
        "Ana Example": store.OnFile("12/2026-1", "Dr Lee", "Dr Park"),
        "Cem Example": store.OnFile("77"),
    }
