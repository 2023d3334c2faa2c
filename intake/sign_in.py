"""Clinicians' accounts: Flask-Security with argon2 and its defaults tightened."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_security.core import RoleMixin
from flask_security.datastore import SQLAlchemyUserDatastore
from flask_security.forms import LoginForm

from intake.extensions import db, security
from intake.store.sealing.keys import hashed
from intake.store.tables import UserRow

MIN_PASSWORD = 15  # characters (OWASP ASVS 5.0, 6.2.1)
SETTINGS: dict[str, Any] = {
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_POST_LOGIN_VIEW": "/clinic",
    "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
    "SECURITY_PASSWORD_LENGTH_MIN": MIN_PASSWORD,
    "SECURITY_REGISTERABLE": False,
    "SECURITY_RECOVERABLE": False,
    "SECURITY_CONFIRMABLE": False,
    "SECURITY_TRACKABLE": False,
    "SECURITY_SEND_REGISTER_EMAIL": False,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,  # unknown accounts look like wrong passwords
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    # `flask clinician` makes accounts, each in a clinic.
    "SECURITY_CLI_USERS_NAME": None,
    "SECURITY_CLI_ROLES_NAME": None,
    "SECURITY_REDIRECT_ALLOW_SUBDOMAINS": False,
    "SECURITY_MSG_UNAUTHENTICATED": ("Sign in to see this page.", "info"),
    "SECURITY_MSG_GENERIC_AUTHN_FAILED": (
        "The email address or password is not right. Check both and try again.",
        "error",
    ),
}


class SignInForm(LoginForm):
    """The library's form, without its "remember me": that is a cookie for a year."""

    remember = None  # type: ignore[assignment]  # how WTForms takes a field out


class _Salt(str):
    """The salt of all passwords, which the database keeps: read when the first is hashed."""

    __slots__ = ()

    def encode(self, *_: str) -> bytes:
        """The salt, in the way in which the library reads it."""
        return hashed("password salt", "").hex().encode()


def init_app(app: Flask) -> None:
    """Add sign-in and sign-out."""
    app.config.update(SETTINGS)
    app.config["SECURITY_PASSWORD_SALT"] = _Salt("kept in the database")
    # What someone may do depends on the clinic (store/members.py): the library keeps no role.
    accounts = SQLAlchemyUserDatastore(db, UserRow, RoleMixin)
    security.init_app(app, accounts, login_form=SignInForm)
