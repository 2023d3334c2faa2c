"""Secrets that someone holds and the database does not: it keeps their keyed hash only."""

from __future__ import annotations

import secrets
from typing import Literal

from intake.store.sealing.keys import hashed

Kind = Literal["session", "account link", "recovery code"]
# No 0 O 1 I L U: read from paper, and typed.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
HALF = 5  # letters on each side of a recovery code's hyphen: 49 bits in all


def new_token() -> str:
    """256 random bits, for a cookie or an address: 43 letters, digits, hyphens, underscores."""
    return secrets.token_urlsafe(32)


def new_recovery_code() -> str:
    """A code to print, as "7KQ2M-XW4HD"."""
    letters = [secrets.choice(LETTERS) for _ in range(2 * HALF)]
    return f"{''.join(letters[:HALF])}-{''.join(letters[HALF:])}"


def kept_of(kind: Kind, secret: str) -> bytes:
    """What the database keeps of a secret: 32 bytes."""
    return hashed("account secret", f"{kind}:{secret}")


def typed(code: str) -> str:
    """A recovery code as it was made, however it was typed."""
    letters = "".join(filter(str.isalnum, code.upper()))
    return f"{letters[:HALF]}-{letters[HALF:]}"
