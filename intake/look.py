"""How templates are rendered: everything escaped, nothing misspelt, nothing blank."""

from __future__ import annotations

from flask import Flask
from jinja2 import StrictUndefined


def init_app(app: Flask) -> None:
    """Set up the templates of this app. Call before anything is rendered."""
    app.jinja_options = {
        # Flask by itself escapes only some file endings; a macro file of any name must be safe.
        "autoescape": True,
        # A misspelt variable is an error in a test, not a gap on a patient's page.
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
