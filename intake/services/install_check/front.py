"""What a stranger meets at the public address: the proxy, HTTPS, the headers that arrive."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from intake import clock
from intake.config import Settings
from intake.services.install_check import echo
from intake.services.install_check.asking import Answer, ask
from intake.services.install_check.finding import Finding, fine, mend, unknown

INVENTED = "203.0.113.7"  # an address for documentation (RFC 5737): nobody's
SLOW = 1.5  # seconds that a request's last byte lets wait
SOON = timedelta(days=14)
KEPT = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Referrer-Policy",
    "Cache-Control",
    "Strict-Transport-Security",
)


def check(settings: Settings, ours: Mapping[str, str]) -> Iterator[Finding]:
    """Ask at the public address; `ours` are the headers as the service itself sends them."""
    url, here = settings.base_url, urlsplit(settings.base_url).path
    ask_health = partial(ask, url, f"{here}/healthz")
    try:
        answer = ask_health({echo.HEADER: echo.word(), "X-Forwarded-For": INVENTED})
    except ssl.SSLCertVerificationError as error:
        yield mend(f"{url}: browsers refuse its certificate ({error.verify_message})", "renew it")
        return
    except OSError as error:
        yield unknown(f"{url} does not answer ({error})", "start the service and check again")
        return
    if "client" not in answer.json:
        yield mend(
            f"{url} answers, but not with this service and these keys",
            "let the proxy lead to it, and run this with the service's own settings",
        )
        return
    yield fine(f"{url} leads to this service")
    yield from _certificate(answer)
    yield from _proxies(settings, answer)
    yield from _headers(ours, answer)
    yield from _plain(url, here)
    yield _slow(ask_health({echo.HEADER: echo.word()}, body=b"x" * 64, wait=SLOW))
    yield unknown(
        "whether the proxy logs addresses cannot be seen from here",
        "no access log for /v/ and /form/: patients' links are in these addresses",
    )


def _certificate(answer: Answer) -> Iterator[Finding]:
    if answer.certificate_ends:
        days = (answer.certificate_ends - clock.now()).days
        said = f"the certificate is good for {days} days"
        soon = answer.certificate_ends - clock.now() < SOON
        yield mend(said, "renew it, and let that happen by itself") if soon else fine(said)


def _proxies(settings: Settings, answer: Answer) -> Iterator[Finding]:
    client, scheme, host = (answer.json[key] for key in ("client", "scheme", "host"))
    parts = urlsplit(settings.base_url)
    if client == INVENTED:
        yield mend(
            "a client may invent its address, and so escape every limit",
            "set INTAKE_TRUSTED_PROXIES to the number of proxies that really stand in front",
        )
    elif client != answer.from_address and client in ("127.0.0.1", "::1"):
        yield mend(
            "every client seems to be the proxy, so that one locks out all",
            "set INTAKE_TRUSTED_PROXIES to 1 and let the proxy set X-Forwarded-For",
        )
    else:
        yield fine(f"the client's address arrives ({client})")
    if scheme != parts.scheme or host != parts.netloc:
        yield mend(
            f"the service sees {scheme}://{host} instead of {settings.base_url}",
            "let the proxy set X-Forwarded-Proto and X-Forwarded-Host, or pass Host on",
        )


def _headers(ours: Mapping[str, str], answer: Answer) -> Iterator[Finding]:
    for name in KEPT:
        if name in ours and answer.headers.get(name) != ours[name]:
            yield mend(
                f"the header {name} arrives changed, or not at all",
                "take it out of the proxy's settings: the service sends it",
            )
            return
    yield fine("the headers arrive as the service sends them")


def _plain(url: str, here: str) -> Iterator[Finding]:
    """Whether plain HTTP only leads to HTTPS."""
    parts = urlsplit(url)
    if parts.scheme != "https":
        return
    try:
        answer = ask(f"http://{parts.hostname}", f"{here}/healthz", {})
    except OSError:
        yield fine("plain HTTP is not answered")
        return
    to = answer.headers.get("Location", "")
    if 300 <= answer.status < 400 and to.startswith("https://"):
        yield fine("plain HTTP leads to HTTPS")
    else:
        yield mend(
            f"plain HTTP is answered with {answer.status}", "let the proxy redirect it to HTTPS"
        )


def _slow(answer: Answer) -> Finding:
    took = float(answer.json.get("body_took", SLOW))
    if took < SLOW / 2:
        return fine("a client that sends slowly does not hold the service")
    return mend(
        f"a client that sends slowly holds a part of the service ({took:.1f} s of {SLOW})",
        "let the proxy read requests whole (nginx: proxy_request_buffering on)",
    )
