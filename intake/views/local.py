"""Addresses that the service leads on to after sign-in: its own only."""

from __future__ import annotations

from urllib.parse import urlsplit

HOME = "/clinic"


def local(address: str | None) -> str:
    """The address if it is a path of this service, else the worklist's (CVE-2023-49438)."""
    if not address or not address.startswith("/") or address[1:2] in ("/", "\\"):
        return HOME
    plain = address.isascii() and address.isprintable() and "\\" not in address
    try:
        parts = urlsplit(address)
    except ValueError:
        return HOME
    return address if plain and not parts.scheme and not parts.netloc else HOME
