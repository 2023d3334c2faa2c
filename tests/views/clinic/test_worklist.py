"""The worklist with many visits: order, pages, statements, filters, and what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from intake import store
from intake.extensions import db
from intake.store.sealing import keys
from tests.factories import (
    CLINIC,
    OTHER_CLINIC,
    make_draft,
    make_submission,
    make_visit,
)
from tests.service import Frozen
from tests.views.clinic.listed import Parse, references, words

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


def test_today_comes_first_by_time_then_what_comes_then_what_has_no_time_then_the_past(
    osei: FlaskClient, frozen: Frozen, html: Parse
) -> None:
    hours = {"past": -50, "before": -30, "morning": -3, "evening": 6, "tomorrow": 22, "later": 400}
    made = {
        name: make_visit(scheduled_at=frozen.now() + timedelta(hours=hour))
        for name, hour in reversed(hours.items())
    }
    made["untimed"] = make_visit()
    order = ("morning", "evening", "tomorrow", "later", "untimed", "before", "past")
    page = html(osei.get("/clinic"))
    assert references(page) == [made[name].reference for name in order]
    headings = [words(one) for one in page.xpath("//th[@scope='rowgroup']")]
    assert headings == [
        "Today, Sunday 22 November",
        "Tomorrow, Monday 23 November",
        "Wednesday 9 December",
        "No time set, newest first",
        "Earlier, newest first",
    ]
    assert "2 visits today: 2 not started." in words(page)


def test_pages_run_through_all_parts_both_ways(
    osei: FlaskClient, frozen: Frozen, html: Parse
) -> None:
    days = [*range(0, 40), *[None] * 30, *range(-40, 0)]
    for number, day in enumerate(days):
        at = None if day is None else frozen.now() + timedelta(days=day)
        make_visit(identity=store.Identity(f"P {number}"), scheduled_at=at)
    first = html(osei.get("/clinic"))
    second = follow(osei, html, first, "Next")
    third = follow(osei, html, second, "Next")
    seen = [references(one) for one in (first, second, third)]
    assert [len(one) for one in seen] == [50, 50, 10]
    assert len({one for page in seen for one in page}) == len(days)
    assert references(follow(osei, html, third, "Previous")) == seen[1]
    assert references(follow(osei, html, second, "Previous")) == seen[0]


def test_today_is_the_clinics_own_day(osei: FlaskClient, frozen: Frozen, html: Parse) -> None:
    frozen.set(datetime.fromisoformat("2026-06-30T23:30:00+00:00"))  # the 1st of July in London
    make_visit(scheduled_at=datetime.fromisoformat("2026-07-01T08:00:00+00:00"))
    page = words(html(osei.get("/clinic?show=today")))
    assert "Today, Wednesday 1 July" in page
    assert "09:00" in page


def test_a_page_that_is_gone_or_anothers_leads_to_the_first(
    osei: FlaskClient, many: list[store.Visit]
) -> None:
    foreign = make_visit(OTHER_CLINIC)
    for value in ("2345-6789", foreign.reference, "'"):
        for way in ("after", "before"):
            reply = osei.get("/clinic", query_string={way: value})
            assert reply.status_code == 303
            assert reply.location == "/clinic?at=hilltop"


@pytest.mark.parametrize("query", ["", "after", "before"])
def test_any_number_of_visits_takes_ten_statements_and_opens_no_answers(
    osei: FlaskClient, many: list[store.Visit], monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    for visit in many[55:65]:
        make_draft(visit)
    opening = Mock(wraps=keys.open_json)
    for module in ("identities", "attention", "drafts", "submissions"):
        monkeypatch.setattr(f"intake.store.visits.{module}.open_json", opening)
    with statements() as asked:
        reply = osei.get("/clinic", query_string={query: many[60].reference} if query else {})
    assert reply.status_code == 200
    assert len(asked) <= 10, asked  # five of them write the audit's row
    kinds = {call.args[1] for call in opening.call_args_list}
    assert kinds <= {"visit", "headline"}
    assert opening.call_count <= 2 * 51 + 1


def test_the_database_reads_the_worklist_in_its_order(
    many: list[store.Visit], frozen: Frozen
) -> None:
    for index, wanted in (
        ("by_time", store.Wanted(CLINIC.id, frozen.now())),
        ("by_time", store.Wanted(CLINIC.id, frozen.now(), after=many[60])),
        ("unsent", store.Wanted(CLINIC.id, frozen.now(), before=many[60], unsent=True, signs=True)),
    ):
        steps = plan_of(wanted)
        assert f"ix_visit_{index}" in steps
        assert "TEMP B-TREE" not in steps
        assert "SCAN visit" not in steps


def plan_of(wanted: store.Wanted) -> str:
    """How SQLite goes about it."""
    asked: list[tuple[str, Any]] = []

    def note(*given: Any) -> None:
        asked.append((given[2], given[3]))

    event.listen(db.engine, "before_cursor_execute", note)
    store.listed(wanted)
    event.remove(db.engine, "before_cursor_execute", note)
    query, bound = asked[-1]
    connection = db.session.connection()
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", bound).all()
    return " ".join(str(row[3]) for row in plan)


def test_the_list_says_who_opened_what_was_sent_and_can_show_what_nobody_has(
    osei: FlaskClient, frozen: Frozen, answers: dict[str, object], html: Parse
) -> None:
    sent = make_visit(identity=store.Identity("Ana Example"))
    osei.get(f"/clinic/visits/{sent.reference}")  # before there was anything to read
    frozen.move(minutes=1)
    make_submission(sent, answers)
    other = make_visit(identity=store.Identity("Bo Example"))
    make_submission(other, answers)
    make_visit(identity=store.Identity("Cy Example"))
    page = html(osei.get("/clinic"))
    assert words(page).count("Not opened yet") == 2
    osei.get(f"/clinic/visits/{sent.reference}")
    page = html(osei.get("/clinic"))
    assert words(page).count("Opened by Dr Osei") == 1
    assert references(html(osei.get("/clinic?show=unopened"))) == [other.reference]
    osei.get(f"/clinic/visits/{other.reference}")
    empty = words(html(osei.get("/clinic?show=unopened")))
    assert "Every form that was sent has been opened" in empty
