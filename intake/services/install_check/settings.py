"""What the settings alone tell."""

from __future__ import annotations

from collections.abc import Iterator

from intake.config import Settings
from intake.services.install_check.finding import Finding, fine, mend


def check(settings: Settings) -> Iterator[Finding]:
    """What they say of the way to the service."""
    if settings.https:
        yield fine("patients and clinicians come by HTTPS")
    else:
        yield mend(
            f"INTAKE_BASE_URL is {settings.base_url}: everything can be read on its way",
            "put a proxy with HTTPS in front and set INTAKE_BASE_URL to its https:// address",
        )
    if settings.https and not settings.trusted_proxies:
        yield mend(
            "INTAKE_TRUSTED_PROXIES is 0, and the service itself does not speak HTTPS",
            "set it to the number of proxies in front, usually 1",
        )
