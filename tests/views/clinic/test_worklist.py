"""The worklist with many visits: pages, statements, order, and what cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import Mock

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, text
from werkzeug.test import TestResponse

from intake import store
from intake.extensions import db
from intake.store.sealing import keys
from tests.factories import ANA, CLINIC, OTHER_CLINIC, make_answers, make_draft, make_visit
from tests.service import Frozen

Parse = Callable[[TestResponse], Any]
HREFS = "//nav//a[starts-with(normalize-space(), $word)]/@href"


@pytest.fixture
def many(app: object, frozen: Frozen) -> list[store.Visit]:
    """120 visits, the first ones made in the same moment; newest first."""
    made = []
    for number in range(120):
        frozen.move(minutes=number // 10)
        made.append(make_visit(identity=store.Identity(f"Patient {number:03}")))
    return made[::-1]


@contextmanager
def statements() -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    asked: list[str] = []

    def note(*given: Any) -> None:
        asked.append(given[2])

    event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(db.engine, "before_cursor_execute", note)


def references(page: Any) -> list[str]:
    links = page.xpath("//tbody//td[1]//a/@href")
    return [link.rsplit("/", 1)[1] for link in links]


def follow(osei: FlaskClient, html: Parse, page: Any, word: str) -> Any:
    [link] = page.xpath(HREFS, word=word)
    return html(osei.get(link))


def test_every_visit_stands_on_one_page_of_fifty_and_next_and_previous_lead_there(
    osei: FlaskClient, many: list[store.Visit], html: Parse
) -> None:
    first = html(osei.get("/clinic"))
    second = follow(osei, html, first, "Next")
    third = follow(osei, html, second, "Next")
    seen = [references(one) for one in (first, second, third)]
    assert [len(one) for one in seen] == [50, 50, 20]
    assert {one for page in seen for one in page} == {visit.reference for visit in many}
    at = {visit.reference: visit.created_at for visit in many}
    times = [at[one] for page in seen for one in page]
    assert times == sorted(times, reverse=True)
    assert first.xpath(HREFS, word="Previous") == third.xpath(HREFS, word="Next") == []
    assert references(follow(osei, html, third, "Previous")) == seen[1]
    assert references(follow(osei, html, second, "Previous")) == seen[0]


def test_a_page_that_is_gone_or_anothers_leads_to_the_first(
    osei: FlaskClient, many: list[store.Visit]
) -> None:
    foreign = make_visit(OTHER_CLINIC)
    for value in ("2345-6789", foreign.reference, "'"):
        for way in ("older", "newer"):
            reply = osei.get("/clinic", query_string={way: value})
            assert reply.status_code == 303
            assert reply.location == "/clinic?at=hilltop"


@pytest.mark.parametrize("query", ["", "older", "newer"])
def test_any_number_of_visits_takes_nine_statements_and_opens_fifty_identities(
    osei: FlaskClient, many: list[store.Visit], monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    opening = Mock(wraps=keys.open_json)
    monkeypatch.setattr("intake.store.visits.identities.open_json", opening)
    with statements() as asked:
        reply = osei.get("/clinic", query_string={query: many[60].reference} if query else {})
    assert reply.status_code == 200
    assert len(asked) <= 9, asked  # five of them write the audit's row
    assert opening.call_count <= 51


def test_the_database_reads_the_worklist_in_its_order(many: list[store.Visit]) -> None:
    with statements() as asked:
        store.worklist(CLINIC.id)
    bound = {str(n): value for n, value in enumerate((CLINIC.id, 50, 0))}
    query = asked[-1]
    for name in bound:
        query = query.replace("?", f":p{name}", 1)
    plan = db.session.execute(
        text(f"EXPLAIN QUERY PLAN {query}"), {f"p{name}": value for name, value in bound.items()}
    ).all()
    steps = " ".join(str(row[3]) for row in plan)
    assert "ix_visit_newest" in steps
    assert "TEMP B-TREE" not in steps


def test_a_visit_that_cannot_be_read_says_so_and_hides_no_other(
    osei: FlaskClient, visit: store.Visit, html: Parse
) -> None:
    broken = make_visit()
    move = "UPDATE visit SET identity = (SELECT identity FROM visit WHERE id = :a) WHERE id = :b"
    db.session.execute(text(move), {"a": visit.id, "b": broken.id})
    db.session.commit()
    reply = osei.get("/clinic")
    assert reply.status_code == 200
    rows = html(reply).xpath("//tbody/tr")
    [row] = [one for one in rows if broken.reference in one.text_content()]
    assert "This visit cannot be read: " in row.text_content()
    assert row.xpath(".//a") == []
    [other] = [one for one in rows if visit.reference in one.text_content()]
    assert ANA.name in other.text_content()


@pytest.mark.parametrize(
    ("given", "booked"),
    [
        ({"about.name": "Ben Example"}, "booked as Ana Example, born 17 May 1990"),
        ({"about.dob": "1991-05-17"}, "booked as Ana Example, born 17 May 1990"),
        ({"about.name": "ana  example"}, ""),
        ({}, ""),
    ],
)
def test_who_was_booked_stands_beside_who_the_answers_name(
    osei: FlaskClient, visit: store.Visit, html: Parse, given: dict[str, str], booked: str
) -> None:
    made = make_draft(visit, {**make_answers(), **given})
    [cell] = html(osei.get("/clinic")).xpath("//tbody/tr/td[1]")
    shown = " ".join(cell.text_content().split())
    assert shown == " ".join(f"Patient {made.given.name} {booked}".split())
    record = " ".join(html(osei.get(f"/clinic/visits/{visit.reference}")).text_content().split())
    assert ("Booked as Ana Example, born 17 May 1990" in record) == bool(booked)


def test_each_state_is_told_in_one_list(osei: FlaskClient, visit: store.Visit, html: Parse) -> None:
    make_draft(make_visit())
    states = [
        " ".join(cell.text_content().split())
        for cell in html(osei.get("/clinic")).xpath("//tbody/tr/td[4]")
    ]
    assert [one.split(" saved")[0] for one in states] == ["Form Not sent yet", "Form Not started"]
