"""One request to the service's public address, as a stranger's browser would send it."""

from __future__ import annotations

import http.client
import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

TIMEOUT = 8  # seconds


@dataclass(frozen=True)
class Answer:
    """What came back, and over which connection."""

    status: int
    headers: Mapping[str, str]
    json: Mapping[str, Any]
    from_address: str  # this machine's own end of the connection
    certificate_ends: datetime | None


def ask(
    url: str, path: str, headers: Mapping[str, str], *, body: bytes = b"", wait: float = 0
) -> Answer:
    """Ask, sending the body's last byte `wait` seconds after the rest. Raises OSError."""
    connection = _connection(url)
    try:
        connection.putrequest("GET", path, skip_accept_encoding=True)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            connection.putheader(name, value)
        connection.endheaders()
        if body:
            connection.send(body[:-1])
            time.sleep(wait)
            connection.send(body[-1:])
        here = connection.sock.getsockname()[0]
        ends = _certificate_ends(connection.sock)
        reply = connection.getresponse()
        read = reply.read(1_000_000)
        return Answer(reply.status, dict(reply.headers), _json(read), here, ends)
    except http.client.HTTPException as error:
        raise OSError(f"no HTTP was answered: {type(error).__name__}") from None
    finally:
        connection.close()


def _connection(url: str) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, parts.port, timeout=TIMEOUT, context=context)
    return http.client.HTTPConnection(host, parts.port, timeout=TIMEOUT)


def _certificate_ends(sock: object) -> datetime | None:
    if not isinstance(sock, ssl.SSLSocket):
        return None
    end = (sock.getpeercert() or {}).get("notAfter")
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(end)), UTC) if end else None


def _json(read: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(read)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
