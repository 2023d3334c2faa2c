"""In which language a request is answered: chosen once, at its beginning or with its visit.

`gettext` of Flask-Babel and of the templates takes the words from there. A clinic's pages are in
English whatever anybody chose.
"""

from __future__ import annotations

from typing import Any

import flask_babel
from babel.support import NullTranslations
from flask import Flask, g, has_request_context
from flask_babel import Babel, Domain

from intake import languages
from intake.languages import ENGLISH, Language


class _Catalogues(Domain):  # type: ignore[misc]
    """Words from our own text files, which need no compiling."""

    def get_translations(self) -> NullTranslations:
        return languages.catalogue(current().code)


def init_app(app: Flask) -> None:
    """Set up Flask-Babel, and what templates ask of it."""
    languages.load()
    babel = Babel(app, configure_jinja=True)
    babel.domain_instance = _Catalogues()
    app.jinja_env.globals["spoken"] = current


def current() -> Language:
    """The language of the present request; English where there is none."""
    found: Language = g.get("spoken", ENGLISH) if has_request_context() else ENGLISH
    return found


def speak(chosen: Language) -> None:
    """Answer this request in a language from here on."""
    g.spoken = chosen


def gettext(text: str, **values: Any) -> str:
    """Words of the interface in the language of the request, with values in them."""
    return str(flask_babel.gettext(text, **values))


def ngettext(one: str, several: str, number: int, **values: Any) -> str:
    """Words that hang on a number, which is %(num)s in them."""
    return str(flask_babel.ngettext(one, several, number, **values))


def said(text: str) -> str:
    """What was put into words below the web, in the language of the request."""
    return languages.says(text, current())
