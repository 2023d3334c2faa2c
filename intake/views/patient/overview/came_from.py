"""Where a page of the form was opened from: Back and Continue lead there again.

It stands in the address: a page that is posted, loaded anew or opened again after the date of birth
keeps it. From the check page it names the row too, to come back to that very one: by its place in
the form or the entry's own id, since addresses are kept by browsers and logs, and what a question
is about is nobody's business there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import request

from intake.questionnaires import Questionnaire

CHECK, PARTS = "check", "parts"
QUERY = r"(\?from=(check|parts)(&row=[a-z0-9]{1,16})?)?"  # what may stand in an address
_ROW = re.compile(r"[a-z0-9]{1,16}", re.ASCII)
Origin = dict[str, Any]


def rows_of(form: Questionnaire) -> dict[str, str]:
    """The row of each page and question of a form, by id: "r12"."""
    keys = (key for page in form.pages for key in (page.id, *(q.id for q in page.questions)))
    return {key: f"r{number}" for number, key in enumerate(keys)}


def key_at(rows: Mapping[str, str], row: str) -> str:
    """The page or the question whose row it is; "" for none."""
    return next((key for key, its in rows.items() if its == row), "")


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
