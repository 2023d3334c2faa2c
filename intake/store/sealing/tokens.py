"""The token in a visit's link, and what else names a visit without telling its id.

The token is HMAC(key, visit and serial), 160 bits, so it can be shown again
to the clinic without being kept anywhere; the database holds only its hash
(OWASP ASVS 5.0, 6.5.2 and 11.5.1). A new serial makes a new link.
"""

from __future__ import annotations

import base64

from intake.store.sealing.keys import Keyring, hashed, keyring

TOKEN_BYTES = 20
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32: no 0 and O, no 1 and I
CODE_LENGTH = 8


def token_for(visit_id: str, serial: int, keys: Keyring | None = None) -> str:
    """The token of this visit's link: 32 letters and digits in lower case."""
    raw = (keys or keyring()).hashed("link token", f"{visit_id}:{serial}")[:TOKEN_BYTES]
    return base64.b32encode(raw).decode().lower()


def hash_of(token: str, keys: Keyring | None = None) -> bytes:
    """What the database keeps of a token."""
    return (keys or keyring()).hashed("link lookup", token)


def handle_of_id(visit_id: str) -> str:
    """What names a visit in the addresses of its form: 12 letters and digits in lower case.

    It opens nothing by itself: only a browser that holds the visit's cookie may use it.
    """
    return base64.b32encode(hashed("visit handle", visit_id)[:8]).decode().lower()[:12]


def start_id(clinic_id: str, key: str) -> str:
    """The id of the visit that one start at a clinic's open door makes: 32 hexadecimal digits."""
    return hashed("open door", f"{clinic_id}:{key}").hex()[:32]


def code_for(visit_id: str, serial: int) -> str:
    """The code of this visit's link, to be typed with the date of birth: 8 letters and digits.

    A secret of its own: it tells nothing of the link, nor the link of it.
    """
    raw = hashed("typed code", f"{visit_id}:{serial}")[:CODE_LENGTH]
    return "".join(CODE_LETTERS[byte % len(CODE_LETTERS)] for byte in raw)


def code_hash(code: str) -> bytes:
    """What the database keeps of a code."""
    return hashed("typed code lookup", code)
