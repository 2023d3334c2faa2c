"""The clinic's face: its colour, logo text, languages and first words, as patients meet them."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import lxml.html
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from intake import store
from intake.extensions import db
from intake.forms.clinic_face import ClinicFaceForm
from intake.languages import CHOOSABLE
from tests import factories
from tests.factories import CLINIC
from tests.phones import BORN, form_of, phone_with
from tests.views.test_clinic_settings import PAGE, typed

SPANISH = {"Accept-Language": "es"}
ABOUT = ("Muscle twitching", "Saltos o contracciones de los músculos")


def with_face(**face: Any) -> store.Clinic:
    """Ana's clinic with these settings."""
    clinic = replace(CLINIC, **face)
    with store.transaction():
        store.change_clinic(clinic)
    return clinic


def switch_of(reply: TestResponse) -> list[str]:
    """The languages that a page's switch shows."""
    found = lxml.html.fromstring(reply.text).find_class("app-languages__one")
    return [one.text_content() for one in found]


def test_an_administrator_sets_the_face_and_patients_meet_it(
    osei: FlaskClient, client: FlaskClient
) -> None:
    face = {
        "logo_text": "Hilltop",
        "accent": "7A1F5C",
        "opening_en": "Welcome.\r\nWe look forward to <b>you</b>.",
        "opening_es": "Bienvenida.",
    }
    reply = osei.post(PAGE, data=typed(osei, **face, save="1"))
    assert reply.status_code == 303
    again = osei.get(PAGE).text
    assert 'value="#7a1f5c"' in again and "Bienvenida.</textarea>" in again
    start, home, spanish = (
        client.get(path, headers=headers)
        for path, headers in (("/start/hilltop", {}), ("/", {}), ("/", SPANISH))
    )
    assert '<span class="app-header__name"><bdi>Hilltop</bdi></span>' in start.text
    assert '<meta name="theme-color" content="#7a1f5c">' in start.text
    assert "Welcome.\nWe look forward to &lt;b&gt;you&lt;/b&gt;." in home.text
    assert "Bienvenida." in spanish.text and "Welcome." not in spanish.text


def test_a_logo_that_is_the_name_says_it_once_and_the_clinics_pages_keep_theirs(
    osei: FlaskClient, client: FlaskClient
) -> None:
    with_face(logo_text=CLINIC.name)
    assert "app-header__clinic" not in client.get("/start/hilltop").text
    page = osei.get("/clinic", follow_redirects=True).text
    assert '"app-header__name">Intake<' in page and f'"app-header__clinic">{CLINIC.name}<' in page


def test_the_colour_is_the_only_style_that_the_policy_lets_through(client: FlaskClient) -> None:
    with_face(accent="#7a1f5c")
    reply = client.get("/start/hilltop")
    [style] = re.findall("<style>(.*?)</style>", reply.text)
    assert style == ":root{--accent:#7a1f5c;--accent-dark:#491337}"
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = reply.headers["Content-Security-Policy"]
    assert f"style-src 'self' 'sha256-{digest}';" in policy
    assert "unsafe" not in policy
    usual = client.get("/come-back")
    assert "style-src 'self';" in usual.headers["Content-Security-Policy"]
    assert "<style" not in usual.text and "app-accent" not in usual.text


def test_a_colour_that_was_slipped_in_writes_no_style(app: Flask) -> None:
    style_of = app.jinja_env.globals["style_of"]
    assert isinstance(style_of, Callable)  # type: ignore[arg-type]
    assert str(style_of("red}body{display:none")) == ""  # type: ignore[operator]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"accent": "#ffd400"}, "is too light: on it white words"),
        ({"accent": "#777777"}, "contrast 3.6, 4.5 is needed"),
        ({"accent": "teal"}, "Enter the colour as # and six digits or letters, as"),
        ({"languages": []}, "Tick at least one language"),
        ({"languages": ["ar"]}, "is not"),  # in the demo alone
        ({"logo_text": "x" * 41}, "Use 40 characters or fewer"),
        ({"opening_es": "x" * 601}, "Use 600 characters or fewer"),
        ({"opening_en": "Wel\u202ecome"}, "Use letters, digits and signs that can be read"),
    ],
)
def test_what_cannot_be_is_told_and_comes_back_as_typed(
    osei: FlaskClient, wrong: dict[str, Any], words: str
) -> None:
    reply = osei.post(PAGE, data=typed(osei, **wrong, save="1"))
    assert reply.status_code == 422
    assert words in reply.text
    assert all(one in reply.text for one in wrong.values() if isinstance(one, str))
    assert store.clinic(CLINIC.id) == CLINIC


