"""Password hashes: argon2id over the password under the service's own key.

The key is not in the database, so a stolen one is no start for guessing.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from intake.store.sealing.keys import hashed

HASHER = PasswordHasher()  # argon2id at the cost of RFC 9106, 64 MiB
# Hashes of the first version, which another library made; the migration marked them.
FIRST = "first:"


def hash_of(password: str) -> str:
    """What is kept of a password: "$argon2id$...", 97 characters."""
    return HASHER.hash(_peppered(password))


def is_right(kept: str, password: str) -> bool:
    """Whether a password is the one that was kept; takes about as long either way."""
    plain, of_first = kept.removeprefix(FIRST), kept.startswith(FIRST)
    try:
        return HASHER.verify(plain, _salted(password) if of_first else _peppered(password))
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether a hash is to be made anew when the password is next given."""
    return kept.startswith(FIRST) or HASHER.check_needs_rehash(kept)


def pretend(password: str) -> None:
    """Take as long as `is_right` does, for an account that there is not."""
    is_right(_nobodys(HASHER), password)


@cache
def _nobodys(hasher: PasswordHasher) -> str:
    return hasher.hash("nobody's")


def _peppered(password: str) -> bytes:
    return base64.b64encode(hashed("password pepper", _normal(password)))


def _salted(password: str) -> bytes:
    """What the first version hashed: the password under one salt for all."""
    salt = hashed("password salt", "").hex().encode()
    return base64.b64encode(hmac.digest(salt, _normal(password).encode(), hashlib.sha512))


def _normal(password: str) -> str:
    """The same characters whatever keyboard composed them."""
    return unicodedata.normalize("NFKD", password)
