"""What this browser may open, kept in the signed session cookie: no answers in it.

A patient never names a visit: it is the one whose link this browser followed.
Following a link only points at the visit; its answers open with a POST.
"""

from __future__ import annotations

import secrets
from typing import Any, NoReturn

from flask import abort, make_response, session

from intake import store
from intake.views.errors import error_page

KEY = "patient"
START = "start"


def point_at(visit: store.Visit) -> None:
    """Remember whose link was followed; what was open for the same link stays open."""
    place = [visit.clinic.id, visit.id, visit.link_serial]
    if _kept().get("visit") != place:
        session[KEY] = {"visit": place}


def open_to_browser(visit: store.Visit) -> None:
    """Let this browser see and change the visit's answers."""
    point_at(visit)
    session[KEY] = {**_kept(), "opened": True}


def remember_sent() -> None:
    """Let this browser fetch the patient's copy of what it just sent."""
    session[KEY] = {**_kept(), "sent": True}


def begin() -> str:
    """The key of this browser's next start at an open door."""
    return str(session.setdefault(START, secrets.token_hex(16)))


def begun() -> str:
    """The key of the start that is being made; the next start gets another."""
    return str(session.pop(START, None) or secrets.token_hex(16))


def forget() -> None:
    """Leave nothing of the visit in this browser."""
    session.pop(KEY, None)


def linked() -> store.Visit:
    """The visit whose link this browser followed, or a 404 that says what to do."""
    place = _kept().get("visit")
    return (store.visit_in_session(*place) if place else None) or closed()


def opened() -> store.Visit:
    """The visit that this browser has opened, or a 404 that says what to do."""
    return linked() if is_open() else closed()


def is_open() -> bool:
    """Whether this browser has opened the visit it points at."""
    return bool(_kept().get("opened"))


def did_send() -> bool:
    """Whether this browser sent the form."""
    return bool(_kept().get("sent"))


def closed() -> NoReturn:
    """Answer 404, the same for every reason, so that a guessed link learns nothing."""
    page, status = error_page(
        404,
        "We cannot open this form",
        "Open the link in your message from the clinic again. If it still does not open, the link "
        "may be too old or no longer in use. Ask your clinic for a new link.",
    )
    abort(make_response(page, status))


def _kept() -> dict[str, Any]:
    kept: dict[str, Any] = session.get(KEY) or {}
    return kept
