"""The talk with a mail server over a real socket: encrypted to who it says it is, or not at all."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask

from intake.checked import ConfigError
from intake.mail_server import MailServer, Tls, from_environment
from intake.services.install_check import mail
from intake.services.messages.carrying import MailServerError, Outcome, connected
from tests.mail_server import HANGS_UP, running
from tests.nginx import make_certificate

WHOLE = {"INTAKE_SMTP_HOST": "mail.example", "INTAKE_MAIL_FROM": "forms@clinic.example"}
ANA = "ana@post.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The certificate, which this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    return certificate


def a_mail() -> EmailMessage:
    made = EmailMessage()
    made["To"] = ANA
    made.set_content("Hello\n.\nGoodbye")
    return made


def outcome_of(server: MailServer) -> Outcome:
    with connected(server) as carrier:
        return carrier.carry(a_mail(), ANA)


def said_of(server: MailServer) -> str:
    with pytest.raises(MailServerError) as error, connected(server):
        pass
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_message_goes_encrypted_and_whole(trusted: Path, tls: Tls) -> None:
    with running(trusted, tls) as (server, given):
        named = replace(server, user="intake", password="p" * 20)
        assert outcome_of(named) == Outcome("sent")
    [mail] = given.mails
    assert mail.get_content().splitlines() == ["Hello", ".", "Goodbye"]
    assert given.to == [ANA]
    before = 2 if tls == "starttls" else 0  # EHLO and STARTTLS
    assert all(given.encrypted[before:])


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path, tls: Tls) -> None:
    with running(certificate, tls) as (server, given):
        assert "certificate that is not to be trusted" in said_of(server)
        assert not given.to and not given.mails


def test_a_certificate_of_another_name_is_refused(trusted: Path) -> None:
    with running(trusted, "starttls") as (server, given):
        assert "must be the name in it" in said_of(replace(server, host="127.0.0.1"))
        assert not given.to


def test_a_server_without_encryption_gets_nothing(trusted: Path) -> None:
    with running() as (server, given):
        assert "offers no STARTTLS" in said_of(replace(server, tls="starttls"))
        assert "does not speak TLS" in said_of(replace(server, tls="implicit"))
        assert not given.to


def test_what_is_wrong_with_the_server_is_one_clear_line(trusted: Path) -> None:
    with running(says={"AUTH": "535 no"}) as (server, _):
        named = replace(server, user="intake", password="p" * 20)
        assert "refuses INTAKE_SMTP_USER with INTAKE_SMTP_PASSWORD (535)" in said_of(named)
        assert "p" * 20 not in repr(named)
    with running(says={"greeting": "421 busy"}) as (server, _):
        assert "lets nobody in now (421)" in said_of(server)
    assert "does not answer (ConnectionRefusedError)" in said_of(server)


@pytest.mark.parametrize(
    ("says", "outcome"),
    [
        ({"RCPT": "550 no such user"}, Outcome("failed", "address 550")),
        ({"RCPT": "451 later"}, Outcome("later", "address 451")),
        ({"DATA": "554 no"}, Outcome("failed", "message 554")),
        ({"text": "552 too big"}, Outcome("failed", "message 552")),
        ({"text": "451 later"}, Outcome("later", "message 451")),
        ({"MAIL": "550 not you"}, Outcome("later", "sender 550", usable=False)),
        ({"RCPT": HANGS_UP}, Outcome("later", "connection", usable=False)),
        ({"text": HANGS_UP}, Outcome("unsure", usable=False)),
    ],
)
def test_what_the_server_says_of_a_message_is_told_apart(
    says: dict[str, str], outcome: Outcome
) -> None:
    with running(says=says) as (server, _):
        assert outcome_of(server) == outcome


def test_settings_that_are_right_are_taken() -> None:
    assert from_environment({}) is None
    found = from_environment({**WHOLE, "INTAKE_SMTP_TLS": "implicit"})
    assert found == MailServer("mail.example", 465, "forms@clinic.example", "implicit")
    assert from_environment(WHOLE) == MailServer("mail.example", 587, "forms@clinic.example")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"INTAKE_SMTP_HOST": ""}, "Set INTAKE_SMTP_HOST"),
        ({"INTAKE_MAIL_FROM": ""}, "Set INTAKE_MAIL_FROM"),
        ({"INTAKE_MAIL_FROM": "forms@"}, "INTAKE_MAIL_FROM must be one address"),
        ({"INTAKE_MAIL_FROM": "a@b.example\nBcc: c@d.example"}, "INTAKE_MAIL_FROM must be"),
        ({"INTAKE_SMTP_PORT": "0"}, "INTAKE_SMTP_PORT must be a number"),
        ({"INTAKE_SMTP_TLS": "off"}, "INTAKE_SMTP_TLS must be starttls or implicit"),
        ({"INTAKE_SMTP_TLS": "none"}, "only where INTAKE_SMTP_HOST is this machine"),
        ({"INTAKE_SMTP_USER": "intake"}, "Set INTAKE_SMTP_USER and INTAKE_SMTP_PASSWORD"),
    ],
)
def test_a_wrong_setting_is_named(wrong: dict[str, str], words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        from_environment({**WHOLE, **wrong})


def test_the_install_check_talks_to_the_server_and_writes_to_nobody(app: Flask) -> None:
    with running() as (server, given):
        assert [one.state for one in mail.check(server)] == ["fine"]
        assert not given.to
    [found] = mail.check(server)
    assert found.state == "mend" and "does not answer" in found.what
    assert list(mail.check(None)) == []
