"""Passwords: which are refused, and how they are kept."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from intake import store
from intake.extensions import db
from intake.services import accounts
from intake.sign_in import passwords
from intake.sign_in.password_rules import problem_of
from intake.store.sealing.keys import hashed
from tests.factories import CLINIC, PASSWORD
from tests.security.test_sign_in import knock
from tests.signing_in import OSEI, give_password


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaaaa",
        "a shorter one.",
        "passwordpassword",
        "qwertyuiopasdfgh",
        "123456789012345678",
        "abcabcabcabcabcabcabc",
        "Summer2026Summer2026",
        "correct horse battery staple",
        "Hilltop Clinic 2026!",
        "osei@hilltop.example",
        "Dr Amari Dr Amari Dr Amari",
        "x" * 201,
    ],
)
def test_requirement_16_what_is_short_or_easily_guessed_is_no_password(
    app: Flask, password: str
) -> None:
    with pytest.raises(accounts.AccountError, match=r"^Use a password"):
        accounts.add_clinician(CLINIC.id, "osei@hilltop.example", "Dr Amari", password)


@pytest.mark.parametrize(
    "password", ["a long plain password", "ünïcode wörter überall", "!#%&/()=?`^*_:;<>"]
)
def test_requirement_16_no_kind_of_character_is_asked_for(password: str) -> None:
    assert problem_of(password) == ""


def test_requirement_16_a_long_password_is_looked_at_quickly() -> None:
    began = time.perf_counter()
    problem_of("a1b2" * 50)
    problem_of("é" * 200)
    assert time.perf_counter() - began < 2


def test_requirement_16_passwords_are_kept_as_argon2id_under_a_key(app: Flask) -> None:
    [kept] = db.session.scalars(text('SELECT password FROM "user" WHERE email = :e'), {"e": OSEI})
    assert kept.startswith("$argon2id$")
    with pytest.raises(Exception, match="does not match"):
        PasswordHasher().verify(kept, PASSWORD)
    assert passwords.is_right(kept, PASSWORD)


def first_hash(password: str) -> str:
    """A hash as the first version kept it, and the migration marked it."""
    salt = hashed("password salt", "").hex().encode()
    salted = base64.b64encode(hmac.new(salt, password.encode(), hashlib.sha512).digest())
    return "first:" + PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(salted)


def test_requirement_16_a_password_of_the_first_version_works_and_is_hashed_anew(
    client: FlaskClient,
) -> None:
    user_id = store.user_id_of(OSEI) or 0
    with store.transaction():
        store.users.set_password(user_id, first_hash(PASSWORD))
    assert knock(client).status_code == 422
    give_password(client, OSEI)
    kept = store.users.find(OSEI)
    assert kept
    assert kept.password.startswith("$argon2id$")
    give_password(client, OSEI)