def test_a_refused_colour_names_one_that_is_taken(osei: FlaskClient) -> None:
    reply = osei.post(PAGE, data=typed(osei, accent="#ffd400", save="1"))
    better = re.findall("darker one, such as (#[0-9a-f]{6})<", reply.text)[0]
    assert osei.post(PAGE, data=typed(osei, accent=better, save="1")).status_code == 303


def test_the_preview_shows_the_colour_and_saves_nothing(osei: FlaskClient) -> None:
    reply = osei.post(PAGE, data=typed(osei, accent="#7a1f5c", logo_text="Hill", preview="1"))
    assert "app-preview app-accent" in reply.text and "--accent:#7a1f5c" in reply.text
    assert "'sha256-" in reply.headers["Content-Security-Policy"]
    assert store.clinic(CLINIC.id) == CLINIC


def test_the_switch_shows_what_the_clinic_offers_and_no_more(
    app: Flask, client: FlaskClient
) -> None:
    with_face(languages="es")
    start = client.get("/start/hilltop", headers={"Accept-Language": "en"})
    assert '<html lang="es">' in start.text
    assert switch_of(start) == []
    visit = factories.make_visit()
    phone = phone_with(app, visit)
    assert '<html lang="es">' in phone.get(f"{form_of(visit)}/safety").text
    assert phone.get(f"{form_of(visit)}/language/en").status_code == 303
    assert factories.fresh(visit).language == "es"


def test_a_visit_held_in_a_language_that_is_offered_no_more_goes_on_in_it(app: Flask) -> None:
    visit = factories.make_visit()
    phone = phone_with(app, visit)
    phone.get(f"{form_of(visit)}/language/es")
    with_face(languages="en")
    page = phone.get(f"{form_of(visit)}/safety")
    assert '<html lang="es">' in page.text
    assert switch_of(page) == ["English", "Español"]
    phone.get(f"{form_of(visit)}/language/en")
    assert switch_of(phone.get(f"{form_of(visit)}/safety")) == []


def test_the_only_clinic_of_a_service_meets_its_patients_on_the_front_page(
    client: FlaskClient,
) -> None:
    with_face(accent="#7a1f5c", logo_text="Hilltop", languages="es")
    assert "app-accent" not in client.get("/").text
    db.session.execute(text("DELETE FROM membership WHERE clinic_id = 'valley'"))
    db.session.execute(text("DELETE FROM clinic WHERE id = 'valley'"))
    db.session.commit()
    home = client.get("/", headers={"Accept-Language": "en"}).text
    assert "--accent:#7a1f5c" in home and ">Hilltop</bdi>" in home
    assert '<html lang="es" class="app-accent">' in home


def test_what_the_form_is_about_stands_on_the_front_page_and_behind_the_birth_date(
    app: Flask, visit: store.Visit
) -> None:
    phone = app.test_client()
    for headers, about in (({}, ABOUT[0]), (SPANISH, ABOUT[1])):
        assert about in app.test_client().get("/", headers=headers).text
    phone.get(f"/v/{store.link_token(visit)}")
    asked = phone.get(f"{form_of(visit)}/open").text
    assert not any(about in asked for about in ABOUT)
    phone.post(f"{form_of(visit)}/open", data=BORN)
    assert ABOUT[0] in phone.get(f"{form_of(visit)}/invitation").text
    phone.get(f"{form_of(visit)}/language/es")
    assert ABOUT[1] in phone.get(f"{form_of(visit)}/invitation").text


def test_opening_words_greet_whoever_follows_a_link_for_the_first_time(app: Flask) -> None:
    with_face(opening='{"en": "Welcome to us."}')
    visit = factories.make_visit()
    phone = app.test_client()
    phone.get(f"/v/{store.link_token(visit)}")
    assert "Welcome to us." in phone.get(f"{form_of(visit)}/open").text
    factories.save_answers(visit, {"safety.now": ["none"]})
    assert "Welcome to us." not in phone.get(f"{form_of(visit)}/open").text


def test_every_language_has_a_field_for_opening_words() -> None:
    for one in CHOOSABLE:
        assert hasattr(ClinicFaceForm, f"opening_{one.code}")
