"""Messages when something fails: the machine, the line, the mail server, the address."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest
from flask import Flask
from sqlalchemy import text

from intake import clock, store
from intake.config import Settings
from intake.extensions import db
from intake.services.messages import asking, sending
from intake.services.messages.carrying import MailServerError, Outcome, carrier_of
from intake.store.sealing.encryption import SealError
from tests import factories
from tests.mail_server import HANGS_UP, running
from tests.post import ADDRESS, Box, deeds, invite, states
from tests.service import Frozen


class PowerCutError(BaseException):
    """The machine is gone."""


class CutBox(Box):
    """The machine dies while it talks to the mail server."""

    def carry(self, mail: EmailMessage, to: str) -> Outcome:
        super().carry(mail, to)
        raise PowerCutError


def test_what_a_crash_left_was_perhaps_sent_and_never_goes_again_by_itself(
    invited: store.Visit, frozen: Frozen
) -> None:
    with pytest.raises(PowerCutError):
        CutBox().send()
    assert states(invited) == [("invitation", "being sent")]
    box = Box()
    frozen.move(minutes=3)
    assert box.send() == []
    assert states(invited) == [("invitation", "perhaps sent")]
    frozen.move(hours=1)
    assert box.send() == []
    assert store.messages.left_taken(clock.now()) == 1
    asking.ask(factories.fresh(invited), ADDRESS, "command")  # a person decides
    assert box.send() == [Outcome("sent")]
    assert states(invited) == [("invitation", "sent"), ("invitation", "perhaps sent")]


def test_a_crash_before_the_claim_is_kept_sends_nothing(
    invited: store.Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object, **__: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr("intake.services.messages.sending.audit.write", cut)
        box = Box()
        with pytest.raises(PowerCutError):
            box.send()
        assert box.mails == []
    assert states(invited) == [("invitation", "waiting")]


def test_a_lost_answer_is_perhaps_sent_over_a_real_line(
    invited: store.Visit, settings: Settings
) -> None:
    with running(says={"text": HANGS_UP}) as (server, given):
        here = replace(settings, mail_server=server)
        told = [one.outcome.state for one in sending.send_due(carrier_of(here))]
        assert told == ["unsure"]
        assert list(sending.send_due(carrier_of(here))) == []
    assert len(given.mails) == 1
    assert states(invited) == [("invitation", "being sent")]


def test_what_the_server_refuses_is_told_and_what_it_puts_off_goes_later(
    invited: store.Visit, frozen: Frozen
) -> None:
    box = Box(Outcome("later", "address 451"), Outcome("later", "address 451"))
    assert [one.state for one in box.send()] == ["later"]
    assert box.send() == []  # not at once
    frozen.move(minutes=11)
    assert [one.state for one in box.send()] == ["later"]
    frozen.move(minutes=11)
    assert box.send() == []
    frozen.move(minutes=11)
    assert [one.state for one in box.send()] == ["sent"]
    assert states(invited) == [("invitation", "sent")]


def test_a_refused_address_is_not_tried_again(invited: store.Visit, frozen: Frozen) -> None:
    box = Box(Outcome("failed", "address 550"))
    box.send()
    frozen.move(days=4)
    assert box.send() == []  # and nobody is reminded who was not invited
    assert states(invited) == [("invitation", "failed")]
    assert deeds(invited)[0].endswith(
        f"could not send the invitation of {invited.reference}: address 550"
    )


def test_pauses_grow_to_six_hours_and_end_after_three_days(
    invited: store.Visit, frozen: Frozen
) -> None:
    hours = [sending.pause_after(tries) / timedelta(hours=1) for tries in (1, 2, 3, 6, 7, 99)]
    assert hours == pytest.approx([1 / 6, 1 / 3, 2 / 3, 16 / 3, 6, 6])
    frozen.move(days=3, minutes=1)
    assert Box().send() == []
    assert states(invited) == [("invitation", "failed")]


@pytest.mark.usefixtures("invited")
def test_a_server_that_does_not_answer_costs_no_message_its_turn(settings: Settings) -> None:
    with running() as (server, _):
        pass
    here = replace(settings, mail_server=server)
    with pytest.raises(MailServerError, match="does not answer"):
        list(sending.send_due(carrier_of(here)))
    assert Box().send() == [Outcome("sent")]


def test_a_run_ends_once_the_server_takes_no_more(app: Flask, frozen: Frozen) -> None:
    for _ in range(2):
        invite()
    box = Box(Outcome("later", "sender 550", usable=False))
    assert len(box.send()) == 1
    assert box.send() == [Outcome("sent")]


def test_a_state_that_was_put_back_past_the_service_sends_nothing(invited: store.Visit) -> None:
    Box().send()
    db.session.execute(text("UPDATE message SET state = 'waiting'"))
    db.session.commit()
    box = Box()
    assert [one.state for one in box.send()] == ["unreadable"]
    assert box.mails == []
    with pytest.raises(SealError):
        states(invited)


@pytest.mark.parametrize("address", ["a@b.example\r\nBcc: c@d.example", "a@b.example, c@d.example"])
def test_an_address_cannot_be_two_nor_write_a_head(invited: store.Visit, address: str) -> None:
    asking.ask(invited, address, "command")
    box = Box()
    assert box.send() == []
    assert states(invited)[0] == ("invitation", "failed")


def test_one_that_waits_for_another_address_does_not_go(invited: store.Visit) -> None:
    asking.ask(invited, "ana.new@post.example", "command")
    asking.ask(invited, "ana.new@post.example", "command")  # a second click
    box = Box()
    box.send()
    assert [mail["To"] for mail in box.mails] == ["ana.new@post.example"]
    assert states(invited) == [("invitation", "sent"), ("invitation", "over")]
