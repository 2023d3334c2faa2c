"""Encryption of records: AES-256-GCM, a fresh data key per record.

The data key is wrapped by the master key, so that changing the master key
rewraps keys only. The row's identity is bound in as additional data: a blob
moved to another row does not open (OWASP ASVS 5.0, 11.3.3).

A sealed blob is: format byte 1 | nonce 12 | wrapped key 48 | nonce 12 | text.
"""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_FORMAT = b"\x01"
_NONCE, _WRAPPED = 12, 48


class SealError(Exception):
    """The blob was changed, moved to another row, or sealed under another master key."""


class Sealer:
    """Seals and opens records under one master key of 32 bytes."""

    def __init__(self, master_key: bytes) -> None:
        self._master = AESGCM(master_key)

    def seal(self, text: bytes, *row: str) -> bytes:
        """Encrypt `text` for the row named by these parts (table, clinic, id, ...)."""
        bound = _bind(row)
        key = AESGCM.generate_key(256)
        wrap_nonce, nonce = os.urandom(_NONCE), os.urandom(_NONCE)
        wrapped = self._master.encrypt(wrap_nonce, key, bound)
        return _FORMAT + wrap_nonce + wrapped + nonce + AESGCM(key).encrypt(nonce, text, bound)

    def open(self, blob: bytes, *row: str) -> bytes:
        """Decrypt what was sealed for the same row. Raises SealError."""
        bound = _bind(row)
        key_at, nonce_at = 1 + _NONCE, 1 + _NONCE + _WRAPPED
        text_at = nonce_at + _NONCE
        if blob[:1] != _FORMAT:
            raise SealError("not a sealed record")
        try:
            key = self._master.decrypt(blob[1:key_at], blob[key_at:nonce_at], bound)
            return AESGCM(key).decrypt(blob[nonce_at:text_at], blob[text_at:], bound)
        except (InvalidTag, ValueError) as error:
            raise SealError("the record does not open with this master key") from error


def _bind(row: tuple[str, ...]) -> bytes:
    # Length-prefixed, so that ("ab", "c") and ("a", "bc") differ.
    return b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in row)


def keyed_hash(secret_key: str, purpose: str, text: str) -> bytes:
    """HMAC-SHA-256 of `text` under a key of its own for each purpose."""
    key = hmac.digest(secret_key.encode(), purpose.encode(), hashlib.sha256)
    return hmac.digest(key, text.encode(), hashlib.sha256)
