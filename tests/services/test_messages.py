"""An invitation and one reminder: to whom, when, and never twice, whatever happens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from intake import clock, store
from intake.config import Settings
from intake.extensions import db
from intake.mail_server import MailServer
from intake.services.clinic import visits
from intake.services.deletion import erasing, export
from intake.services.messages import asking, sending
from intake.services.messages.carrying import MailServerError, Outcome, carrier_of
from intake.store.sealing.encryption import SealError
from tests import factories
from tests.databases import Database
from tests.mail_server import HANGS_UP, SENDER, running
from tests.post import ADDRESS, Box, invite
from tests.service import Frozen


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, mail_server=MailServer("127.0.0.1", 25, SENDER, "none"))


@pytest.fixture
def invited(app: Flask, frozen: Frozen) -> store.Visit:
    """Ana's visit in five days, booked with her address."""
    return invite(days=5)


def states(visit: store.Visit) -> list[tuple[str, str]]:
    """The messages of a visit, the newest first."""
    db.session.rollback()
    return [(one.kind, asking.standing(one)) for one in store.messages.of_visit(visit)]


def deeds(visit: store.Visit) -> list[str]:
    db.session.rollback()
    rows = store.audit.newest(visit.clinic.id, store.audit.Filter(reference=visit.reference))
    return [f"{one.who} {one.words}" for one in rows]


def test_an_invitation_goes_once_to_the_address_that_the_clinic_gave(invited: store.Visit) -> None:
    box, nobody = Box(), factories.make_visit()
    assert box.send() == [Outcome("sent")]
    assert box.send() == []
    assert states(nobody) == []
    [mail] = box.mails
    assert mail["To"] == ADDRESS
    assert states(invited) == [("invitation", "sent")]
    of = f"the invitation of {invited.reference}"
    told = (f" sent {of}", f" took {of} to the mail server", f" asked for {of} to be sent")
    assert all(row.endswith(one) for row, one in zip(deeds(invited), told, strict=False))


def test_the_address_is_sealed_and_in_no_audit(invited: store.Visit, database: Database) -> None:
    Box().send()
    assert ADDRESS.encode() not in database.written()
    assert b"post.example" not in database.written()
    for row in store.audit.newest("hilltop"):
        assert "post.example" not in f"{row.words} {row.detail}"


def test_an_address_is_exported_and_erased_with_its_visit(
    invited: store.Visit, settings: Settings, tmp_path: Any
) -> None:
    object.__setattr__(settings, "erased_list", tmp_path / "erased.list")
    Box().send()
    files = dict(export._data(invited))
    assert ADDRESS in files["messages.json"] and '"sent"' in files["messages.json"]
    erasing.erase(invited, "command")
    assert db.session.scalar(text("SELECT count(*) FROM message")) == 0


def test_a_reminder_goes_once_two_days_before(invited: store.Visit, frozen: Frozen) -> None:
    box = Box()
    box.send()
    frozen.move(days=2, hours=23)
    assert box.send() == []
    frozen.move(hours=2)
    assert box.send() == [Outcome("sent")]
    assert box.mails[1]["Subject"] == "Reminder: a form from Hilltop Clinic / " + (
        "Recordatorio: un formulario de Hilltop Clinic"
    )
    frozen.move(hours=30)
    assert box.send() == []
    assert states(invited) == [("reminder", "sent"), ("invitation", "sent")]


def test_no_reminder_within_a_day_of_the_invitation(app: Flask, frozen: Frozen) -> None:
    invite(days=2)
    box = Box()
    assert len(box.send()) == 1
    frozen.move(hours=23)
    assert box.send() == []
    frozen.move(hours=2)
    assert len(box.send()) == 1


def test_a_new_link_is_sent_nowhere_until_somebody_says_where(
    invited: store.Visit, frozen: Frozen
) -> None:
    """The old link may have gone to a wrong address."""
    box = Box()
    box.send()
    visits.renew_link(invited, "command")
    frozen.move(days=3, hours=1)
    assert box.send() == []
    other = invite(days=9)
    visits.renew_link(other, "command")
    assert box.send() == [] and states(other) == [("invitation", "over")]
    asking.ask(factories.fresh(invited), "ana.new@post.example", "command")
    box.send()
    frozen.move(hours=25)
    box.send()
    to = [(mail["To"], mail["Subject"].split()[0]) for mail in box.mails[1:]]
    assert to == [("ana.new@post.example", "A"), ("ana.new@post.example", "Reminder:")]


class WatchingBox(Box):
    """Looks whether the database is kept waiting for the mail server."""

    def __enter__(self) -> WatchingBox:
        self.look()
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def carry(self, mail: EmailMessage, to: str) -> Outcome:
        self.look()
        return super().carry(mail, to)

    def look(self) -> None:
        assert not db.session().in_transaction()


@pytest.mark.usefixtures("invited")
def test_no_transaction_is_open_while_the_mail_server_is_waited_for() -> None:
    invite()
    box = WatchingBox()
    assert len(list(sending.send_due(box))) == 2


def test_a_clinic_may_remind_nobody(invited: store.Visit, frozen: Frozen) -> None:
    with store.transaction():
        store.change_clinic(replace(factories.CLINIC, remind_days=0))
    box = Box()
    box.send()
    frozen.move(days=4)
    assert box.send() == []


def end(visit: store.Visit, how: str, frozen: Frozen) -> None:
    if how == "sent":
        factories.make_submission(visit)
    elif how == "cancelled":
        visits.cancel_visit(visit, "command")
    else:
        frozen.move(days=5, minutes=1)


@pytest.mark.parametrize("how", ["sent", "cancelled", "begun"])
def test_nothing_goes_after_sending_cancelling_or_the_visit(
    invited: store.Visit, frozen: Frozen, how: str
) -> None:
    end(invited, how, frozen)
    box = Box()
    assert box.send() == []
    assert states(invited) == [("invitation", "over")]
    with pytest.raises(asking.NotOpenError):
        asking.ask(factories.fresh(invited), ADDRESS, "command")


@pytest.mark.parametrize("how", ["sent", "cancelled"])
def test_nobody_is_reminded_after_sending_or_cancelling(
    invited: store.Visit, frozen: Frozen, how: str
) -> None:
    box = Box()
    box.send()
    end(invited, how, frozen)
    frozen.move(days=4)
    assert box.send() == []
    assert [kind for kind, _ in states(invited)] == ["invitation"]


def test_an_unfinished_form_is_reminded_of(invited: store.Visit, frozen: Frozen) -> None:
    box = Box()
    box.send()
    factories.make_draft(invited)
    frozen.move(days=4)
    assert box.send() == [Outcome("sent")]


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
