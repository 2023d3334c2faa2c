"""Where those are sent who are not signed in, or not wholly; what they typed goes with them.

Somebody types a note, is called away, comes back after the session has ended and presses the
button: the answer is a page to sign in on that carries, sealed, what was posted and where to.
After signing in, the same person is shown what they typed and posts it with one press. Nothing
is kept in the database or in the browser's storage for it, and it needs no script.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for

from intake.forms.sign_in import CodeForm, SignInForm
from intake.services.accounts.sessions import Stage
from intake.store.sealing.encryption import SealError
from intake.store.sealing.keys import open_json, seal_json
from intake.views import browser_session
from intake.views.local import local
from intake.views.replies import Reply

SEALED_AS = "typed before sign-in"
# What somebody types on a clinic's page, and what it is called there. All else goes along unseen.
TYPED = {
    "note": "Note",
    "reason": "Reason",
    "name": "Patient's name",
    "born": "Date of birth",
    "text": "Medicines, as patients write them",
    "lines": "Patients",
}
LONGEST = 100_000  # characters


@dataclass(frozen=True)
class Typed:
    """What was posted without being signed in, and where to."""

    user_id: int | None  # whose session had ended; None where that is not known
    to: str
    fields: list[tuple[str, str]]

    @property
    def shown(self) -> list[tuple[str, str]]:
        """What somebody typed, each with its name."""
        return [(TYPED[key], value) for key, value in self.fields if key in TYPED and value.strip()]


def with_password() -> Reply:
    """Send to sign in."""
    form = SignInForm(formdata=None)
    return _carried("account/sign_in.html", form) or redirect(
        url_for("sign_in.sign_in", next=_asked()), 302
    )


def with_factor(missing: Stage) -> Reply:
    """Send to give the second factor, or to set one up."""
    if missing == "set up factor":
        return redirect(url_for("second_factor.overview"), 302)
    form = CodeForm(formdata=None)
    return _carried("account/second_factor.html", form) or redirect(
        url_for("sign_in.second", next=_asked()), 302
    )


def _carried(template: str, form: SignInForm | CodeForm) -> Reply | None:
    """A page that carries what was typed into a post; None where nothing was."""
    typed = Typed(browser_session.whose(), request.full_path, _posted())
    if request.method != "POST" or not typed.shown or len(str(typed.fields)) > LONGEST:
        return None
    return render_template(template, form=form, kept=_seal(typed), on="", options=""), 401


def _asked() -> str | None:
    """The page that was asked for, to go on to."""
    return request.full_path.rstrip("?") if request.method == "GET" else None


def typed_before(kept: str, user_id: int) -> Typed | None:
    """What this person typed before they signed in, as a page carried it; or None."""
    try:
        found = open_json(base64.urlsafe_b64decode(kept), SEALED_AS) if kept else None
    except (binascii.Error, ValueError, SealError):
        return None
    if found is None or found["user_id"] not in (None, user_id):
        return None
    return Typed(found["user_id"], local(found["to"]), [(k, v) for k, v in found["fields"]])


def _posted() -> list[tuple[str, str]]:
    pairs = request.form.items(multi=True)
    return [(key, value) for key, value in pairs if key != "csrf_token"]


def _seal(typed: Typed) -> str:
    return base64.urlsafe_b64encode(seal_json(vars(typed), SEALED_AS)).decode()
