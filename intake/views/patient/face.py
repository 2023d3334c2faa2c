"""How a clinic looks to its patients: its own colour, which the content policy lets through."""

from __future__ import annotations

import base64
import hashlib

from flask import g, request
from markupsafe import Markup

from intake import accent, store
from intake.views import headers


def accent_of(clinic: store.Clinic | None) -> str:
    """The colour of the patient's page of this clinic, as "#0b4f57"; "" for the usual one."""
    return clinic.accent if clinic and request.blueprint == "patient" else ""


def style_of(colour: str) -> Markup:
    """The style element of a page in this colour. The policy of the reply allows its very text."""
    if not accent.A_COLOUR.fullmatch(colour):
        return Markup()
    text = f":root{{--accent:{colour};--accent-dark:{accent.darker(colour)}}}"
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    setattr(g, headers.STYLE_HASH, f"'sha256-{digest}'")
    return Markup("<style>{}</style>").format(Markup(text))  # noqa: S704 - digits alone
