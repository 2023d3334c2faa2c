"""Whether the mail server takes messages, and whether the timer that sends them runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from intake import clock, store
from intake.mail_server import MailServer
from intake.services.install_check.finding import Finding, fine, mend
from intake.services.messages.carrying import MailServerError, connected

LONG = timedelta(hours=1)  # for a message that is due, with a timer of some minutes


def check(server: MailServer | None) -> Iterator[Finding]:
    """Talk to the mail server and write to nobody; nothing where none is set."""
    if server is None:
        return
    try:
        with connected(server):
            pass
    except MailServerError as error:
        yield mend(str(error), "look at the INTAKE_SMTP_ settings: no message goes until then")
        return
    yield fine(f"the mail server {server.host} lets this service in")
    since = store.messages.due_since()
    if since and clock.now() - since > LONG:
        hours = (clock.now() - since).total_seconds() / 3600
        yield mend(
            f"a message to a patient has been due for {hours:.0f} hours",
            "run `flask messages send` every five minutes, by cron or a timer",
        )
