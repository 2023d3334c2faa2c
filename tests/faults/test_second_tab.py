"""A second tab or phone changes the form while a page of it stands open: nothing is mixed."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import store
from tests import factories
from tests.phones import Tab, form_of, phone_with

MEDS = [{"med.name": f"{letter * 3} 1 mg"} for letter in "ABC"]
LATE = "What you typed last was not sent"


@pytest.fixture
def started(visit: store.Visit) -> store.Visit:
    """Ana's visit with her whole form saved and the medicines AAA, BBB, CCC on her list."""
    return factories.make_draft(visit, factories.make_answers(med=MEDS))


@pytest.fixture
def phone(app: Flask, started: store.Visit) -> FlaskClient:
    """Ana's phone with her form open."""
    return phone_with(app, started)


@pytest.fixture
def tab(phone: FlaskClient, started: store.Visit) -> Tab:
    """The tab that stands open: BBB's page."""
    return Tab.on(phone, f"{form_of(started)}/med/00000002")


def listed(visit: store.Visit) -> list[str]:
    return [one["med.name"] for one in factories.saved_answers(visit)["med"]]


def remove(phone: FlaskClient, visit: store.Visit, entry: str) -> Tab:
    return Tab.on(phone, f"{form_of(visit)}/med/{entry}/remove")


def test_a_medicine_is_changed_in_its_own_place_whatever_was_removed(
    phone: FlaskClient, started: store.Visit, tab: Tab
) -> None:
    assert remove(phone, started, "00000001").post().status_code == 303
    assert tab.post(med_name="BBB 2 mg").status_code == 303
    assert listed(started) == ["BBB 2 mg", "CCC 1 mg"]


def test_changing_a_medicine_that_is_gone_says_so_and_keeps_what_was_typed(
    phone: FlaskClient, started: store.Visit, tab: Tab
) -> None:
    remove(phone, started, "00000002").post()
    reply = tab.post(med_name="BBB 2 mg")
    assert reply.status_code == 409
    assert "This is no longer on your list" in reply.text
    assert "BBB 2 mg" in reply.text
    assert listed(started) == ["AAA 1 mg", "CCC 1 mg"]
    assert Tab.of(phone, tab.address, reply).post().status_code == 303
    assert listed(started) == ["AAA 1 mg", "CCC 1 mg", "BBB 2 mg"]


def test_changing_a_medicine_that_was_changed_shows_both(
    phone: FlaskClient, started: store.Visit, tab: Tab
) -> None:
    Tab.on(phone, tab.address).post(med_name="BBB 2 mg")
    reply = tab.post(med_name="BBB 3 mg")
    assert reply.status_code == 409
    assert "This medicine was saved with other answers" in reply.text
    assert "BBB 2 mg" in reply.text
    assert "BBB 3 mg" in reply.text
    assert listed(started)[1] == "BBB 2 mg"
    assert Tab.of(phone, tab.address, reply).post().status_code == 303
    assert listed(started)[1] == "BBB 3 mg"


def test_removing_a_medicine_that_was_changed_asks_again(
    phone: FlaskClient, started: store.Visit, tab: Tab
) -> None:
    asked = remove(phone, started, "00000002")
    tab.post(med_name="BBB 2 mg")
    reply = asked.post()
    assert reply.status_code == 409
    assert "BBB 2 mg" in reply.text
    assert "still on your list" in reply.text
    assert listed(started)[1] == "BBB 2 mg"
    assert Tab.of(phone, asked.address, reply).post().status_code == 303
    assert listed(started) == ["AAA 1 mg", "CCC 1 mg"]


def test_a_page_saved_elsewhere_with_other_answers_shows_both_and_asks(
    phone: FlaskClient, started: store.Visit
) -> None:
    first, second = (Tab.on(phone, f"{form_of(started)}/health") for _ in range(2))
    assert first.post(pmh_free="the first").status_code == 303
    reply = second.post(pmh_free="the second")
    assert reply.status_code == 409
    assert "the first" in reply.text
    assert "the second" in reply.text
    assert factories.saved_answers(started)["pmh.free"] == "the first"
    assert Tab.of(phone, second.address, reply).post().status_code == 303
    assert factories.saved_answers(started)["pmh.free"] == "the second"


