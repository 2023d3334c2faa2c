"""Send the messages to patients that are due: for a timer, every few minutes."""

from __future__ import annotations

import sys

import click
from flask import current_app
from flask.cli import AppGroup

from intake.commands.refuse import refuse
from intake.services.messages.carrying import MailServerError, carrier_of
from intake.services.messages.sending import Told, send_due

messages_group = AppGroup("messages", help="Send invitations and reminders to patients.")
WORDS = {
    "sent": "sent",
    "failed": "could not be sent",
    "later": "put off",
    "unsure": "perhaps sent: the mail server did not answer; not sent again by itself",
}
UNREADABLE = "a message cannot be read: `flask audit verify` looks why"


@messages_group.command("send")
def send() -> None:
    """Send every invitation that was asked for and every reminder that is due, each once.

    To be run every five minutes, by cron or a timer. Says what became of each, by the visit's
    reference. Exit code 2 if the mail server cannot be used, 1 if it breaks off or a message cannot
    be read.
    """
    wrong = False
    try:
        for told in send_due(carrier_of(current_app.config["SETTINGS"])):
            click.echo(_line(told))
            wrong = wrong or told.outcome.state == "unreadable" or not told.outcome.usable
    except MailServerError as error:
        refuse(str(error))
    sys.exit(int(wrong))


def _line(told: Told) -> str:
    if told.outcome.state == "unreadable":
        return UNREADABLE
    why = f" ({told.outcome.why})" if told.outcome.why else ""
    return f"{told.reference}: {told.kind}: {WORDS[told.outcome.state]}{why}"
