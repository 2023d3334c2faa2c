"""Whether the doctors' pages are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from intake import clock
from intake.services.documents import pages
from intake.services.install_check.finding import Finding, fine, unknown

LATE = timedelta(minutes=10)  # a page is drawn within seconds


def check() -> Iterator[Finding]:
    """What was sent of late and has no page yet."""
    missing = pages.missing(pages.RECENT)
    if not missing or clock.now() - missing[-1].sent_at < LATE:
        yield fine("the pages of what was sent of late are drawn")
        return
    yield unknown(
        f"{len(missing)} sent forms of the last days have no page yet: each is made when asked for",
        "`flask pages make` draws them; look in the log why the service's own process does not",
    )
