"""The talk with the mail server: encrypted to a name whose certificate is looked at, or not at all.

What became of a message is told in a word. It is "unsure" only once its text was on the way and
no answer came: then nobody can know, and nothing here tries again.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal, Protocol

from intake.config import Settings
from intake.mail_server import MailServer

PATIENCE = 20  # seconds for each answer of the server
FOR_GOOD = 500  # from this number on a server's answer is final (RFC 5321, 4.2.1)


class MailServerError(Exception):
    """The mail server cannot be used; the message is one line that says why and what to do."""


@dataclass(frozen=True)
class Outcome:
    """What became of a message. With "later" it certainly did not go."""

    # "unreadable": what is kept of it does not open, so that nobody took it.
    state: Literal["sent", "failed", "later", "unsure", "unreadable"]
    why: str = ""  # "address 550": which part was refused, with the server's number
    usable: bool = True  # whether the server would take another one now
    shown: bool = False  # whether the clinic is shown what went, as the demo's outbox does


class Carrier(Protocol):
    """Takes messages where they go."""

    def carry(self, mail: EmailMessage, to: str) -> Outcome:
        """Hand over one message."""


def carrier_of(settings: Settings) -> AbstractContextManager[Carrier]:
    """What carries messages: the mail server, or the demo's outbox. Raises MailServerError."""
    if settings.demo:
        return nullcontext(Outbox())
    if settings.mail_server is None:
        raise MailServerError("no mail server is set: see INTAKE_SMTP_HOST in the README")
    return connected(settings.mail_server)


class Outbox:
    """Takes everything and sends nothing: the demo's page shows what went here."""

    def carry(self, mail: EmailMessage, to: str) -> Outcome:
        """Hand over one message."""
        return Outcome("sent", shown=True)


class Smtp:
    """A mail server that has let us in."""

    def __init__(self, talk: smtplib.SMTP, sender: str) -> None:
        self._talk, self._sender = talk, sender

    def carry(self, mail: EmailMessage, to: str) -> Outcome:
        """Hand over one message."""
        try:
            refused = self._refused(to)
        except (smtplib.SMTPException, OSError):
            return Outcome("later", "connection", usable=False)
        return refused or self._text(mail)

    def _refused(self, to: str) -> Outcome | None:
        code, _ = self._talk.mail(self._sender)
        if code != 250:  # of every message alike: not this patient's fault
            return Outcome("later", f"sender {code}", usable=False)
        code, _ = self._talk.rcpt(to)
        if code in (250, 251):
            return None
        self._talk.rset()
        return Outcome("failed" if code >= FOR_GOOD else "later", f"address {code}")

    def _text(self, mail: EmailMessage) -> Outcome:
        try:
            code, _ = self._talk.data(mail.as_bytes(policy=SMTP))
        except smtplib.SMTPDataError as error:  # before the text was asked for
            code = error.smtp_code
        except (smtplib.SMTPException, OSError):
            return Outcome("unsure", usable=False)
        if code == 250:
            return Outcome("sent")
        return Outcome("failed" if code >= FOR_GOOD else "later", f"message {code}")


@contextmanager
def connected(server: MailServer) -> Iterator[Smtp]:
    """A mail server to hand messages to. Raises MailServerError before anything was handed over."""
    try:
        talk = _let_in(server)
    except (smtplib.SMTPException, OSError) as error:
        raise MailServerError(_said(error, server)) from None
    try:
        yield Smtp(talk, server.sender)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            talk.quit()
        talk.close()


def _let_in(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.tls == "implicit":
        talk: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=PATIENCE, context=context
        )
    else:
        talk = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
    try:
        if server.tls == "starttls":
            talk.starttls(context=context)
        if server.user:
            talk.login(server.user, server.password)
        talk.ehlo_or_helo_if_needed()
    except BaseException:
        talk.close()
        raise
    return talk


def _said(error: Exception, server: MailServer) -> str:
    where = f"the mail server {server.host}:{server.port}"
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            f"{where} shows a certificate that is not to be trusted ({error.verify_message}): "
            "INTAKE_SMTP_HOST must be the name in it"
        )
    if isinstance(error, ssl.SSLError):
        return f"{where} does not speak TLS as INTAKE_SMTP_TLS says: look at it and at the port"
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return (
            f"{where} refuses INTAKE_SMTP_USER with INTAKE_SMTP_PASSWORD ({error.smtp_code}): "
            "look at both"
        )
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return (
            f"{where} offers no {'sign-in' if 'AUTH' in str(error) else 'STARTTLS'}: look at "
            "INTAKE_SMTP_TLS and INTAKE_SMTP_PORT"
        )
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{where} lets nobody in now ({error.smtp_code})"
    return f"{where} does not answer ({type(error).__name__}): is it up, and the port right?"
