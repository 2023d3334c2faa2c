"""What works once works once, also for two at the same moment; a clinic keeps an administrator."""

from __future__ import annotations

from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import store
from intake.services import accounts
from intake.services.accounts import enrolment, links, people, sessions
from intake.store.people.records import Session
from tests import factories
from tests.conftest import SignIn
from tests.factories import CLINIC, PASSWORD
from tests.faults.conftest import AtOnce, rounds
from tests.service import Frozen
from tests.signing_in import OSEI, half_in, next_code

LUND = "lund@hilltop.example"


def id_of(email: str) -> int:
    return store.user_id_of(email) or 0


def test_of_two_with_one_code_one_gets_in(app: Flask, frozen: Frozen, at_once: AtOnce) -> None:
    for _ in rounds(20):
        frozen.move(minutes=16)
        data = {"code": next_code(OSEI)}
        thieves = [
            partial(half_in(app).post, "/sign-in/second-factor", data=data) for _ in range(2)
        ]
        assert sorted(one.status_code for one in at_once(*thieves)) == [302, 422]


def test_of_two_with_one_recovery_code_one_gets_in(
    app: Flask, frozen: Frozen, at_once: AtOnce
) -> None:
    for _ in rounds(20):
        frozen.move(minutes=16)
        [code, *_] = enrolment.new_recovery_codes(_session())
        data = {"code": code}
        thieves = [
            partial(half_in(app).post, "/sign-in/second-factor", data=data) for _ in range(2)
        ]
        assert sorted(one.status_code for one in at_once(*thieves)) == [302, 422]


def _session() -> Session:
    person = store.users.find(OSEI)
    assert person
    with store.transaction():
        found = sessions.find(sessions.begin(person, "A browser"))
    assert found
    return found


def test_a_doubled_click_on_continue_signs_in(app: Flask, frozen: Frozen, at_once: AtOnce) -> None:
    for _ in rounds(20):
        frozen.move(minutes=16)
        browser = half_in(app)
        cookie = browser.get_cookie("sign-in")
        twin = app.test_client()
        assert cookie
        twin.set_cookie("sign-in", cookie.value)
        data = {"code": next_code(OSEI)}
        clicks = [partial(one.post, "/sign-in/second-factor", data=data) for one in (browser, twin)]
        statuses = sorted(one.status_code for one in at_once(*clicks))
        assert statuses[0] == 302
        assert statuses[1] in (302, 422)


def test_an_invitation_taken_up_twice_makes_one_account(app: Flask, at_once: AtOnce) -> None:
    for number in rounds(20):
        email = f"new{number}@hilltop.example"
        token = links.invite(CLINIC.id, email, ["doctor"])
        data = {"name": "Dr New", "new": PASSWORD, "again": PASSWORD}
        browsers = [app.test_client() for _ in range(2)]
        for browser in browsers:
            browser.get(f"/account-link/{token}")
        replies = at_once(*(partial(one.post, "/account-link", data=data) for one in browsers))
        assert [one.status_code for one in replies].count(303) == 1
        assert all(one.status_code < 500 for one in replies)


def test_two_administrators_who_end_each_others_work_leave_one(app: Flask, at_once: AtOnce) -> None:
    factories.make_clinician(CLINIC, LUND, "Dr Lund", "administrator")
    for _ in rounds(20):
        for email in (OSEI, LUND):
            with store.transaction():
                store.members.set_roles(CLINIC.id, id_of(email), ["administrator"])

        def demote(email: str) -> bool:
            try:
                people.change_roles(CLINIC.id, id_of(email), ["doctor"])
            except accounts.AccountError:
                return False
            return True

        assert sorted(at_once(partial(demote, OSEI), partial(demote, LUND))) == [False, True]


def test_tries_at_once_gain_none(
    app: Flask, frozen: Frozen, at_once: AtOnce, signed_in: SignIn
) -> None:
    data = {"email": OSEI, "password": "wrong"}
    knocks = [partial(app.test_client().post, "/sign-in", data=data) for _ in range(10)]
    statuses = [one.status_code for one in at_once(*knocks)]
    assert statuses.count(422) <= 5
    assert set(statuses) == {422, 429}


@pytest.mark.parametrize("times", [2])
def test_two_tabs_signing_out_at_once_are_no_error(
    app: Flask, at_once: AtOnce, signed_in: SignIn, times: int
) -> None:
    browser = signed_in(OSEI)
    cookie = browser.get_cookie("sign-in")
    assert cookie
    twins = [app.test_client() for _ in range(times)]
    for twin in twins:
        twin.set_cookie("sign-in", cookie.value)
    replies = at_once(*(partial(twin.post, "/sign-out") for twin in twins))
    assert [one.status_code for one in replies] == [302] * times


@pytest.mark.parametrize(
    "typed", ["\0", "a\0b@hilltop.example", "\u202e@\u2066", "'; --", "é" * 255]
)
def test_what_no_database_keeps_is_no_error(
    app: Flask, client: FlaskClient, signed_in: SignIn, typed: str
) -> None:
    knock = {"email": typed, "password": typed}
    assert client.post("/sign-in", data=knock).status_code == 422
    assert client.get(f"/sign-in?next={typed}").status_code == 200
    token = links.invite(CLINIC.id, "new@hilltop.example", ["doctor"])
    client.get(f"/account-link/{token}")
    data = {"name": typed, "new": PASSWORD, "again": PASSWORD}
    assert client.post("/account-link", data=data).status_code in (303, 422)
    osei = signed_in(OSEI)
    for path, data in (
        ("/clinic/people", {"email": typed, "roles": "doctor"}),
        ("/clinic/people/invitations/withdraw", {"email": typed}),
        ("/clinic/emergencies/seen", {"emergency": typed}),
        ("/account/sessions/end", {"session": typed}),
        ("/account/second-factor/passkey/remove", {"passkey": typed}),
        ("/account/second-factor/app", {"code": typed}),
    ):
        assert osei.post(path, data=data).status_code in (200, 303, 422), path
