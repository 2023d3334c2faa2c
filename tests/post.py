"""A box that takes messages to patients in a test, and a visit whose patient is written to."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta
from email.message import EmailMessage

from intake import clock, store
from intake.extensions import db
from intake.services.messages import asking, sending
from intake.services.messages.carrying import Carrier, Outcome
from tests import factories

ADDRESS = "Quagga-canary@post.example"  # which no file and no log may show (tests/canaries.py)


class Box:
    """Takes messages, and says what it is told to say."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.mails: list[EmailMessage] = []
        self._outcomes = list(outcomes)

    def carry(self, mail: EmailMessage, to: str) -> Outcome:
        """Take one message."""
        assert mail["To"] == to
        self.mails.append(mail)
        return self._outcomes.pop(0) if self._outcomes else Outcome("sent")

    def send(self) -> list[Outcome]:
        """As the timer does."""
        carrier: Carrier = self
        return [one.outcome for one in sending.send_due(nullcontext(carrier))]


def invite(to: str = ADDRESS, **ahead: float) -> store.Visit:
    """A visit of Ana's, booked with an address: invite(days=5); without a time where none is."""
    when = clock.now() + timedelta(**ahead) if ahead else None
    return factories.make_visit(scheduled_at=when, email=to)


def states(visit: store.Visit) -> list[tuple[str, str]]:
    """The messages of a visit, the newest first."""
    db.session.rollback()
    return [(one.kind, asking.standing(one)) for one in store.messages.of_visit(visit)]


def deeds(visit: store.Visit) -> list[str]:
    """What the audit tells of a visit, the newest first."""
    db.session.rollback()
    rows = store.audit.newest(visit.clinic.id, store.audit.Filter(reference=visit.reference))
    return [f"{one.who} {one.words}" for one in rows]
