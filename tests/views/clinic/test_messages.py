"""The clinic gives an address, sees what became of each message, and may send once more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from intake import store
from intake.config import Settings
from intake.mail_server import MailServer
from intake.services.messages.carrying import Outcome
from intake.services.messages.composing import link_of
from tests import factories
from tests.mail_server import SENDER, running
from tests.post import ADDRESS, Box, invite
from tests.service import Frozen
from tests.views.conftest import hidden

NEW = "/clinic/visits/new"
SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, mail_server=MailServer("127.0.0.1", 25, SENDER, "none"))


@pytest.fixture
def desk(signed_in: SignIn) -> FlaskClient:
    factories.make_clinician(factories.CLINIC, "desk@hilltop.example", "Front desk", "front-desk")
    return signed_in("desk@hilltop.example")


def book(browser: FlaskClient, **more: Any) -> Any:
    data = {**hidden(browser.get(NEW)), "name": "Ana Example", "kind": "video", **more}
    return browser.post(NEW, data=data)


def page_of(browser: FlaskClient, visit: store.Visit) -> str:
    return browser.get(f"/clinic/visits/{visit.reference}/booking").text


def ask(browser: FlaskClient, visit: store.Visit, email: str = ADDRESS) -> Any:
    return browser.post(f"/clinic/visits/{visit.reference}/message", data={"email": email})


def test_an_address_given_at_booking_is_invited(desk: FlaskClient) -> None:
    without = desk.get(book(desk).location).text
    assert "Nothing was written to the patient." in without
    assert "Send the invitation\n" in without
    reply = book(desk, email=f" {ADDRESS} ")
    assert reply.status_code == 303
    page = desk.get(reply.location).text
    assert "waits to go since" in page and f'value="{ADDRESS}"' in page
    assert ADDRESS not in reply.location
    Box().send()
    assert "<strong>Invitation</strong> sent" in desk.get(reply.location).text


def test_a_slip_in_the_address_is_told_and_makes_no_visit(desk: FlaskClient) -> None:
    for email in ("ana", "ana@", "ana @post.example", "a@b.example,c@d.example"):
        reply = book(desk, email=email)
        assert reply.status_code == 422
        assert "it should look like ana@post.example" in reply.text
        assert f'value="{email}"' in reply.text
    assert store.worklist("hilltop") == []
    reply = book(desk, name="", email=ADDRESS)
    assert "Create a visit without a name?" in reply.text
    assert f'name="email" value="{ADDRESS}"' in reply.text


def test_a_newline_in_an_address_is_no_second_line(
    desk: FlaskClient, lind: FlaskClient, visit: store.Visit
) -> None:
    assert ask(lind, visit).status_code == 404  # of another clinic
    reply = ask(desk, visit, "ana@post.example\r\nBcc: eve@evil.example")
    assert reply.status_code == 422
    assert store.messages.of_visit(visit) == []


def test_somebody_may_send_again_to_another_address(
    desk: FlaskClient, osei: FlaskClient, frozen: Frozen, app: Flask
) -> None:
    visit = invite(days=5)
    Box(Outcome("failed", "address 550")).send()
    page = page_of(desk, visit)
    assert "could not be sent" in page and "refused the address" in page and "550" in page
    assert ask(desk, visit, "ana.new@post.example").status_code == 303
    box = Box()
    box.send()
    assert [mail["To"] for mail in box.mails] == ["ana.new@post.example"]
    for browser, path in ((desk, "/booking"), (osei, "")):
        shown = browser.get(f"/clinic/visits/{visit.reference}{path}").text
        assert "Send the invitation again" in shown
    deeds = [one.deed for one in store.audit.newest("hilltop")]
    assert "asked for message" in deeds and "message failed" in deeds


def test_what_was_put_off_or_perhaps_sent_is_told_plainly(
    desk: FlaskClient, frozen: Frozen
) -> None:
    visit = invite(days=5)
    Box(Outcome("later", "address 451")).send()
    assert "did not take it yet (address 451)" in page_of(desk, visit)
    frozen.move(minutes=11)
    Box(Outcome("unsure")).send()
    assert "is being sent now" in page_of(desk, visit)
    frozen.move(minutes=3)
    page = page_of(desk, visit)
    assert "<strong>perhaps sent</strong>" in page and "not sent again by itself" in page


def test_nobody_is_written_to_once_the_form_is_sent(desk: FlaskClient, visit: store.Visit) -> None:
    factories.make_submission(visit)
    assert "Send the invitation" not in page_of(desk, visit)
    reply = ask(desk, visit)
    assert reply.status_code == 409 and "nobody is written to any more" in reply.text
    assert store.messages.of_visit(visit) == []


def test_without_a_mail_server_no_address_is_asked_for_or_kept(
    app: Flask, desk: FlaskClient, visit: store.Visit
) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], mail_server=None)
    assert "email address" not in desk.get(NEW).text
    made = desk.get(book(desk, email=ADDRESS).location).text
    assert "Messages to the patient" not in made
    assert ask(desk, visit).status_code == 404
    assert store.messages.due() == []
    run = app.test_cli_runner().invoke(args=["messages", "send"])
    assert (run.exit_code, run.output.count("\n")) == (2, 1)
    assert "INTAKE_SMTP_HOST" in run.output


def test_the_demos_mail_goes_to_its_outbox(app: Flask, desk: FlaskClient) -> None:
    assert desk.get("/clinic/outbox").status_code == 404
    with running() as (server, given):
        demo = replace(app.config["SETTINGS"], demo_password="a demo", mail_server=server)
        app.config["SETTINGS"] = demo
        invite(days=5)
        page = desk.get("/clinic/outbox").text
        assert given.to == [] and given.encrypted == []
    assert ADDRESS in page and "A form from Hilltop Clinic" in page
    assert 'href="http://intake.test/v/' in page
    assert store.messages.due() == []


def latest(visit: store.Visit) -> store.Visit:
    """The visit as it is now."""
    found = store.visit_of_id(visit.clinic.id, visit.id)
    assert found
    return found


def test_the_outbox_goes_on_showing_what_was_sent(app: Flask, desk: FlaskClient) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], demo_password="a demo")
    visit = invite(days=5)
    assert desk.get("/clinic/outbox").text.count("A form from Hilltop Clinic") == 1
    sent = link_of(visit)
    desk.post(f"/clinic/visits/{visit.reference}/link", data=hidden(desk.get(NEW)))
    renewed = link_of(latest(visit))
    invite(days=6)
    page = desk.get("/clinic/outbox").text
    assert page.count("A form from Hilltop Clinic") == 2
    assert renewed != sent and sent in page and renewed not in page


def test_the_command_says_what_became_of_each_by_its_reference(app: Flask) -> None:
    visit = invite(days=5)
    with running(says={"RCPT": "550 <Quagga-canary@post.example> is not here"}) as (server, _):
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], mail_server=server)
        run = app.test_cli_runner().invoke(args=["messages", "send"])
    assert run.exit_code == 0
    assert run.output == f"{visit.reference}: invitation: could not be sent (address 550)\n"
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], mail_server=server)
    invite(days=5)
    run = app.test_cli_runner().invoke(args=["messages", "send"])
    assert run.exit_code == 2 and "does not answer" in run.output


LISTED = "Ana Example, 17 May 1990, 1 Dec 2030 09:20; email ana.e@post.example; GP Dr Lee"


def test_an_address_for_a_visit_that_is_over_is_asked_about_at_once(
    desk: FlaskClient, frozen: Frozen
) -> None:
    reply = book(desk, email=ADDRESS, scheduled_at="2026-01-05T09:20")
    assert reply.status_code == 422
    assert "This visit’s time is past, so no message would go out" in reply.text
    assert f'value="{ADDRESS}"' in reply.text and 'value="2026-01-05T09:20"' in reply.text
    assert store.messages.due() == []
    assert book(desk, scheduled_at="2026-01-05T09:20").status_code == 303


def test_a_list_of_visits_may_hold_addresses(desk: FlaskClient) -> None:
    at = "/clinic/visits/list"
    data = {**hidden(desk.get(at)), "order": "day", "kind": "video", "do": "create"}
    wrong = desk.post(at, data={**data, "lines": f"{LISTED}\nBen Example, ben@"})
    assert wrong.status_code == 422
    assert "Check “ben@”: an email address looks like ana@post.example" in wrong.text
    assert "GP Dr Lee; ana.e@post.example" in wrong.text
    assert desk.post(at, data={**data, "lines": LISTED}).status_code == 303
    box = Box()
    box.send()
    assert [mail["To"] for mail in box.mails] == ["ana.e@post.example"]


def test_a_list_loses_no_address_where_nobody_is_written_to(app: Flask, desk: FlaskClient) -> None:
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], mail_server=None)
    at = "/clinic/visits/list"
    data = {**hidden(desk.get(at)), "order": "day", "kind": "video", "do": "create"}
    reply = desk.post(at, data={**data, "lines": LISTED})
    assert reply.status_code == 422
    assert "Leave out the email addresses" in reply.text
