"""What the list of visits tells of each: identity, signs, drugs, state, filters, emptiness."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from intake import store
from intake.extensions import db
from tests.conftest import SignIn
from tests.factories import (
    ANA,
    CLINIC,
    make_answers,
    make_clinician,
    make_draft,
    make_older,
    make_submission,
    make_visit,
)
from tests.phones import Tab
from tests.service import Frozen
from tests.views.clinic.listed import Parse, references, rows_of, words


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
    assert cells[2] == "1 danger sign"
    assert cells[3].startswith("ciprofloxacin 6 days before sertraline 6 weeks before caffeine")
    assert "F" in cells[1].split(",")[1]
    assert row.xpath(".//a[contains(@href, '.pdf')]")


def test_that_a_patient_was_told_to_ring_stands_beside_the_signs(
    osei: FlaskClient, html: Parse
) -> None:
    dark = {"sx_pain": "yes", "sx_pain_urine": "yes", "sx_ring_ack": "not_yet"}
    make_submission(make_visit(), make_answers(**dark))
    [row] = rows_of(html(osei.get("/clinic")))
    assert words(row.xpath("td")[2]) == "2 danger signs Told to ring today: has not rung yet"


def test_what_is_not_known_is_never_none(osei: FlaskClient, html: Parse) -> None:
    visit = make_draft(make_visit(), {"safety.now": ["none"], "about.name": "Ben"})
    [row] = rows_of(html(osei.get("/clinic")))
    cells = [words(one) for one in row.xpath("td")]
    assert cells[2] == "8 of 32 answered, all No"
    assert cells[3] == "Not asked yet"
    make_older(visit)
    cells = [words(one) for one in rows_of(html(osei.get("/clinic")))[0].xpath("td")]
    assert cells[2] == cells[3] == "Not counted: open the record"


def test_an_emergency_sign_of_an_unsent_form_stands_above_all_until_it_is_dealt_with(
    osei: FlaskClient, html: Parse, frozen: Frozen
) -> None:
    quiet = make_visit(scheduled_at=frozen.now() + timedelta(hours=1))
    signs = {
        "safety.now": ["breath"],
        "safety.ack.breath": "not_yet",
        "about.phone": "07700 900 321",
    }
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
    assert Tab.on(osei, record, to="/dealt-with").post().status_code == 303
    page = html(osei.get("/clinic"))
    assert page.xpath("//section[@aria-labelledby='urgent']") == []
    assert "Dealt with by Dr Osei" in words(rows_of(page)[1])
    frozen.move(hours=1)
    make_draft(visit, {**signs, "safety.now": ["breath", "fit"]})
    page = html(osei.get("/clinic"))
    assert "Loss of consciousness" in words(page)
    assert "Dealt with" not in words(rows_of(page)[1])


def test_signs_that_the_doctor_has_not_seen_are_not_dealt_with(
    osei: FlaskClient, html: Parse
) -> None:
    visit = make_draft(make_visit(), {"safety.now": ["choke"], "safety.ack": "not_yet"})
    old = Tab.on(osei, f"/clinic/visits/{visit.reference}", to="/dealt-with")
    make_draft(visit, {"safety.now": ["choke", "stroke"], "safety.ack": "not_yet"})
    reply = old.post()
    assert reply.status_code == 409
    assert "Nothing was noted" in reply.text
    assert html(osei.get("/clinic")).xpath("//section[@aria-labelledby='urgent']")
    assert Tab.of(osei, old.address, reply, to="/dealt-with").post().status_code == 303
    assert html(osei.get("/clinic")).xpath("//section[@aria-labelledby='urgent']") == []


def test_a_visit_without_answers_is_not_said_to_differ(osei: FlaskClient) -> None:
    for visit in (make_visit(), make_draft(make_visit(), {"about.job": "Baker"})):
        assert "Booked as" not in osei.get(f"/clinic/visits/{visit.reference}").text
        assert "Booked as" not in osei.get(f"/clinic/visits/{visit.reference}/booking").text


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
    make_draft(make_visit(), {**make_answers(), "safety.now": ["fit"], "safety.ack.fit": "not_yet"})
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
    assert state() == "Not started locked after wrong dates of birth"
    frozen.move(hours=1)
    osei = signed_in("osei@hilltop.example")
    make_draft(visit)
    assert state().startswith("Not sent: 9 of 9 parts saved today 13:00")
    frozen.move(days=40)
    osei = signed_in("osei@hilltop.example")
    assert state().startswith("Not sent: 9 of 9 parts link has ended")
    osei.post(f"/clinic/visits/{visit.reference}/cancel")
    assert state().startswith("Cancelled")
