"""One-time codes of an authenticator app: TOTP (RFC 6238), six digits, a new one every 30 s."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from urllib.parse import quote

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

PERIOD = 30  # seconds
AROUND = 1  # steps before and after the present one that are accepted, for clocks that differ
BYTES = 20  # of a secret


def new_secret() -> str:
    """A secret to share with an app: 32 letters and digits, as an app lets it be typed."""
    return base64.b32encode(secrets.token_bytes(BYTES)).decode()


def step_at(moment: datetime) -> int:
    """Which step a moment lies in."""
    return int(moment.timestamp()) // PERIOD


def works_in(step: int, moment: datetime) -> int:
    """In how many seconds after a moment the code of a step is accepted; 0 if it is then."""
    return max(0, (step - AROUND) * PERIOD - int(moment.timestamp()))


def code_at(secret: str, step: int) -> str:
    """The code of a step: six digits."""
    # SHA-1 is what every app takes; as a MAC it is sound.
    hotp = HOTP(base64.b32decode(secret), 6, SHA1(), enforce_key_length=True)  # noqa: S303
    return hotp.generate(step).decode()


def step_of(secret: str, code: str, moment: datetime, last: int) -> int | None:
    """The step whose code this is, later than `last` and around the moment; or None."""
    now = step_at(moment)
    for step in range(max(now - AROUND, last + 1), now + AROUND + 1):
        if secrets.compare_digest(code_at(secret, step).encode(), code.encode()):
            return step
    return None


def address_of(secret: str, email: str) -> str:
    """What the QR code says to an app (otpauth://)."""
    return f"otpauth://totp/{quote(f'Intake:{email}')}?secret={secret}&issuer=Intake"
