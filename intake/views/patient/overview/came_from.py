"""Where a page of the form was opened from: Back and Continue lead there again.

It stands in the address: a page that is posted, loaded anew or opened again after the date of birth
keeps it. From the check page it names the row too, to come back to that very one.
"""

from __future__ import annotations

import re
from typing import Any

from flask import request

CHECK, PARTS = "check", "parts"
QUERY = r"(\?from=(check|parts)(&row=[\w.-]{1,80})?)?"  # what may stand in an address
_ROW = re.compile(r"[\w.-]{1,80}", re.ASCII)
Origin = dict[str, Any]


def check(row: str) -> Origin:
    """What an address carries that was opened from this row of the check page."""
    return {"from": CHECK, "row": row}


def parts() -> Origin:
    """What an address carries that was opened from the list of parts."""
    return {"from": PARTS}


def kept() -> Origin:
    """What this page's own address carries, to hand it on; {} if nothing."""
    if from_check():
        return check(row()) if row() else {"from": CHECK}
    return parts() if from_parts() else {}


def from_check() -> bool:
    """Whether the patient came from the check page and wants to return to it."""
    return request.args.get("from") == CHECK


def from_parts() -> bool:
    """Whether the patient came from the list of parts."""
    return request.args.get("from") == PARTS


def row() -> str:
    """The row of the check page that was left, "" if none."""
    named = request.args.get("row", "")
    return named if _ROW.fullmatch(named) else ""
