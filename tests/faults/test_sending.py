"""Sends that overlap with a second tap, with a Continue, with a new link: each is answered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake import store
from intake.services import documents
from intake.services.clinic import visits
from tests import factories
from tests.faults.conftest import AtOnce, rounds
from tests.phones import Tab, form_of, phone_with, same_phone

LATE = "What you typed last was not sent"


@pytest.fixture(autouse=True)
def quick_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The doctor's page is not what these wait for."""
    monkeypatch.setattr("reports.draw", lambda *_: b"%PDF")


def sent_answers(visit: store.Visit) -> dict[str, object] | None:
    stored = store.submission(visit)
    return dict(stored.content["answers"]) if stored else None


def is_to(reply: TestResponse, visit: store.Visit, where: str) -> bool:
    return (reply.status_code, reply.location) == (303, f"{form_of(visit)}/{where}")


@pytest.mark.parametrize("second_phone", [phone_with, None], ids=["two phones", "one phone"])
def test_requirement_48_a_doubled_send_is_one_submission_and_every_tap_gets_the_receipt(
    app: Flask,
    clinic: store.Clinic,
    at_once: AtOnce,
    second_phone: Callable[[Flask, store.Visit], FlaskClient] | None,
) -> None:
    for _ in rounds(80):
        visit = factories.make_draft(factories.make_visit(clinic))
        first = phone_with(app, visit)
        second = second_phone(app, visit) if second_phone else same_phone(app, first)
        tabs = [Tab.on(phone, f"{form_of(visit)}/check") for phone in (first, second)]
        replies = at_once(*(tab.post for tab in tabs))
        assert all(is_to(one, visit, "sent") for one in replies), [one.status for one in replies]
        assert sent_answers(visit) == factories.make_answers()
        receipts = [tab.phone.get(f"{form_of(visit)}/sent").text for tab in tabs]
        assert not any(LATE in one for one in receipts)
        # One browser sent it, and it alone gets the copy: tapped twice, it is told so twice.
        assert sum("Download a copy" in one for one in receipts) == (1 if second_phone else 2)


@pytest.mark.parametrize("looked", [True, False])
def test_a_continue_beside_a_send_is_in_the_submission_or_said_to_be_late(
    app: Flask, clinic: store.Clinic, at_once: AtOnce, looked: bool
) -> None:
    for number in rounds(40):
        visit = factories.make_draft(factories.make_visit(clinic))
        check = Tab.on(phone_with(app, visit), f"{form_of(visit)}/check")
        page = Tab.on(phone_with(app, visit), f"{form_of(visit)}/health")
        typed = f"typed {number}"
        send, save = at_once(
            partial(check.post, **({} if looked else {"seen": ""})),
            partial(page.post, pmh_free=typed),
        )
        answers = sent_answers(visit)
        if answers is None:  # saved first: whoever sent had not seen it
            assert send.status_code == 409
            assert typed in send.text
            assert is_to(save, visit, "impact")
            assert factories.saved_answers(visit)["pmh.free"] == typed
            continue
        assert is_to(send, visit, "sent")
        if answers.get("pmh.free") == typed:
            assert not looked
            assert is_to(save, visit, "impact")
        else:
            assert save.status_code == 409
            assert typed in save.text
            assert LATE in page.phone.get(f"{form_of(visit)}/sent").text
        assert factories.saved_answers(visit) == {}


def test_a_send_beside_a_new_link_is_sent_or_refused(
    app: Flask, clinic: store.Clinic, at_once: AtOnce
) -> None:
    for _ in rounds(20):
        visit = factories.make_draft(factories.make_visit(clinic))
        check = Tab.on(phone_with(app, visit), f"{form_of(visit)}/check")
        reply, _ = at_once(check.post, partial(visits.renew_link, visit, "command"))
        assert reply.status_code in (303, 404)
        assert check.phone.get(f"{form_of(visit)}/sent").status_code == 404
        if not sent_answers(visit):
            assert factories.saved_answers(visit) == factories.make_answers()


def test_a_page_asked_for_twice_at_once_is_given_twice(
    app: Flask, clinic: store.Clinic, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.draw", lambda *_: b"%PDF-record")
    for _ in rounds(20):
        visit = factories.make_submission(factories.make_visit(clinic))
        ask = partial(documents.pdf_of, visit, "record")
        assert at_once(ask, ask) == [b"%PDF-record"] * 2


def test_a_continue_beside_a_send_of_the_same_phone_is_said_to_be_late_and_leaves_the_copy(
    app: Flask, clinic: store.Clinic
) -> None:
    """Both replies write cookies, whichever comes last."""
    for first in ("send", "save"):
        visit = factories.make_draft(factories.make_visit(clinic))
        phone = phone_with(app, visit)
        check = Tab.on(phone, f"{form_of(visit)}/check")
        page = Tab.on(phone, f"{form_of(visit)}/health")
        opened = dict(phone._cookies or {})
        assert is_to(check.post(), visit, "sent")
        with_send = dict(phone._cookies or {})
        phone._cookies = dict(opened)  # the save left before the answer to the send came
        assert page.post(pmh_free="late").status_code == 409
        with_save = dict(phone._cookies or {})
        changed = [
            {key: one for key, one in after.items() if opened.get(key) != one}
            for after in (with_send, with_save)
        ]
        phone._cookies = opened
        for written in changed if first == "send" else changed[::-1]:
            phone._cookies.update(written)
        receipt = phone.get(f"{form_of(visit)}/sent").text
        assert LATE in receipt
        assert "Download a copy" in receipt
