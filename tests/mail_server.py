"""A mail server inside the test: it talks SMTP over a real socket, and keeps what it is given."""

from __future__ import annotations

import email
import socketserver
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from intake.mail_server import MailServer, Tls

SENDER = "forms@clinic.example"
HANGS_UP = "hangs up"  # in place of an answer


@dataclass
class Given:
    """What the server was given, and what it is to answer in place of the usual."""

    says: dict[str, str] = field(default_factory=dict)  # by command; "text": after the message
    mails: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)  # of each command after the first


@contextmanager
def running(
    certificate: Path | None = None, tls: Tls = "none", says: Mapping[str, str] | None = None
) -> Iterator[tuple[MailServer, Given]]:
    """Serve at a port of this machine; with a certificate by STARTTLS, or encrypted at once."""
    given = Given(dict(says or {}))

    class Talk(_Talk):
        kept, offers, at_once = given, _context(certificate), tls == "implicit"

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            host = "localhost" if certificate else "127.0.0.1"
            yield MailServer(host, server.server_address[1], SENDER, tls), given
        finally:
            server.shutdown()
            thread.join()


def _context(certificate: Path | None) -> ssl.SSLContext | None:
    if certificate is None:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    return context


class _Talk(socketserver.StreamRequestHandler):
    kept: Given
    offers: ssl.SSLContext | None
    at_once: bool
    is_encrypted = False

    def handle(self) -> None:
        with suppress(OSError, StopIteration):
            if self.at_once:
                self._encrypt()
            self._say(self.kept.says.get("greeting", "220 mail.example"))
            while line := self.rfile.readline():
                self._answer(line.decode().strip())

    def finish(self) -> None:
        super().finish()
        self.connection.close()  # the encrypted one, which the library does not know

    def _answer(self, line: str) -> None:
        verb = line.split(":", maxsplit=1)[0].split(maxsplit=1)[0].upper()
        self.kept.encrypted.append(self.is_encrypted)
        special = self.kept.says.get(verb)
        if special:
            self._say(special)
        elif verb == "EHLO":
            self._say("250-mail.example")
            if self.offers and not self.is_encrypted:
                self._say("250-STARTTLS")
            self._say("250 AUTH PLAIN")
        elif verb == "STARTTLS" and self.offers:
            self._say("220 go on")
            self._encrypt()
        elif verb == "AUTH":
            self._say("235 welcome")
        elif verb == "DATA":
            self._take()
        else:
            if verb == "RCPT":
                self.kept.to.append(line.partition("<")[2].rstrip(">"))
            self._say("250 yes")

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        mail: Any = email.message_from_bytes(b"".join(lines), policy=default)
        self.kept.mails.append(mail)
        self._say(self.kept.says.get("text", "250 taken"))

    def _say(self, words: str) -> None:
        if words == HANGS_UP:
            raise StopIteration
        self.wfile.write(f"{words}\r\n".encode())

    def _encrypt(self) -> None:
        assert self.offers
        self.connection = self.request = self.offers.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        self.is_encrypted = True
