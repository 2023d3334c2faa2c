"""The service's own page, with every standard on."""

from __future__ import annotations

import reports
from reports.summary import Summary


def render(summary: Summary) -> bytes:
    """The page as PDF/A-3a and PDF/UA-1, the submission attached."""
    return reports.render_page(summary, "A4")
