"""Settings as they are typed, each checked: what could not work or protects nothing is refused."""

from __future__ import annotations

import base64
import binascii
import ipaddress
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import PurePath
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg")
SECRET_LETTERS, SECRET_DIFFERENT = 32, 8
KEY_BYTES, KEY_DIFFERENT = 32, 16


class ConfigError(Exception):
    """A setting is missing or wrong; the message says which and what to do."""


def database_url(text: str) -> str:
    """An address of PostgreSQL, or of a file that SQLite finds again wherever it is started."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):  # its message could hold the password
        raise ConfigError("DATABASE_URL is no address of a database") from None
    if url.drivername not in DRIVERS:
        raise ConfigError("DATABASE_URL must begin with sqlite: or postgresql:")
    if url.drivername.startswith("sqlite") and not PurePath(url.database or "").is_absolute():
        raise ConfigError(
            "DATABASE_URL must name a file by its whole path: sqlite:////var/lib/intake/name.sqlite"
        )
    return text


def secret_key(text: str) -> str:
    """A secret that nobody guesses."""
    if len(text) < SECRET_LETTERS or _is_simple([ord(one) for one in text], SECRET_DIFFERENT):
        raise ConfigError(
            "INTAKE_SECRET_KEY must be 32 random characters or more: openssl rand -hex 32"
        )
    return text


def master_key(text: str) -> bytes:
    """A key of 32 random bytes."""
    key = _key("INTAKE_MASTER_KEY", text)
    if _is_simple(key, KEY_DIFFERENT):
        raise ConfigError("INTAKE_MASTER_KEY must be random: openssl rand -base64 32")
    return key


def old_master_keys(text: str) -> Iterator[bytes]:
    """Keys of 32 bytes; simple ones too, for what they have sealed must be read."""
    return (_key("INTAKE_OLD_MASTER_KEYS", one) for one in listed(text))


def listed(text: str) -> Iterator[str]:
    """The parts of a list with commas."""
    return (one.strip() for one in text.split(",") if one.strip())


def base_url(text: str) -> str:
    """An address without query, and without its last slash."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise ConfigError("INTAKE_BASE_URL must be an address such as https://intake.example.org")
    return text.rstrip("/")


def count(name: str, env: Mapping[str, str]) -> int:
    """A whole number; 0 when left out."""
    text = env.get(name, "0")
    if not text.isdecimal():
        raise ConfigError(f"{name} must be a whole number")
    return int(text)


def within(name: str, text: str, least: int, most: int) -> int:
    """A whole number from `least` to `most`."""
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and least <= int(text) <= most):
        raise ConfigError(f"{name} must be a whole number from {least} to {most}")
    return int(text)


def on_this_machine(name: str, text: str) -> tuple[str, int]:
    """An IP address of this machine alone, and a port."""
    try:
        parts = urlsplit(f"//{text}")
        host = ipaddress.ip_address(parts.hostname or "")
        if parts.port and parts.netloc == text and "@" not in text and host.is_loopback:
            return str(host), parts.port
    except ValueError:
        pass
    raise ConfigError(f"{name} must be an address of this machine alone, such as 127.0.0.1:9464")


def _key(name: str, text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise ConfigError(f"{name} must be 32 bytes in base64: openssl rand -base64 32")
    return key


def _is_simple(units: Sequence[int], different: int) -> bool:
    """Whether few letters, one step (1234...) or one stretch come again and again."""
    steps = {later - one for one, later in pairwise(units)}
    stretches = {tuple(units[at : at + 3]) for at in range(len(units) - 2)}
    return min(len(set(units)), len(steps)) < different or len(stretches) < 24
