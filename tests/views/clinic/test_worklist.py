"""The worklist with many visits: order, pages, statements, filters, and what cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, text
from werkzeug.test import TestResponse

from intake import store
from intake.extensions import db
from intake.store.sealing import keys
from tests.conftest import SignIn
from tests.factories import (
    ANA,
    CLINIC,
    OTHER_CLINIC,
    make_answers,
    make_clinician,
    make_draft,
    make_older,
    make_submission,
    make_visit,
)
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


def rows_of(page: Any) -> list[Any]:
    return list(page.xpath("//tr[contains(@class, 'app-work__row')]"))


def references(page: Any) -> list[str]:
    links = page.xpath("//tbody//td[2]//a/@href")
    return [link.rsplit("/", 1)[1] for link in links]


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


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
    for wanted in (
        store.Wanted(CLINIC.id, frozen.now()),
        store.Wanted(CLINIC.id, frozen.now(), after=many[60]),
        store.Wanted(CLINIC.id, frozen.now(), before=many[60], unsent=True, signs=True),
    ):
        steps = plan_of(wanted)
        assert "ix_visit_by_time" in steps
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


def test_a_visit_that_cannot_be_read_says_so_and_hides_no_other(
    osei: FlaskClient, visit: store.Visit, html: Parse
) -> None:
    broken = make_visit()
    move = "UPDATE visit SET identity = (SELECT identity FROM visit WHERE id = :a) WHERE id = :b"
    db.session.execute(text(move), {"a": visit.id, "b": broken.id})
    db.session.commit()
    reply = osei.get("/clinic")
    assert reply.status_code == 200
    rows = rows_of(html(reply))
    [row] = [one for one in rows if broken.reference in one.text_content()]
    assert "This visit cannot be read: " in row.text_content()
    assert row.xpath(".//a") == []
    [other] = [one for one in rows if visit.reference in one.text_content()]
    assert ANA.name in other.text_content()


@pytest.mark.parametrize(
    ("given", "booked"),
    [
        ({"about.name": "Ben Example"}, "≠ Booked as Ana Example, born 17 May 1990"),
        ({"about.dob": "1991-05-17"}, "≠ Booked as Ana Example, born 17 May 1990"),
        ({"about.name": "ana  example"}, ""),
        ({}, ""),
    ],
)
def test_who_was_booked_stands_beside_who_the_answers_name(
    osei: FlaskClient, visit: store.Visit, html: Parse, given: dict[str, str], booked: str
) -> None:
    made = make_draft(visit, {**make_answers(), **given})
    [row] = rows_of(html(osei.get("/clinic")))
    shown = words(row.xpath("td[2]")[0])
    assert shown.startswith(" ".join(made.given.name.split()))
    assert ("Booked as" in shown) == bool(booked)
    assert booked in shown
    record = words(html(osei.get(f"/clinic/visits/{visit.reference}")))
    assert ("Booked as Ana Example, born 17 May 1990" in record) == bool(booked)


def test_signs_are_counted_and_drugs_named(
    osei: FlaskClient, visit: store.Visit, html: Parse
) -> None:
    make_submission(visit)
    [row] = rows_of(html(osei.get("/clinic")))
    cells = [words(one) for one in row.xpath("td")]
    assert cells[2] == "2 danger signs"
    assert cells[3].startswith("sertraline 6 weeks before ciprofloxacin 6 days before caffeine")
    assert "F" in cells[1].split(",")[1]
    assert row.xpath(".//a[contains(@href, '.pdf')]")


def test_what_is_not_known_is_never_none(osei: FlaskClient, html: Parse) -> None:
    visit = make_draft(make_visit(), {"safety.now": ["none"], "about.name": "Ben"})
    [row] = rows_of(html(osei.get("/clinic")))
    cells = [words(one) for one in row.xpath("td")]
    assert cells[2] == "8 of 26 answered, all No"
    assert cells[3] == "Not asked yet"
    make_older(visit)
    cells = [words(one) for one in rows_of(html(osei.get("/clinic")))[0].xpath("td")]
    assert cells[2] == cells[3] == "Not counted: open the record"


def test_an_emergency_sign_of_an_unsent_form_stands_above_all_until_it_is_dealt_with(
    osei: FlaskClient, html: Parse, frozen: Frozen
) -> None:
    quiet = make_visit(scheduled_at=frozen.now() + timedelta(hours=1))
    signs = {"safety.now": ["breath"], "safety.ack": "not_yet", "about.phone": "07700 900 321"}
    visit = make_draft(make_visit(scheduled_at=frozen.now() + timedelta(days=3)), signs)
    page = html(osei.get("/clinic"))
    [box] = page.xpath("//section[@aria-labelledby='urgent']")
    assert "1 person with an emergency sign" in words(box)
    assert "No help yet" in words(box)
    assert "Breathless at rest or lying flat" in words(box)
    assert "ticked today 12:00" in words(box)
    assert box.xpath(".//a/@href")[0] == "tel:07700900321"
    assert references(page) == [quiet.reference, visit.reference]
    record = f"/clinic/visits/{visit.reference}"
    assert osei.post(f"{record}/dealt-with").status_code == 303
    page = html(osei.get("/clinic"))
    assert page.xpath("//section[@aria-labelledby='urgent']") == []
    assert "Dealt with by Dr Osei" in words(rows_of(page)[1])
    frozen.move(hours=1)
    make_draft(visit, {**signs, "safety.now": ["breath", "fit"]})
    assert "Loss of consciousness" in words(html(osei.get("/clinic")))


def test_an_emergency_sign_that_was_taken_back_is_still_told(
    osei: FlaskClient, visit: store.Visit, html: Parse
) -> None:
    make_draft(visit, {"safety.now": ["choke"]})
    make_submission(visit)
    page = html(osei.get("/clinic"))
    assert page.xpath("//section[@aria-labelledby='urgent']") == []
    assert "1 emergency sign taken back" in words(rows_of(page)[0])


def test_an_emergency_sign_leaves_the_box_a_week_after_the_visit(
    osei: FlaskClient, frozen: Frozen, html: Parse
) -> None:
    make_draft(make_visit(scheduled_at=frozen.now()), {"safety.now": ["fit"]})
    make_draft(make_visit(), {"safety.now": ["fit"]})
    assert "2 people with an emergency sign" in words(html(osei.get("/clinic")))
    frozen.move(days=8)
    assert "with an emergency sign" not in osei.get("/clinic").text


def test_the_list_can_be_narrowed(osei: FlaskClient, frozen: Frozen, html: Parse) -> None:
    today = make_visit(scheduled_at=frozen.now())
    sent = make_submission(make_visit())
    plain = make_draft(make_visit(scheduled_at=frozen.now() + timedelta(days=1)), {"a": "b"})
    found = {
        show: references(html(osei.get(f"/clinic?show={show}")))
        for show in ("today", "unsent", "signs")
    }
    assert found == {
        "today": [today.reference],
        "unsent": [today.reference, plain.reference],
        "signs": [sent.reference],
    }


def test_requirement_10_the_list_is_narrowed_to_nothing_else(osei: FlaskClient) -> None:
    for show in ("everything", "' OR 1=1 --", "SIGNS"):
        assert osei.get("/clinic", query_string={"show": show}).status_code == 400


def test_requirement_07_the_front_desk_sees_states_and_no_sign_drug_or_order_by_them(
    signed_in: SignIn, osei: FlaskClient, html: Parse, frozen: Frozen, monkeypatch: Any
) -> None:
    make_clinician(CLINIC, "desk@hilltop.example", "Desk", "front-desk")
    make_draft(make_visit(), {**make_answers(), "safety.now": ["fit"], "safety.ack": "not_yet"})
    desk = signed_in("desk@hilltop.example")
    opening = Mock(side_effect=AssertionError)
    monkeypatch.setattr("intake.store.visits.attention.open_json", opening)
    reply = desk.get("/clinic")
    [row] = rows_of(html(reply))
    assert len(row.xpath("td")) == 3
    assert "Not sent" in words(row)
    shown = words(html(reply).xpath("//main")[0])
    for word in (" sign", "sertraline", "PDF", "Emergency", "07700"):
        assert word not in shown, word
    assert desk.get("/clinic?show=signs").status_code == 400


@pytest.mark.parametrize(
    ("show", "words_shown"),
    [
        ("", "No visits yet"),
        ("today", "No visits today"),
        ("unsent", "Every form has been sent"),
        ("signs", "No form has an emergency or danger sign"),
    ],
)
def test_an_empty_list_says_so_and_leads_on(
    osei: FlaskClient, html: Parse, show: str, words_shown: str
) -> None:
    page = html(osei.get(f"/clinic?show={show}"))
    [box] = page.xpath("//div[@class='app-empty']")
    assert words_shown in words(box)
    assert box.xpath(".//a/@href")


def test_each_state_is_told_in_one_list(
    signed_in: SignIn, visit: store.Visit, html: Parse, frozen: Frozen
) -> None:
    osei = signed_in("osei@hilltop.example")

    def state() -> str:
        return words(rows_of(html(osei.get("/clinic")))[-1].xpath("td[5]")[0])

    assert state() == "Not started link not opened"
    with store.transaction():
        store.add_opening(store.lock_visit(visit))
    assert state() == "Not started link opened"
    with store.transaction():
        for _ in range(5):
            store.count_wrong(visit)
    assert state() == "Not started link locked: wrong dates of birth"
    frozen.move(hours=1)
    osei = signed_in("osei@hilltop.example")
    make_draft(visit)
    assert state().startswith("Not sent: 11 of 11 parts saved today 13:00")
    frozen.move(days=40)
    osei = signed_in("osei@hilltop.example")
    assert state().startswith("Not sent: 11 of 11 parts link has ended")
    osei.post(f"/clinic/visits/{visit.reference}/cancel")
    assert state().startswith("Cancelled")
