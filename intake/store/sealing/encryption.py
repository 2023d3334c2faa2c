"""Encryption of records: AES-256-GCM, a fresh data key per record.

The data key is wrapped by a master key, so that changing the master key rewraps keys only. The
row's identity is bound into the text as additional data: a blob moved to another row does not
open (OWASP ASVS 5.0, 11.3.3).

A sealed blob is a head, which wraps the data key, and a body, which holds the text and which no
change of the master key touches:

    head: format byte 2 | id of the master key 4 | nonce 12 | wrapped key 48
    body: nonce 12 | text and its tag

Format 1, as the first versions wrote it, has no id in its head, and its row is bound in there too.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FIRST_FORMAT, FORMAT = b"\x01", b"\x02"
_ID, _NONCE, _WRAPPED = 4, 12, 48
FIRST_HEAD, HEAD = 1 + _NONCE + _WRAPPED, 1 + _ID + _NONCE + _WRAPPED  # bytes


class SealError(Exception):
    """What is kept was changed or moved, or was sealed under a master key that is not here."""


class Sealer:
    """Seals under one master key of 32 bytes; opens what that or an older one has sealed."""

    def __init__(self, master_key: bytes, old_keys: Iterable[bytes] = ()) -> None:
        self.master_id = id_of(master_key)
        self._masters = {id_of(key): AESGCM(key) for key in (*old_keys, master_key)}

    @property
    def master_ids(self) -> frozenset[bytes]:
        """The ids of all its master keys."""
        return frozenset(self._masters)

    def seal(self, text: bytes, *row: str) -> bytes:
        """Encrypt `text` for the row named by these parts (table, clinic, id, ...)."""
        key, nonce = AESGCM.generate_key(256), os.urandom(_NONCE)
        return self._head(key) + nonce + AESGCM(key).encrypt(nonce, text, _bind(row))

    def open(self, blob: bytes, *row: str) -> bytes:
        """Decrypt what was sealed for the same row. Raises SealError."""
        body = body_of(blob)
        try:
            key = AESGCM(self._data_key(blob, row))
            return key.decrypt(body[:_NONCE], body[_NONCE:], _bind(row))
        except (InvalidTag, ValueError) as error:
            raise SealError("the record does not open with this master key") from error

    def is_current(self, blob: bytes) -> bool:
        """Whether the present master key wraps it, in the present format."""
        return blob.startswith(FORMAT + self.master_id)

    def rewrapped(self, blob: bytes, *row: str) -> bytes:
        """The same blob under the present master key. Only format 1 asks for its row.

        Raises SealError.
        """
        body = body_of(blob)
        return self._head(self._data_key(blob, row)) + body

    def _head(self, data_key: bytes) -> bytes:
        named, nonce = FORMAT + self.master_id, os.urandom(_NONCE)
        return named + nonce + self._masters[self.master_id].encrypt(nonce, data_key, named)

    def _data_key(self, blob: bytes, row: tuple[str, ...]) -> bytes:
        named = 1 if blob[:1] == FIRST_FORMAT else 1 + _ID
        bound = _bind(row) if named == 1 else blob[:named]
        nonce, wrapped = blob[named : named + _NONCE], blob[named + _NONCE :][:_WRAPPED]
        for master in self._masters_for(blob):
            try:
                return master.decrypt(nonce, wrapped, bound)
            except (InvalidTag, ValueError):
                continue
        raise SealError("none of the master keys opens the record")

    def _masters_for(self, blob: bytes) -> Iterator[AESGCM]:
        if blob[:1] == FIRST_FORMAT:
            yield from self._masters.values()
        elif named := self._masters.get(blob[1 : 1 + _ID]):
            yield named


def id_of(master_key: bytes) -> bytes:
    """What names a master key in a blob without telling it: 4 bytes."""
    return hmac.digest(master_key, b"intake master key", hashlib.sha256)[:_ID]


def body_of(blob: bytes) -> bytes:
    """The part of a blob that the master key does not touch. Raises SealError."""
    if blob[:1] not in (FIRST_FORMAT, FORMAT):
        raise SealError("not a sealed record")
    return blob[FIRST_HEAD if blob[:1] == FIRST_FORMAT else HEAD :]


def _bind(row: tuple[str, ...]) -> bytes:
    # Length-prefixed, so that ("ab", "c") and ("a", "bc") differ.
    return b"".join(len(part.encode()).to_bytes(4, "big") + part.encode() for part in row)


def derived_key(secret_key: str, purpose: str) -> bytes:
    """The key that the first versions made out of the service's secret for a purpose: 32 bytes."""
    return hmac.digest(secret_key.encode(), purpose.encode(), hashlib.sha256)
