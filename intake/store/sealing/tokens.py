"""The token in a visit's link, and what else names a visit without telling its id.

The token is HMAC(key, visit and serial), 160 bits, so it can be shown again
to the clinic without being kept anywhere; the database holds only its hash
(OWASP ASVS 5.0, 6.5.2 and 11.5.1). A new serial makes a new link.
"""

from __future__ import annotations

import base64
import re
import secrets

from intake import clock
from intake.store.sealing.keys import Keyring, hashed, keyring

TOKEN_BYTES = 20
CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32: no 0 and O, no 1 and I
CODE_LENGTH = 8
TIMED = re.compile(r"t([0-9a-f]{12})-")  # a key that tells its milliseconds since 1970


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


def new_key() -> str:
    """The key of one start or one booking, made with its page: when, and something of chance."""
    return f"t{int(clock.now().timestamp() * 1000):012x}-{secrets.token_hex(8)}"


def start_id(clinic_id: str, key: str, of: str = "") -> str:
    """The id of the visit that a start or a booking makes: 32 hexadecimal digits.

    The same for the same key, and of a booking for the same words. It begins with the time that
    the key tells, so that what is made together lies together in every index; a key of an
    earlier version tells none.
    """
    said = f"booking:{key}:{of}" if of else key
    timed = TIMED.match(key)
    return ((timed[1] if timed else "") + hashed("open door", f"{clinic_id}:{said}").hex())[:32]


def code_for(visit_id: str, serial: int) -> str:
    """The code of this visit's link, to be typed with the date of birth: 8 letters and digits.

    A secret of its own: it tells nothing of the link, nor the link of it.
    """
    raw = hashed("typed code", f"{visit_id}:{serial}")[:CODE_LENGTH]
    return "".join(CODE_LETTERS[byte % len(CODE_LETTERS)] for byte in raw)


def code_hash(code: str) -> bytes:
    """What the database keeps of a code."""
    return hashed("typed code lookup", code)
