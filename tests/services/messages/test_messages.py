"""An invitation and one reminder: to whom, when, and never twice, whatever happens."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from intake import store
from intake.config import Settings
from intake.extensions import db
from intake.services.clinic import visits
from intake.services.deletion import erasing, export
from intake.services.messages import asking, sending
from intake.services.messages.carrying import Outcome
from tests import factories
from tests.databases import Database
from tests.post import ADDRESS, Box, deeds, invite, states
from tests.service import Frozen


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
