"""The people of a clinic: invitations, roles, the end of someone's work there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake import store
from intake.services import accounts
from intake.services.accounts import links, people
from tests import factories
from tests.conftest import SignIn
from tests.factories import CLINIC, PASSWORD
from tests.service import Frozen
from tests.signing_in import give_password

NEW, OSEI, LUND = "new@hilltop.example", "osei@hilltop.example", "lund@hilltop.example"
Parse = Callable[[TestResponse], Any]
JOINED = {"name": "Sam Desk", "new": PASSWORD, "again": PASSWORD}


def id_of(email: str) -> int:
    return store.user_id_of(email) or 0


def roles_of(email: str, clinic_id: str = "hilltop") -> set[str]:
    found = [one for one in store.memberships(id_of(email)) if one.clinic.id == clinic_id]
    return set(found[0].roles) if found else set()


def invited(browser: FlaskClient, html: Parse, email: str = NEW, role: str = "front-desk") -> str:
    """Invite somebody on the page, and give the link's path."""
    page = html(browser.post("/clinic/people", data={"email": email, "roles": role}))
    link: str = page.get_element_by_id("link").text
    assert link.startswith("http://intake.test/account-link/")
    return link.removeprefix("http://intake.test")


@pytest.fixture
def lund(app: Flask) -> str:
    """Dr Lund, a doctor of Hilltop."""
    factories.make_clinician(CLINIC, LUND, "Dr Lund", "doctor")
    return LUND


def test_the_page_shows_who_works_here_and_nobody_else(
    osei: FlaskClient, lund: str, html: Parse
) -> None:
    page = html(osei.get("/clinic/people"))
    rows = [row.text_content() for row in page.xpath("//tbody/tr")]
    assert len(rows) == 2
    assert "Dr Lund" in rows[0] and "doctor" in rows[0] and "Never" in rows[0]
    assert "administrator, doctor" in rows[1]
    assert "Dr Lind" not in page.text_content()


def test_an_invitation_makes_an_account_once(
    app: Flask, osei: FlaskClient, client: FlaskClient, html: Parse
) -> None:
    link = invited(osei, html)
    assert NEW in osei.get("/clinic/people").text
    opened = client.get(link)
    assert opened.status_code == 303
    assert opened.location == "/account-link"
    twin = app.test_client()
    twin.get(link)  # looking does not use it up: mail scanners do
    assert "Join Hilltop Clinic" in client.get("/account-link").text
    assert client.post("/account-link", data=JOINED).status_code == 303
    assert roles_of(NEW) == {"front-desk"}
    assert twin.post("/account-link", data=JOINED).status_code == 404
    give_password(client, NEW)
    assert client.get("/clinic").status_code == 200
    assert "Invited" not in osei.get("/clinic/people").text


def test_an_invitation_of_somebody_with_an_account_is_for_them_only(
    app: Flask, osei: FlaskClient, lind: FlaskClient, signed_in: SignIn, lund: str, html: Parse
) -> None:
    link = invited(osei, html, "Lind@valley.example", "doctor")
    stranger, other = app.test_client(), signed_in(LUND)
    for browser in (stranger, other, lind):
        browser.get(link)
    assert "Sign in to join" in stranger.get("/account-link").text
    stranger.post("/account-link", data=JOINED)
    assert "You are signed in as lund@hilltop.example" in other.get("/account-link").text
    assert other.post("/account-link").status_code == 422
    assert roles_of("lind@valley.example") == set()
    assert lind.post("/account-link").status_code == 303
    assert roles_of("lind@valley.example") == {"doctor"}
    assert roles_of("lind@valley.example", "valley") == {"administrator", "doctor"}


def test_an_invitation_ends_after_seven_days_or_when_another_is_made_or_it_is_withdrawn(
    osei: FlaskClient, signed_in: SignIn, app: Flask, frozen: Frozen
) -> None:
    old = links.invite("hilltop", NEW, ["doctor"])
    new = links.invite("hilltop", NEW.upper(), ["front-desk"])
    assert links.find(old) is None
    found = links.find(new)
    assert found and found.roles == {"front-desk"}
    frozen.move(days=7)
    assert links.find(new) is None
    third = links.invite("hilltop", NEW, ["doctor"])
    signed_in(OSEI).post("/clinic/people/invitations/withdraw", data={"email": NEW})
    assert links.find(third) is None


def test_a_clinic_withdraws_its_own_invitations_only(lind: FlaskClient) -> None:
    token = links.invite("hilltop", NEW, ["doctor"])
    lind.post("/clinic/people/invitations/withdraw", data={"email": NEW})
    assert links.find(token)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"email": "", "roles": "doctor"}, "Enter their email address"),
        ({"email": "nobody", "roles": "doctor"}, "is no email address"),
        ({"email": NEW}, "Select what they do here"),
        ({"email": NEW, "roles": "owner"}, "not a valid choice"),
        ({"email": OSEI.upper(), "roles": "doctor"}, "works here already"),
    ],
)
def test_an_invitation_that_cannot_be_made_says_why(
    osei: FlaskClient, data: dict[str, str], words: str
) -> None:
    reply = osei.post("/clinic/people", data=data)
    assert reply.status_code == 422
    assert words in reply.text


