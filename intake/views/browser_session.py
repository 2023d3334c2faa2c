"""Which session a request comes with: its cookie, and whether somebody asked for the page."""

from __future__ import annotations

from flask import Response, current_app, g, request

from intake.services.accounts import sessions
from intake.store.people.records import Session
from intake.views import cookies

BACKGROUND = "Intake-Background"  # the header of a request that a script makes by itself


def current() -> Session | None:
    """The session of the browser that asks, while it is one; read once a request."""
    session = _sent()
    return session if session and not sessions.is_over(session) else None


def whose() -> int | None:
    """Who is or was signed in in this browser: a session that is over tells it for some hours."""
    session = _sent()
    return session.person.id if session else None


def note_use(session: Session) -> None:
    """Keep that the session is in use, if somebody asked for this page and no script did."""
    by_script = request.headers.get("Sec-Fetch-Dest") == "empty" or BACKGROUND in request.headers
    if not by_script:
        sessions.touch(session)


def set_token(response: Response, token: str) -> None:
    """Let the browser be signed in by this token from now on."""
    https = _https()
    response.set_cookie(cookies.name(cookies.SIGN_IN, https), token, **cookies.attributes(https))


def forget_token(response: Response) -> None:
    """Let the browser forget its token, and what pages it kept in memory."""
    https = _https()
    response.delete_cookie(cookies.name(cookies.SIGN_IN, https), **cookies.attributes(https))
    # Its cookies stay: a form that a patient has open in this browser needs them.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def _sent() -> Session | None:
    if "sign_in_session" not in g:
        token = request.cookies.get(cookies.name(cookies.SIGN_IN, _https()), "")
        g.sign_in_session = sessions.find(token) if token else None
    found: Session | None = g.sign_in_session
    return found


def _https() -> bool:
    https: bool = current_app.config["SETTINGS"].https
    return https
