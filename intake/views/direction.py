"""Text runs the way it was typed: no page shows characters that turn others around.

An override (Unicode Standard Annex 9, 2.2) makes "50 gm" out of "mg 05", or moves what somebody
typed in among the service's own words. The PDFs leave them out as well. What stands in a box to be
edited keeps them, so that nothing typed is changed, and so does what is stored.
"""

from __future__ import annotations

import re

from flask import Flask, Response

TURNS = "\u202a-\u202e\u2066-\u2069"
TURNING = re.compile(f"[{TURNS}]")
# A box with its text, a tag with its attributes, or what is to be left out.
PARTS = re.compile(rf"(?s)<textarea\b.*?</textarea>|<[^>]*>|[{TURNS}]")


def init_app(app: Flask) -> None:
    """Leave the characters out of every page."""
    app.after_request(_leave_out)


def straight(page: str) -> str:
    """The page without characters that turn its words; tags and boxes stay as they are."""
    if not TURNING.search(page):
        return page
    return PARTS.sub(lambda part: "" if TURNING.fullmatch(part[0]) else part[0], page)


def _leave_out(response: Response) -> Response:
    if response.mimetype == "text/html" and not response.is_streamed:
        response.set_data(straight(response.get_data(as_text=True)))
    return response