@pytest.mark.parametrize("token", ["x", "a" * 43, "../..", "é", "0" * 5000])
def test_a_link_that_is_none_opens_nothing(client: FlaskClient, token: str) -> None:
    client.get(f"/account-link/{token}")
    reply = client.get("/account-link")
    assert reply.status_code == 404


def test_an_administrator_changes_what_others_do_here(osei: FlaskClient, lund: str) -> None:
    path = f"/clinic/people/{id_of(lund)}"
    assert osei.post(path, data={"roles": ["doctor", "front-desk"]}).status_code == 303
    assert roles_of(LUND) == {"doctor", "front-desk"}
    assert osei.post(path, data={}).status_code == 422
    assert roles_of(LUND) == {"doctor", "front-desk"}


def test_nobody_changes_what_they_do_themselves(osei: FlaskClient, lund: str) -> None:
    people.change_roles("hilltop", id_of(lund), ["administrator"])
    path = f"/clinic/people/{id_of(OSEI)}"
    for way, data in (("", {"roles": "front-desk"}), ("/end", {})):
        reply = osei.post(path + way, data=data)
        assert reply.status_code == 422
        assert "Another administrator changes" in reply.text
    assert roles_of(OSEI) == {"administrator", "doctor"}


def test_requirement_09_a_member_of_another_clinic_is_not_there(osei: FlaskClient) -> None:
    theirs = id_of("lind@valley.example")
    assert osei.get(f"/clinic/people/{theirs}").status_code == 404
    assert osei.post(f"/clinic/people/{theirs}", data={"roles": "front-desk"}).status_code == 404
    assert osei.post(f"/clinic/people/{theirs}/end").status_code == 404
    posted = {"roles": "doctor", "email": NEW, "clinic_id": "valley", "at": "valley"}
    osei.post("/clinic/people", data=posted)
    assert store.links.invitations("valley") == []


def test_the_last_administrator_stays(app: Flask, lund: str) -> None:
    with pytest.raises(accounts.AccountError, match="make another administrator first"):
        people.remove("hilltop", id_of(OSEI))
    with pytest.raises(accounts.AccountError, match="make another administrator first"):
        people.change_roles("hilltop", id_of(OSEI), ["doctor"])
    people.change_roles("hilltop", id_of(lund), ["administrator"])
    people.set_active(id_of(lund), active=False)  # one who cannot sign in is none
    with pytest.raises(accounts.AccountError):
        people.remove("hilltop", id_of(OSEI))
    people.set_active(id_of(lund), active=True)
    people.remove("hilltop", id_of(OSEI))
    assert roles_of(OSEI) == set()


def test_whoever_leaves_one_clinic_stays_in_the_other(osei: FlaskClient, lund: str) -> None:
    accounts.add_to_clinic("valley", LUND)
    assert osei.post(f"/clinic/people/{id_of(lund)}/end").status_code == 303
    assert roles_of(LUND) == set()
    assert roles_of(LUND, "valley") == {"doctor"}


def run(app: Flask, *args: str) -> str:
    return app.test_cli_runner().invoke(args=["clinician", *args]).output


def test_the_commands_do_the_same(app: Flask, client: FlaskClient, lund: str) -> None:
    said = run(app, "invite", NEW, "--clinic=hilltop", "--role=front-desk")
    found = re.search(r"http://intake\.test(/account-link/\S+)", said)
    assert found
    client.get(found.group(1))
    assert client.post("/account-link", data=JOINED).status_code == 303
    run(app, "roles", LUND, "--clinic=hilltop", "--role=administrator", "--role=doctor")
    assert roles_of(LUND) == {"administrator", "doctor"}
    assert "no longer works" in run(app, "remove", LUND, "--clinic=hilltop")
    assert roles_of(LUND) == set()
    assert "do not work in that clinic" in run(app, "remove", LUND, "--clinic=hilltop")
    assert "make another administrator" in run(app, "remove", OSEI, "--clinic=hilltop")
    assert "has no account" in run(app, "remove", "nobody@hilltop.example", "--clinic=hilltop")
    assert "has no account" in run(app, "reset-password", "nobody@hilltop.example")
    assert "there is no clinic" in run(app, "invite", NEW, "--clinic=nowhere")
    assert "can sign in no more" in run(app, "deactivate", LUND)
    assert "can sign in again" in run(app, "activate", LUND)


def test_a_link_to_set_a_password_works_once_and_within_a_day(
    app: Flask, client: FlaskClient, osei: FlaskClient, frozen: Frozen
) -> None:
    new = {"new": "a different plain password", "again": "a different plain password"}
    token = links.offer_password(OSEI)
    client.get(f"/account-link/{token}")
    assert "For osei@hilltop.example" in client.get("/account-link").text
    weak = {"new": "passwordpassword", "again": "passwordpassword"}
    assert client.post("/account-link", data=weak).status_code == 422
    unlike = {**new, "again": "something else"}
    assert "the same new password twice" in client.post("/account-link", data=unlike).text
    assert client.post("/account-link", data=new).status_code == 303
    client.get(f"/account-link/{token}")
    assert client.get("/account-link").status_code == 404
    assert osei.get("/clinic").status_code == 302
    late = links.offer_password(OSEI)
    frozen.move(days=1)
    assert links.find(late) is None
