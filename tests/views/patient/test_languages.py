"""The patient reads one language, chosen on any page; the clinic reads English."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdfium2 import PdfDocument

from intake import store
from intake.views.last_resort import bare_reply
from tests import factories
from tests.phones import BORN, SAFE, Tab, form_of, open_on, phone_with

KINDS = (("intake", "pdf"), ("intake", "txt"), ("record", "html"))
SPANISH = {"Accept-Language": "es-MX,es;q=0.9"}
NEEDED = {"about.interpreter": "yes"}


def speak_spanish(phone: FlaskClient, visit: store.Visit) -> FlaskClient:
    phone.get(f"{form_of(visit)}/language/es")
    return phone


def test_what_the_browser_asks_for_is_the_first_offer(client: FlaskClient) -> None:
    for path in ("/", "/come-back", "/start/hilltop", "/no-such-page", "/v/abc"):
        spanish, english, other = (
            client.get(path, headers={"Accept-Language": one}) for one in ("es", "en-US", "fr")
        )
        assert '<html lang="es">' in spanish.text, path
        assert '<html lang="en-GB">' in english.text and '<html lang="en-GB">' in other.text
        assert ">Español<" in english.text and ">English<" in spanish.text, path


def test_a_link_of_the_switch_leads_back_to_its_page(client: FlaskClient) -> None:
    came = {"Referer": "http://localhost/come-back?x=1"}
    assert client.get("/language/es", headers=came).location == "/come-back?x=1"
    assert '<html lang="es">' in client.get("/come-back").text
    assert client.get("/language/en").location == "/"
    assert client.get("/language/xx").location == "/"
    assert client.get("/language/es", headers={"Referer": "http://evil.example/a"}).location == "/"
    for posted_only in ("/sign-out", "/form/abcdefghijkl/finish", "/no-such-page/at/all"):
        came = {"Referer": f"http://localhost{posted_only}"}
        assert client.get("/language/es", headers=came).location == "/"
    assert '<html lang="es">' in client.get("/finished").text


def test_changing_the_language_keeps_what_is_typed_and_saves_nothing(
    app: Flask, visit: store.Visit
) -> None:
    phone = phone_with(app, visit)
    page = Tab.on(phone, f"{form_of(visit)}/about")

    reply = page.post(about_name="Ana María", about_phone="abc", language="es")

    assert reply.status_code == 200
    assert "Sobre usted" in reply.text
    assert 'value="Ana María"' in reply.text and 'value="abc"' in reply.text
    assert "nhsuk-error" not in reply.text
    assert factories.saved_answers(visit) == {}
    again = Tab.of(phone, page.address, reply).post(about_filledby="self")
    assert again.status_code == 422
    assert "Escriba la fecha de nacimiento completa, con día, mes y año" in again.text
    assert "Elija si necesita un intérprete" in again.text


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/start/hilltop", {"safety_now": "choke"}),
        ("/come-back", {"code": "K7PM"}),
    ],
)
def test_pages_without_a_visit_keep_it_too(
    client: FlaskClient, clinic: store.Clinic, path: str, typed: dict[str, str]
) -> None:
    reply = Tab.on(client, path).post(**typed, language="es")
    assert reply.status_code == 200
    assert '<html lang="es">' in reply.text and "nhsuk-error" not in reply.text
    assert 'value="choke" checked' in reply.text or 'value="K7PM"' in reply.text


def test_a_list_of_medicines_and_an_entry_stay(app: Flask, visit: store.Visit) -> None:
    factories.make_draft(visit)
    phone = phone_with(app, visit)
    for page, typed in (("med", {"list": "zinc 5 mg"}), ("med/new", {"med_name": "zinc 5 mg"})):
        before = factories.saved_answers(visit)["med"]
        reply = Tab.on(phone, f"{form_of(visit)}/{page}").post(**typed, language="es")
        assert (reply.status_code, '<html lang="es">' in reply.text) == (200, True)
        assert "zinc 5 mg" in reply.text
        assert factories.saved_answers(visit)["med"] == before


def test_the_date_of_birth_may_be_asked_for_in_another_language(
    client: FlaskClient, visit: store.Visit
) -> None:
    client.get(f"/v/{store.link_token(visit)}")
    opening = f"{form_of(visit)}/open"
    asked = Tab.on(client, opening).post(language="es", **{"born-day": "17"})
    assert asked.status_code == 200 and "Fecha de nacimiento del paciente" in asked.text
    assert 'value="17"' in asked.text
    assert client.post(opening, data=BORN).status_code == 303
    assert factories.fresh(visit).language == "es"


def test_the_visit_holds_the_language_for_another_device(app: Flask, visit: store.Visit) -> None:
    speak_spanish(phone_with(app, visit), visit)

    other = open_on(app.test_client(), visit)
    page = other.get(f"{form_of(visit)}/safety", headers={"Accept-Language": "en-GB"})
    assert '<html lang="es">' in page.text and "Primero, unas preguntas" in page.text


def test_a_page_drawn_before_the_language_changed_on_another_device_is_saved(
    app: Flask, visit: store.Visit
) -> None:
    mother, son = phone_with(app, visit), phone_with(app, visit)
    page = Tab.on(son, f"{form_of(visit)}/safety")
    speak_spanish(mother, visit)

    assert page.post(**SAFE).status_code == 303
    assert factories.saved_answers(visit)["safety.now"] == ["none"]
    assert "Sobre usted" in son.get(f"{form_of(visit)}/about").text


def test_dates_are_read_and_shown_in_spanish(app: Flask, visit: store.Visit) -> None:
    phone = speak_spanish(phone_with(app, visit), visit)
    factories.save_answers(visit, {"safety.now": ["none"], "safety.more": ["none"]})
    page = Tab.on(phone, f"{form_of(visit)}/twitching")

    wrong = page.post(hpi_onset="31/2/2025")
    assert "Escriba un día del 1 al 28 para febrero de 2025" in wrong.text
    later = page.post(hpi_onset="enero de 2024", then="later")
    assert later.status_code == 303
    assert factories.saved_answers(visit)["hpi.onset"] == "2024-01"
    assert 'value="ene 2024"' in phone.get(page.address).text


def test_the_doctor_reads_english_and_the_language_of_own_words(
    app: Flask, visit: store.Visit, osei: FlaskClient
) -> None:
    phone = speak_spanish(phone_with(app, visit), visit)
    words = "Me salta la pantorrilla"
    factories.make_draft(visit, factories.make_answers(hpi_words=words, **NEEDED))
    check = phone.get(f"{form_of(visit)}/check")
    assert "Revise sus respuestas" in check.text and f"<bdi>{words}</bdi>" in check.text
    assert Tab.of(phone, f"{form_of(visit)}/check", check, "/send").post().status_code == 303

    of = f"/clinic/visits/{visit.reference}"
    for path in (f"{of}/{name}-{visit.reference}.{kind}" for name, kind in KINDS):
        english, spanish = (
            osei.get(path, headers={"Accept-Language": one}).data for one in ("en", "es")
        )
        assert english == spanish, path
    page = osei.get(f"{of}/intake-{visit.reference}.txt").text
    assert "in Spanish (own words as typed)" in page
    record = osei.get(of).text
    assert "Own words in Spanish" in record
    assert "interpreter needed" in page
    assert "interpreter needed" in record.split('id="signs"')[0]
    assert words in page and "calf" in page and "Pantorrilla" not in page


def test_the_patients_copy_is_in_the_patients_language(app: Flask, visit: store.Visit) -> None:
    phone = speak_spanish(phone_with(app, visit), visit)
    factories.make_draft(visit, factories.make_answers(**NEEDED))
    Tab.on(phone, f"{form_of(visit)}/check", "/send").post()

    receipt = phone.get(f"{form_of(visit)}/sent")
    assert "Su formulario se envió" in receipt.text
    pdf = phone.get(f"{form_of(visit)}/copy.pdf")
    text = "".join(one.get_textpage().get_text_range() for one in PdfDocument(pdf.data))
    assert "Su copia de sus respuestas" in text and "¿Dónde las tiene?" in text
    assert "página 1 de " in text and "page 1" not in text


def test_own_words_keep_their_language_when_another_is_read_afterwards(
    app: Flask, visit: store.Visit, osei: FlaskClient
) -> None:
    form = form_of(visit)
    phone = speak_spanish(phone_with(app, visit), visit)
    factories.make_draft(visit, factories.make_answers(hpi_words="Me salta", **NEEDED))
    phone.get(f"{form}/language/en")
    Tab.on(phone, f"{form}/strength").post()  # nothing new is typed
    Tab.on(phone, f"{form}/check", "/send").post()
    page = f"/clinic/visits/{visit.reference}/intake-{visit.reference}.txt"
    assert "in Spanish (own words as typed)" in osei.get(page).text

    phone.post(f"{form}/sent/change")
    Tab.on(phone, f"{form}/twitching").post(impact_want="Tests, please")
    assert "in Spanish and English" not in osei.get(page).text  # not sent yet
    Tab.on(phone, f"{form}/check", "/send").post()
    assert "in Spanish and English (own words as typed)" in osei.get(page).text
    assert "Own words in Spanish and English" in osei.get(f"/clinic/visits/{visit.reference}").text


def test_a_note_in_another_language_is_told(
    app: Flask, visit: store.Visit, osei: FlaskClient
) -> None:
    form, phone = form_of(visit), phone_with(app, factories.make_draft(visit))
    Tab.on(phone, f"{form}/check", "/send").post()
    record = f"/clinic/visits/{visit.reference}"
    assert "Own words in" not in osei.get(record).text
    speak_spanish(phone, visit)
    Tab.on(phone, f"{form}/sent", "/note").post(note="Ya no tomo nada")
    assert "Own words in English and Spanish" in osei.get(record).text


def test_arabic_runs_from_right_to_left_and_marks_what_is_english(
    app: Flask, clinic: store.Clinic
) -> None:
    assert app.test_client().get("/language/ar").status_code == 303
    assert 'dir="rtl"' not in app.test_client().get("/", headers={"Accept-Language": "ar"}).text

    app.config["SETTINGS"] = replace(app.config["SETTINGS"], demo_password="a demo")
    page = app.test_client().get("/start/hilltop", headers={"Accept-Language": "ar"})
    assert '<html lang="ar" dir="rtl">' in page.text
    assert '<span lang="en-GB" dir="ltr">Do you have any of these right now?</span>' in page.text
    assert "متابعة" in page.text


def test_a_clinic_in_the_united_states_spells_as_there(app: Flask, clinic: store.Clinic) -> None:
    clinic = replace(clinic, country="US")
    with store.transaction():
        store.change_clinic(clinic)
    visit = factories.make_visit(clinic)
    answers = factories.make_answers(sx_pain="yes", sx_pain_urine="yes")
    factories.make_draft(visit, answers)
    phone = phone_with(app, visit)

    page = phone.get(f"{form_of(visit)}/ring-act")
    assert '<html lang="en-US">' in page.text
    assert "Call Hilltop Clinic today" in page.text and "Have you called" in page.text
    assert "Ring " not in page.text


def test_the_last_resort_says_it_in_each_language() -> None:
    body = bare_reply(503, False, "1")[2].decode()
    assert '<div lang="en-GB"><p><strong>The service is busy' in body
    assert '<div lang="es"><p><strong>El servicio está ocupado' in body


def test_the_words_of_the_clinic_stay_as_it_wrote_them(
    client: FlaskClient, clinic: store.Clinic
) -> None:
    page = client.get("/start/hilltop", headers=SPANISH).text
    assert "Sus respuestas son para Hilltop Clinic." in page
    assert "llame ahora al 999" in page


def test_a_visit_in_spanish_leaves_the_browser_as_it_was(app: Flask, visit: store.Visit) -> None:
    with store.transaction():
        store.keep_language(visit, "es")
    phone = phone_with(app, visit)
    assert 'lang="es' in phone.get(f"{form_of(visit)}/parts").text
    assert 'lang="en' in phone.get("/").text
    other = factories.make_visit()
    phone.get(f"/v/{store.link_token(other)}")
    assert 'lang="en' in phone.get(f"{form_of(other)}/open").text
    phone.get(f"{form_of(visit)}/language/es")  # the switch is a choice
    assert 'lang="es' in phone.get("/").text
