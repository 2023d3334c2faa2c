"""Clinicians' accounts: Flask-Security with argon2 and its defaults tightened."""

from __future__ import annotations

import secrets
from typing import Any, cast

from email_validator import EmailNotValidError, validate_email
from flask import Flask
from flask_security import current_user
from flask_security.datastore import SQLAlchemyUserDatastore
from flask_security.utils import hash_password
from sqlalchemy.exc import IntegrityError

from intake.extensions import db, security
from intake.store.database import transaction
from intake.store.encryption import keyed_hash
from intake.store.tables import RoleRow, UserRow

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
    "SECURITY_REDIRECT_ALLOW_SUBDOMAINS": False,
    "SECURITY_MSG_UNAUTHENTICATED": ("Sign in to see this page.", "info"),
    "SECURITY_MSG_GENERIC_AUTHN_FAILED": (
        "The email address or password is not right. Check both and try again.",
        "error",
    ),
}


def init_app(app: Flask) -> None:
    """Add sign-in and sign-out."""
    app.config.update(SETTINGS)
    salt = keyed_hash(app.config["SECRET_KEY"], "password salt", "")
    app.config["SECURITY_PASSWORD_SALT"] = salt.hex()
    security.init_app(app, SQLAlchemyUserDatastore(db, UserRow, RoleRow))


def clinic_id() -> str:
    """The clinic of whoever is signed in; only for views that require sign-in."""
    return cast(str, current_user.clinic_id)


class AccountError(ValueError):
    """The account cannot be made; the message says why and what to do."""


def add_user(clinic_id: str, email: str, name: str, password: str) -> None:
    """Insert a clinician's account. Raises AccountError."""
    if len(password) < MIN_PASSWORD:
        raise AccountError(f"use a password of {MIN_PASSWORD} characters or more")
    try:
        email = validate_email(email, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise AccountError(f"{email} is no email address: {error}") from None
    row = UserRow(
        clinic_id=clinic_id,
        email=email,
        name=name,
        password=hash_password(password),
        active=True,
        fs_uniquifier=secrets.token_hex(32),
    )
    try:
        with transaction():
            db.session.add(row)
    except IntegrityError:
        raise AccountError(f"{email} has an account already") from None
