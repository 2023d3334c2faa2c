"""A security key of the tests' own: makes passkeys and signs with them, as a browser passes on."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, WITH_KEY = 0x01, 0x40


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class SecurityKey:
    """A key with one passkey on it."""

    def __init__(self, origin: str, host: str) -> None:
        """Belong to a site."""
        self.origin, self.host = origin, host
        self.id, self.count = secrets.token_bytes(32), 0
        self._private = ec.generate_private_key(ec.SECP256R1())

    def make(self, options: dict[str, Any]) -> str:
        """Answer what a site asks who wants a passkey made."""
        numbers = self._private.public_key().public_numbers()
        x, y = (one.to_bytes(32, "big") for one in (numbers.x, numbers.y))
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        known = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._data(PRESENT | WITH_KEY) + known
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        asked = self._asked("webauthn.create", options)
        return self._answer(clientDataJSON=b64(asked), attestationObject=b64(attestation))

    def use(self, options: dict[str, Any]) -> str:
        """Answer what a site asks who wants it used."""
        self.count += 1
        data, asked = self._data(PRESENT), self._asked("webauthn.get", options)
        signed = data + hashlib.sha256(asked).digest()
        signature = self._private.sign(signed, ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=b64(asked), authenticatorData=b64(data), signature=b64(signature)
        )

    def _data(self, flags: int) -> bytes:
        host = hashlib.sha256(self.host.encode()).digest()
        return host + bytes([flags]) + self.count.to_bytes(4, "big")

    def _asked(self, kind: str, options: dict[str, Any]) -> bytes:
        asked = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(asked).encode()

    def _answer(self, **response: str) -> str:
        answer = {"id": b64(self.id), "rawId": b64(self.id), "type": "public-key"}
        return json.dumps({**answer, "response": response, "clientExtensionResults": {}})
