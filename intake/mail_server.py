"""The mail server that messages to patients go through, as the environment names it."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast, get_args

from email_validator import EmailNotValidError, validate_email

from intake.checked import ConfigError

Tls = Literal["starttls", "implicit", "none"]
PORTS: Mapping[Tls, int] = {"starttls": 587, "implicit": 465, "none": 25}
NAMES = (
    *("INTAKE_SMTP_HOST", "INTAKE_SMTP_PORT", "INTAKE_SMTP_TLS"),
    *("INTAKE_SMTP_USER", "INTAKE_SMTP_PASSWORD", "INTAKE_MAIL_FROM"),
)


@dataclass(frozen=True)
class MailServer:
    """Where, as whom and how to speak to it, and whom the messages come from."""

    host: str
    port: int
    sender: str  # an address
    tls: Tls = "starttls"  # both kinds with a certificate that is looked at
    user: str = ""
    password: str = field(default="", repr=False)


def from_environment(env: Mapping[str, str]) -> MailServer | None:
    """The mail server; None where none is named. Raises ConfigError."""
    given = {name: env.get(name, "").strip() for name in NAMES}
    if not any(given.values()):
        return None
    for name in ("INTAKE_SMTP_HOST", "INTAKE_MAIL_FROM"):
        if not given[name]:
            raise ConfigError(f"Set {name} too: messages need a mail server and a sender")
    if bool(given["INTAKE_SMTP_USER"]) != bool(given["INTAKE_SMTP_PASSWORD"]):
        raise ConfigError("Set INTAKE_SMTP_USER and INTAKE_SMTP_PASSWORD, or neither of them")
    tls = _tls(given["INTAKE_SMTP_TLS"] or "starttls", given["INTAKE_SMTP_HOST"])
    return MailServer(
        host=given["INTAKE_SMTP_HOST"],
        port=_port(given["INTAKE_SMTP_PORT"] or str(PORTS[tls])),
        sender=_sender(given["INTAKE_MAIL_FROM"]),
        tls=tls,
        user=given["INTAKE_SMTP_USER"],
        password=env.get("INTAKE_SMTP_PASSWORD", ""),
    )


def _tls(text: str, host: str) -> Tls:
    if text not in get_args(Tls):
        raise ConfigError("INTAKE_SMTP_TLS must be starttls or implicit")
    if text == "none" and not _is_this_machine(host):
        raise ConfigError(
            "INTAKE_SMTP_TLS may be none only where INTAKE_SMTP_HOST is this machine: the links to "
            "patients' forms would travel readable"
        )
    return cast(Tls, text)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:6]) < 65536):
        raise ConfigError("INTAKE_SMTP_PORT must be a number from 1 to 65535")
    return int(text)


def _sender(text: str) -> str:
    try:
        found = validate_email(
            text, check_deliverability=False, allow_smtputf8=False, test_environment=True
        )
    except EmailNotValidError:
        raise ConfigError(
            "INTAKE_MAIL_FROM must be one address, such as forms@clinic.example"
        ) from None
    return str(found.ascii_email)
