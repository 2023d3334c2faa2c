"""Passkeys (WebAuthn) as the second factor: what a browser is asked, and whether its answer holds.

They work where the browser trusts the address: over HTTPS, and on localhost.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

Descriptors = list[PublicKeyCredentialDescriptor]
# The password came first: a touch is enough, whoever has a finger or a PIN may use it.
VERIFIED = UserVerificationRequirement.DISCOURAGED


@dataclass(frozen=True)
class Site:
    """Where the service is, as a browser binds passkeys to it."""

    host: str
    origin: str  # scheme, host and port


@dataclass(frozen=True)
class Key:
    """The public half of a passkey."""

    id: bytes
    public: bytes
    count: int  # how often it says it was used; 0 where it does not count


class PasskeyError(Exception):
    """The browser's answer does not hold."""


def site_of(base_url: str) -> Site | None:
    """The site at an address; None where no browser offers passkeys."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    if host != "localhost" and parts.scheme != "https":
        return None
    return Site(host, f"{parts.scheme}://{parts.netloc}")


def new_challenge() -> bytes:
    """Random bytes that an answer has to sign."""
    return secrets.token_bytes(32)


def to_make(site: Site, user_id: int, email: str, challenge: bytes, known: Sequence[bytes]) -> str:
    """What to ask a browser that shall make a passkey: JSON."""
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name="Intake",
        user_id=str(user_id).encode(),
        user_name=email,
        challenge=challenge,
        exclude_credentials=_named(known),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED, user_verification=VERIFIED
        ),
    )
    return webauthn.options_to_json(options)


def to_use(site: Site, challenge: bytes, known: Sequence[bytes]) -> str:
    """What to ask a browser that shall use one of these passkeys: JSON."""
    options = webauthn.generate_authentication_options(
        rp_id=site.host,
        challenge=challenge,
        allow_credentials=_named(known),
        user_verification=VERIFIED,
    )
    return webauthn.options_to_json(options)


def made(site: Site, challenge: bytes, answer: str) -> Key:
    """The passkey that a browser has made. Raises PasskeyError."""
    try:
        found = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
        )
    except (WebAuthnException, ValueError) as error:
        raise PasskeyError from error
    return Key(found.credential_id, found.credential_public_key, found.sign_count)


def used(site: Site, challenge: bytes, answer: str, known: Sequence[Key]) -> Key:
    """Which of these passkeys has signed, with its new count. Raises PasskeyError."""
    try:
        raw = webauthn.helpers.parse_authentication_credential_json(answer).raw_id
        [key] = [one for one in known if one.id == raw]
        found = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=key.public,
            credential_current_sign_count=key.count,
        )
    except (WebAuthnException, ValueError) as error:
        raise PasskeyError from error
    return Key(key.id, key.public, found.new_sign_count)


def _named(ids: Sequence[bytes]) -> Descriptors:
    return [PublicKeyCredentialDescriptor(id=one) for one in ids]
