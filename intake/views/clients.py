"""Who asks, as far as an address says."""

from __future__ import annotations

import ipaddress
import math

from flask import Response, make_response, request

from intake.services.limits import TooManyError
from intake.spoken import ngettext
from intake.views.replies import Reply

SUBNET = 64  # bits of an IPv6 address that one customer has; the rest they choose


def client() -> str:
    """The address of whoever asks, as the trusted proxies tell it; of IPv6 its network."""
    told = request.remote_addr or ""
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return told  # a socket in the file system
    if address.version == 4:
        return told
    mapped = address.ipv4_mapped
    return str(mapped or ipaddress.ip_network((int(address) >> SUBNET << SUBNET, SUBNET)))


def too_many(page: Reply, error: TooManyError) -> Response:
    """A page that says to wait, with when to come back for whoever reads headers."""
    reply = make_response(page)
    reply.status_code = 429
    reply.headers["Retry-After"] = str(math.ceil(error.wait.total_seconds()))
    return reply


def minutes(error: TooManyError) -> str:
    """How long to wait, in words: "25 minutes"."""
    number = math.ceil(error.wait.total_seconds() / 60)
    return ngettext("%(num)s minute", "%(num)s minutes", number)
