"""Sending what is due: each message is claimed before it goes, and goes once whatever happens.

1. Under the visit's lock the row says "taken", and that is committed.
2. The talk with the mail server, in no transaction.
3. The row says what became of it.

Whoever dies between 1 and 3 leaves "taken". Nobody takes it again: it was perhaps sent, which the
clinic sees and decides. Of two who send at once, the second finds it taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from email.errors import MessageError
from email.message import EmailMessage

from intake import clock, store
from intake.services import audit
from intake.services.messages.asking import ask_for_reminders, is_wanted
from intake.services.messages.carrying import Carrier, Outcome
from intake.services.messages.composing import compose
from intake.store.messages import Place

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=10), timedelta(hours=6)
GIVE_UP = timedelta(days=3)  # after which it is told as failed


@dataclass(frozen=True)
class Letter:
    """A message that was taken: from now on it goes once, or never."""

    visit: store.Visit
    message: store.Message
    to: str
    mail: EmailMessage


@dataclass(frozen=True)
class Told:
    """What became of one message."""

    reference: str
    kind: store.MessageKind
    outcome: Outcome


def send_due(carrier: AbstractContextManager[Carrier]) -> Iterator[Told]:
    """Send every message whose time has come, reminders too; tell of each.

    Asks for the carrier only if there is something to send. Raises MailServerError, before any
    message was taken.
    """
    ask_for_reminders()
    _give_up()
    places = store.messages.due()
    store.look_anew()  # no transaction is open while a server is waited for
    if not places:
        return
    with carrier as opened:
        for place in places:
            told = _send(place, opened)
            if told:
                yield told
            if told and not told.outcome.usable:
                return


def _send(place: Place, carrier: Carrier) -> Told | None:
    """Send one message; None if another has it, or it is not wanted any more."""
    try:
        letter = _take(place)
    except LookupError:  # erased meanwhile
        return None
    except store.SealError:
        return Told("", "invitation", Outcome("unreadable"))
    if letter is None:
        return None
    outcome = carrier.carry(letter.mail, letter.to)
    with suppress(LookupError):  # erased meanwhile, with its messages
        _settle(letter, outcome)
    return Told(letter.visit.reference, letter.message.kind, outcome)


def _take(place: Place) -> Letter | None:
    """Claim a message; None if another has, or if it is not to go.

    Raises LookupError, SealError.
    """
    with _locked(place.clinic_id, place.visit_id) as visit:
        message = store.messages.take(place, visit.link_serial)
        if message is None:
            return None
        if not is_wanted(visit):
            store.messages.settle(message, "over")
            return None
        to = store.messages.address_of(message)
        try:
            mail = compose(visit, message.kind, to)
        except (ValueError, MessageError):  # one that cannot be written holds no other up
            _fail(visit, message, "text")
            return None
        audit.write("command", "took message", visit, kind=message.kind)
        return Letter(visit, message, to, mail)


def _settle(letter: Letter, outcome: Outcome) -> None:
    """Keep what became of it. Unsure is what the row says already. Raises LookupError."""
    message = letter.message
    if outcome.state == "unsure":
        return
    with _locked(message.clinic_id, message.visit_id) as visit:
        if outcome.state == "later":
            until = clock.now() + pause_after(message.tries)
            store.messages.put_off(message, until, outcome.why)
        elif outcome.state == "failed":
            _fail(visit, message, outcome.why)
        else:
            store.messages.settle(message, "sent")
            if outcome.shown:
                store.keep_mail(visit, message.number, letter.mail.as_bytes())
            audit.write("command", "sent message", visit, kind=message.kind)


def _fail(visit: store.Visit, message: store.Message, why: str) -> None:
    store.messages.settle(message, "failed", why)
    audit.write("command", "message failed", visit, kind=message.kind, why=why)


def _give_up() -> None:
    """Tell as failed what nobody took for three days, the server being away or refusing it."""
    for place in store.messages.waiting_since(clock.now() - GIVE_UP):
        with (
            suppress(LookupError, store.SealError),
            _locked(place.clinic_id, place.visit_id) as visit,
        ):
            message = store.messages.waiting(place)
            if message and is_wanted(visit):
                _fail(visit, message, message.why or "no server")
            elif message:
                store.messages.settle(message, "over")


@contextmanager
def _locked(clinic_id: str, visit_id: str) -> Iterator[store.Visit]:
    """A transaction in which nobody else changes the visit. Raises LookupError if it is gone."""
    visit = store.visit_of_id(clinic_id, visit_id)
    if visit is None:
        raise LookupError
    with store.transaction():
        yield store.lock_visit(visit)


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many tries that a server put off."""
    doubled: int = 2 ** min(tries - 1, 10)
    return min(FIRST_PAUSE * doubled, LONGEST_PAUSE)