def test_a_third_answer_meanwhile_is_asked_about_too(
    phone: FlaskClient, started: store.Visit
) -> None:
    first, second = (Tab.on(phone, f"{form_of(started)}/health") for _ in range(2))
    first.post(pmh_free="the first")
    again = Tab.of(phone, second.address, second.post(pmh_free="the second"))
    Tab.on(phone, first.address).post(pmh_free="the third")
    reply = again.post()
    assert reply.status_code == 409
    assert "the third" in reply.text
    assert factories.saved_answers(started)["pmh.free"] == "the third"


def test_the_same_answers_twice_are_no_conflict(phone: FlaskClient, started: store.Visit) -> None:
    for address, typed in (
        ("health", {"pmh_free": "the same"}),
        ("med/00000002", {"med_name": "BBB 2 mg"}),
        ("med/new", {"med_name": "DDD"}),
    ):
        tab = Tab.on(phone, f"{form_of(started)}/{address}")
        assert [tab.post(**typed).status_code for _ in range(2)] == [303, 303]
    assert listed(started) == ["AAA 1 mg", "BBB 2 mg", "CCC 1 mg", "DDD"]


def test_another_page_saved_meanwhile_is_no_conflict(
    phone: FlaskClient, started: store.Visit
) -> None:
    health, end = (Tab.on(phone, f"{form_of(started)}/{page}") for page in ("health", "impact"))
    assert health.post(pmh_free="in one tab").status_code == 303
    assert end.post(end_else="in the other").status_code == 303
    saved = factories.saved_answers(started)
    assert (saved["pmh.free"], saved["end.else"]) == ("in one tab", "in the other")


def test_what_changed_after_the_check_page_was_drawn_is_not_sent_unseen(
    phone: FlaskClient, started: store.Visit, tab: Tab
) -> None:
    check = Tab.on(phone, f"{form_of(started)}/check")
    tab.post(med_name="BBB 2 mg")
    reply = check.post()
    assert reply.status_code == 409
    assert "Nothing is sent yet" in reply.text
    assert "BBB 2 mg" in reply.text
    assert store.submission(started) is None
    assert Tab.of(phone, check.address, reply).post().location == f"{form_of(started)}/sent"
    sent = store.submission(started)
    assert sent
    assert sent.content["answers"]["med"][1] == {"med.name": "BBB 2 mg"}


@pytest.mark.parametrize(
    ("page", "shown_by", "hidden_by", "typed"),
    [
        ("safety-act", {"safety.now": ["fit"]}, {"safety.now": ["none"]}, "safety.ack.fit"),
        ("breath-act", {"sx.breath": "yes", "sx.breath.when": ["still"]}, {}, "sx.breath.ack"),
    ],
)
def test_a_page_that_other_answers_have_hidden_saves_nothing_and_gives_back_what_was_typed(
    app: Flask,
    visit: store.Visit,
    page: str,
    shown_by: dict[str, object],
    hidden_by: dict[str, object],
    typed: str,
) -> None:
    answers = factories.make_answers()
    factories.save_answers(visit, {**answers, **shown_by})
    tab = Tab.on(phone_with(app, visit), f"{form_of(visit)}/{page}")
    factories.save_answers(visit, {**answers, **hidden_by})
    before = factories.saved_answers(visit)
    reply = tab.post(**{typed: "not_yet"})
    assert reply.status_code == 409
    assert "not part of your form now" in reply.text
    assert "What you typed just now is not saved" in reply.text
    assert factories.saved_answers(visit) == before


@pytest.mark.parametrize(
    ("page", "typed", "late"),
    [
        ("health", {"pmh_free": "too late"}, True),
        ("health", {}, False),
        ("med/00000002", {"med_name": "BBB 2 mg"}, True),
        ("med/00000002", {}, False),
        ("med/new", {"med_name": "DDD"}, True),
        ("med/00000002/remove", {}, True),
        ("med", {}, False),
    ],
)
def test_what_comes_after_the_sending_leads_to_a_receipt_that_says_so(
    phone: FlaskClient, started: store.Visit, page: str, typed: dict[str, object], late: bool
) -> None:
    tab = Tab.on(phone, f"{form_of(started)}/{page}")
    Tab.on(phone, f"{form_of(started)}/check").post()
    before = store.submission(started)
    reply = tab.post(**typed)
    where = f"{form_of(started)}/sent"
    if late:
        assert reply.status_code == 409
        assert f'href="{where}"' in reply.text
        assert all(str(one) in reply.text for one in typed.values())
    else:
        assert (reply.status_code, reply.location) == (303, where)
    receipt = phone.get(where).text
    assert (LATE in receipt) == late
    assert "Download a copy" in receipt
    assert store.submission(started) == before
    assert factories.saved_answers(started) == {}
