"""Every cookie of the service: its name, how long it lives, and who may read it.

The session is Flask's, signed: it guards every post against other sites. Who is signed in says
another, whose value only the database knows (browser_session.py). Beside them stands one cookie
for each visit that a patient's browser has opened (patient/opened_visits.py), which lives and works
as long as the visit's link, and where something was typed too late to be sent, one that says so.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

SESSION_LIVES = timedelta(days=31)
SIGN_IN = "sign-in"  # a browser that is signed in, until the service forgets it
LANGUAGE = "language"  # what was chosen in a patient's browser; a code, no person
ACCOUNT_LINK = "account-link"  # an invitation, or leave to set a password, that was opened
SAME_SITE = "Lax"  # a link in a message opens with the cookie, another site's post goes without


def name(plain: str, https: bool) -> str:
    """The cookie's name; over HTTPS no other host and no plain page can set a cookie of it."""
    return f"__Host-{plain}" if https else plain


def attributes(https: bool) -> dict[str, Any]:
    """How a cookie is set. Without an end of its own it goes when the browser is closed."""
    return {"path": "/", "httponly": True, "samesite": SAME_SITE, "secure": https}


def session_settings(https: bool) -> dict[str, Any]:
    """Flask's settings for the session's cookie.

    It goes when the browser is closed too. One that a browser keeps all the same, as those do
    that open their tabs again, is refused after SESSION_LIVES.
    """
    return {
        "SESSION_COOKIE_NAME": name("session", https),
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": SAME_SITE,
        "PERMANENT_SESSION_LIFETIME": SESSION_LIVES,
    }
